package com.atom.shopify.reports;

import com.atom.shopify.sales.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/// Some days of a shop, from the first moment of the first one to the first moment after the last one, by the shop's clock. A night in
/// which clocks change makes a day longer or shorter and leaves no gap.
///
/// @param cadence none when a caller chose the days
public record Period(Optional<Cadence> cadence, DateRange days, ZoneId zone) {

    /// The last one that has ended by then.
    public static Period lastEnded(Cadence cadence, ZoneId zone, Instant now) {
        return ended(cadence, zone, cadence.start(LocalDate.ofInstant(now, zone)));
    }

    private static Period ended(Cadence cadence, ZoneId zone, LocalDate next) {
        var last = next.minusDays(1);
        return new Period(Optional.of(cadence), new DateRange(cadence.start(last), last), zone);
    }

    public static Period of(DateRange days, ZoneId zone) {
        return new Period(Optional.empty(), days, zone);
    }

    public Instant start() {
        return days.start(zone);
    }

    public Instant end() {
        return days.end(zone);
    }

    /// Whether its days were left out by the shop's clock, as some islands did when they crossed the date line.
    boolean isEmpty() {
        return !start().isBefore(end());
    }

    /// The one right before.
    Period previous() {
        return cadence.map(regular -> ended(regular, zone, days.from()))
                .orElseGet(() -> new Period(cadence, days.previous(), zone));
    }
}
