package com.atom.shopify.sales;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/// The figures of a store in a range of its days, or how far they are.
public sealed interface SalesFigures {

    /// @param from when the range begins
    /// @param totals by currency; none of a currency without anything
    /// @param series every stretch of the range, also those in which nothing happened
    /// @param partial whether orders of the range may be missing, as [History] has it
    record Known(ZoneId zone, Instant from, Map<String, Tally> totals, List<Stretch> series, boolean partial)
            implements
                SalesFigures {
        public Known {
            totals = Map.copyOf(totals);
            series = List.copyOf(series);
        }
    }

    /// The sums are being made: asking again goes on.
    record Building(long daysDone, long days) implements SalesFigures {}

    /// A part of a series. The first one may begin before the range; it counts what is in the range.
    ///
    /// @param counted from when on it counts
    record Stretch(ZonedDateTime start, Instant counted, Map<String, Tally> totals) {
        public Stretch {
            totals = Map.copyOf(totals);
        }
    }
}
