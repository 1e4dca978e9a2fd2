package com.atom.shopify.reports;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Which periods of a shop have to be reported on. For each cadence a mark says up to when everything was: what ends later is due,
/// once it has ended by the zone that the shop has now. So a shop that moves to another zone has every moment in a report and no
/// period twice.
final class DuePeriods {
    /// What happened just before the end is still being delivered.
    private static final Duration SETTLING = Duration.ofMinutes(10);

    private DuePeriods() {}

    /// The oldest first. A shop without a mark begins with the last period of each cadence; of one that was not looked after for long
    /// the last ones are made.
    static List<Period> of(ZoneId zone, Map<Cadence, Instant> marks, Instant now) {
        var due = new ArrayList<Period>();
        for (var cadence : Cadence.values()) {
            var mark = marks.get(cadence);
            var most = mark == null ? 1 : cadence.caughtUp();
            var period = Period.lastEnded(cadence, zone, now.minus(SETTLING));
            for (var seen = 0; seen < most && (mark == null || period.end().isAfter(mark)); seen++) {
                if (!period.isEmpty()) {
                    due.add(period);
                }
                period = period.previous();
            }
        }
        due.sort(Comparator.comparing(Period::end));
        return due;
    }

    /// The marks once all that is due is made.
    static Map<Cadence, Instant> marksAfter(Map<Cadence, Instant> marks, List<Period> due) {
        var after = new EnumMap<Cadence, Instant>(Cadence.class);
        after.putAll(marks);
        due.forEach(period -> after.merge(period.cadence().orElseThrow(), period.end(),
                (one, other) -> one.isAfter(other) ? one : other));
        return after;
    }
}
