package com.atom.shopify.sync;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Many writes from a file of JSON lines, which the caller uploads. Nothing is sent to Shopify before every line is known to be well
/// formed, and nothing is sent twice.
///
/// @param step counts the states; a message of an earlier one has nothing to say any more
/// @param revision counts the changes of this record
/// @param lines how many the file has, once they were read
/// @param document which mutation the lines are for, a name
/// @param stagedPath where Shopify finds the lines
/// @param sentAt when Shopify was told to begin
/// @param operation the gid of the bulk operation
/// @param written how many lines Shopify carried out
/// @param refused how many lines were not carried out
/// @param errors why, for the first of them
/// @param reason why it failed as a whole, a code
@Serdeable
public record Import(String id, Kind kind, Status status, Instant createdAt, long step, long revision, long lines,
        @Nullable String document, @Nullable String stagedPath, @Nullable Instant sentAt, @Nullable String operation,
        long written, long refused, List<LineError> errors, @Nullable String reason, @Nullable Instant endedAt) {
    /// What an id looks like.
    public static final Pattern ID = Sync.ID;
    /// So many errors are told.
    public static final int MOST_ERRORS = 100;

    public Import {
        errors = List.copyOf(errors);
    }

    /// What the lines are.
    public enum Kind {
        PRODUCTS,
        INVENTORY
    }

    /// How an import stands.
    public enum Status {
        AWAITING_UPLOAD,
        RUNNING,
        COMPLETED,
        FAILED
    }

    /// What is wrong with a line.
    ///
    /// @param line counts from 1
    @Serdeable
    public record LineError(long line, @Nullable String field, String code, String message) {}

    static Import created(String id, Kind kind, Instant now) {
        return new Import(id, kind, Status.AWAITING_UPLOAD, now, 0, 0, 0, null, null, null, null, 0, 0, List.of(),
                null, null);
    }

    public boolean isRunning() {
        return status == Status.RUNNING;
    }

    boolean isDoneBy(String other) {
        return other.equals(operation);
    }

    Import started() {
        return with(Status.RUNNING, lines, document, stagedPath, sentAt, operation, written, refused, errors, reason,
                endedAt);
    }

    /// Every line is well formed, and Shopify has them.
    public Import staged(long count, String mutation, String path) {
        return with(status, count, mutation, path, sentAt, operation, written, refused, errors, reason, endedAt);
    }

    /// Shopify is about to be told; null takes it back.
    public Import sending(@Nullable Instant at) {
        return with(status, lines, document, stagedPath, at, operation, written, refused, errors, reason, endedAt);
    }

    public Import runningAs(String bulkOperation) {
        return with(status, lines, document, stagedPath, sentAt, bulkOperation, written, refused, errors, reason,
                endedAt);
    }

    /// What Shopify says of each line is known.
    public Import answered(long carriedOut, long notCarriedOut, List<LineError> why) {
        return with(status, lines, document, stagedPath, sentAt, operation, carriedOut, notCarriedOut, why, reason,
                endedAt);
    }

    public Import completed(Instant now) {
        return with(Status.COMPLETED, lines, document, stagedPath, sentAt, operation, written, refused, errors, null,
                now);
    }

    public Import failed(String why, Instant now) {
        return with(Status.FAILED, lines, document, stagedPath, sentAt, operation, written, refused, errors, why, now);
    }

    private Import with(Status newStatus, long newLines, @Nullable String newDocument, @Nullable String newPath,
            @Nullable Instant newSent, @Nullable String newOperation, long newWritten, long newRefused,
            List<LineError> newErrors, @Nullable String newReason, @Nullable Instant newEnd) {
        return new Import(id, kind, newStatus, createdAt, step + 1, revision + 1, newLines, newDocument, newPath,
                newSent, newOperation, newWritten, newRefused, newErrors, newReason, newEnd);
    }
}
