package com.atom.shopify.reporting;

import com.atom.shopify.edge.input.RecordReader;
import com.atom.shopify.reports.ReportEntry;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A report as callers see it.
///
/// @param cadence null when a caller chose the days
/// @param from the first day, by the store's clock
/// @param timezone the store's when it was asked for
/// @param origin whether its time had come, `schedule`, or a caller asked, `request`
/// @param status `queued`, `running`, `ready` or `failed`
/// @param partial whether something of the time may be missing; null until it is ready
/// @param reason why it failed, a code
/// @param links where its files are, for a while; only where one report is read and it is ready
@Serdeable(naming = SnakeCaseStrategy.class)
public record ReportJson(String id, String kind, @Nullable String cadence, String from, String to, String timezone,
        String origin, String status, Progress progress, @Nullable Boolean partial, Instant createdAt,
        @Nullable Instant readyAt, @Nullable String reason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Links links) {

    /// How many days of sales are summed, of how many; both are zero where that was no work.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Progress(long daysDone, long days) {}

    /// Pre-signed addresses: whoever has one can read the file.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Links(String json, String csv, String html, Instant expiresAt) {
        @Override
        public String toString() {
            return "Links[hidden]";
        }
    }

    static ReportJson of(ReportEntry entry) {
        return of(entry, null);
    }

    static ReportJson of(ReportEntry entry, @Nullable Links links) {
        var ready = entry.status() == ReportEntry.Status.READY;
        return new ReportJson(entry.id(), RecordReader.outerName(entry.kind()),
                Optional.ofNullable(entry.cadence()).map(RecordReader::outerName).orElse(null),
                entry.from().toString(), entry.to().toString(), entry.zone(), entry.asked() ? "request" : "schedule",
                RecordReader.outerName(entry.status()), new Progress(entry.daysDone(), entry.days()),
                ready ? entry.partial() : null, entry.createdAt(), ready ? entry.endedAt() : null, entry.reason(),
                links);
    }
}
