package com.atom.shopify.sync;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A backfill: all objects of a subject that were changed last in a range of time, window by window. What is before the cursor has been
/// read as a whole; the cursor moves when all of a window's file has been taken in, and never else.
///
/// @param step counts the windows and restarts: a message of an earlier step has nothing to say any more
/// @param revision counts the changes of this record
/// @param most the most roots that the next window may have
/// @param pass the window that is being read
/// @param total how many objects were counted when it began; more may have been changed since, or fewer be left
/// @param roots how many objects have been taken in
/// @param rows how many lines these had
/// @param changed how many of them were not what we held, and how much of what we held is gone
/// @param failures how often the current window has failed
/// @param reason why it failed, a code
@Serdeable
public record Sync(String id, Subject subject, boolean nightly, Status status, Instant createdAt, Instant from,
        Instant until, Instant cursor, long step, long revision, int most, @Nullable Pass pass, @Nullable Long total,
        long roots, long rows, long changed, int failures, @Nullable String reason, @Nullable Instant endedAt) {
    /// What an id looks like.
    public static final Pattern ID = Pattern.compile("1[0-9]{12}-[0-9a-f]{16}");
    /// So many files in a row may be no good.
    private static final int MOST_FAILURES = 5;

    /// How a backfill stands.
    public enum Status {
        RUNNING,
        COMPLETED,
        FAILED,
        CANCELED
    }

    /// A window whose objects Shopify collects or has collected.
    ///
    /// @param operation the gid of the bulk operation
    /// @param begunAt before which everything it tells was so
    /// @param taken how many objects of its file have been taken in
    @Serdeable
    public record Pass(String operation, Instant begunAt, Instant until, long taken) {}

    static Sync begun(String id, Subject subject, boolean nightly, Instant from, Instant now) {
        return new Sync(id, subject, nightly, Status.RUNNING, now, from, now, from, 0, 0, Windows.MOST, null, null, 0,
                0, 0, 0, null, null);
    }

    public boolean isRunning() {
        return status == Status.RUNNING;
    }

    public Optional<Pass> current() {
        return Optional.ofNullable(pass);
    }

    boolean isCollectedBy(String operation) {
        return pass != null && pass.operation().equals(operation);
    }

    /// Nothing is left to read.
    public boolean isThrough() {
        return !cursor.isBefore(until);
    }

    public Sync counted(long objects) {
        return with(status, cursor, step, most, pass, objects, roots, rows, changed, failures, reason, endedAt);
    }

    public Sync collecting(String operation, Instant begunAt, Instant windowEnd) {
        return with(status, cursor, step, most, new Pass(operation, begunAt, windowEnd, 0), total, roots, rows, changed,
                failures, reason, endedAt);
    }

    /// So many more objects of the current window were taken in.
    public Sync took(long moreRoots, long moreRows, long moreChanged) {
        var now = current().orElseThrow();
        return with(status, cursor, step, most,
                new Pass(now.operation(), now.begunAt(), now.until(), now.taken() + moreRoots), total,
                roots + moreRoots, rows + moreRows, changed + moreChanged, failures, reason, endedAt);
    }

    /// All of the current window was taken in.
    public Sync windowDone() {
        return with(status, current().orElseThrow().until(), step + 1, most, null, total, roots, rows, changed, 0,
                reason, endedAt);
    }

    /// The current window is read again from its beginning, unless that has been tried often enough.
    public Sync again(String why, Instant now) {
        var again = with(status, cursor, step + 1, most, null, total, roots, rows, changed, failures + 1, reason,
                endedAt);
        return failures + 1 < MOST_FAILURES ? again : again.failed(why, now);
    }

    /// The window is read in smaller parts, because its file is too large to be held.
    public Sync smaller() {
        return with(status, cursor, step + 1, Math.max(1, most / 2), null, total, roots, rows, changed, failures,
                reason, endedAt);
    }

    /// Nothing that was counted is left, and so much more was not what we held.
    public Sync completed(long moreChanged, Instant now) {
        return with(Status.COMPLETED, until, step + 1, most, null, total, roots, rows, changed + moreChanged, 0, null,
                now);
    }

    public Sync failed(String why, Instant now) {
        return ended(Status.FAILED, why, now);
    }

    Sync canceled(Instant now) {
        return ended(Status.CANCELED, null, now);
    }

    private Sync ended(Status how, @Nullable String why, Instant now) {
        return with(how, cursor, step + 1, most, null, total, roots, rows, changed, failures, why, now);
    }

    /// Goes on from the cursor.
    Sync resumed() {
        return with(Status.RUNNING, cursor, step + 1, most, pass, total, roots, rows, changed, 0, null, null);
    }

    private Sync with(Status newStatus, Instant newCursor, long newStep, int newMost, @Nullable Pass newPass,
            @Nullable Long newTotal, long newRoots, long newRows, long newChanged, int newFailures,
            @Nullable String newReason, @Nullable Instant newEnd) {
        return new Sync(id, subject, nightly, newStatus, createdAt, from, until, newCursor, newStep, revision, newMost,
                newPass, newTotal, newRoots, newRows, newChanged, newFailures, newReason, newEnd);
    }

    Sync nextRevision() {
        return new Sync(id, subject, nightly, status, createdAt, from, until, cursor, step, revision + 1, most, pass,
                total, roots, rows, changed, failures, reason, endedAt);
    }
}
