package com.atom.shopify.reports;

import com.atom.shopify.sales.DateRange;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A report in its shop's index: what it is about, and how far it is.
///
/// @param cadence none when a caller chose the days
/// @param from the first day, by the shop's clock
/// @param zone the shop's when it was asked for
/// @param asked by a caller, and not because its time had come
/// @param daysDone how many days of sales have been summed
/// @param days of how many
/// @param makerUntil until when somebody is at it; whoever takes longer has died
/// @param partial whether something of the time may be missing
/// @param told whether the platform was told that it is ready
/// @param reason why it failed, a code
/// @param revision counts the changes of this entry
@Serdeable
public record ReportEntry(String id, ReportKind kind, @Nullable Cadence cadence, LocalDate from, LocalDate to,
        String zone, boolean asked, Status status, Instant createdAt, long daysDone, long days,
        @Nullable Instant makerUntil, boolean partial, @Nullable Instant endedAt, boolean told,
        @Nullable String reason, long revision) {
    /// What an id looks like. It begins with a time: when the period ended, or when the report was asked for.
    public static final Pattern ID = Pattern.compile("[0-9]{13}-[0-9a-f]{16}");

    /// How a report stands.
    public enum Status {
        QUEUED,
        RUNNING,
        READY,
        FAILED
    }

    static ReportEntry of(String id, ReportKind kind, Period period, boolean asked, Instant now) {
        return new ReportEntry(id, kind, period.cadence().orElse(null), period.days().from(), period.days().to(),
                period.zone().getId(), asked, Status.QUEUED, now, 0, 0, null, false, null, false, null, 1);
    }

    public Period period() {
        return new Period(Optional.ofNullable(cadence), new DateRange(from, to), ZoneId.of(zone));
    }

    public boolean hasEnded() {
        return status == Status.READY || status == Status.FAILED;
    }

    /// Whether somebody else is at it.
    public boolean isTaken(Instant now) {
        return makerUntil != null && makerUntil.isAfter(now);
    }

    public ReportEntry taken(Instant until) {
        return with(Status.RUNNING, daysDone, days, until, partial, null, false, null);
    }

    /// So far it came; whoever is next goes on.
    public ReportEntry reached(long done, long all) {
        return with(Status.RUNNING, done, all, null, partial, null, false, null);
    }

    /// Its files are there; whoever made it is about to tell.
    public ReportEntry ready(boolean incomplete, Instant now) {
        return with(Status.READY, days, days, makerUntil, incomplete, now, false, null);
    }

    /// The platform knows.
    public ReportEntry announced() {
        return with(status, daysDone, days, null, partial, endedAt, true, reason);
    }

    public ReportEntry failed(String why, Instant now) {
        return with(Status.FAILED, daysDone, days, null, partial, now, false, why);
    }

    private ReportEntry with(Status newStatus, long newDone, long newDays, @Nullable Instant newMaker,
            boolean newPartial, @Nullable Instant newEnd, boolean newTold, @Nullable String newReason) {
        return new ReportEntry(id, kind, cadence, from, to, zone, asked, newStatus, createdAt, newDone, newDays,
                newMaker, newPartial, newEnd, newTold, newReason, revision + 1);
    }
}
