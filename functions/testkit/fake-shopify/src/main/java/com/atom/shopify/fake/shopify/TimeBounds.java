package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Search.Term;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;

/// Between which times something must lie so that a search can find it. What lies there need not be found: a day counts
/// with its neighbours, and only terms that must hold count at all.
record TimeBounds(Instant from, Instant to) {
    private static final TimeBounds ALL = new TimeBounds(Instant.MIN, Instant.MAX);

    static TimeBounds of(Term term, Set<String> names) {
        return switch (term) {
            case Term.All all -> all.terms().stream().map(inner -> of(inner, names)).reduce(ALL, TimeBounds::and);
            case Term.Any any -> any.terms().size() == 1 ? of(any.terms().getFirst(), names) : ALL;
            case Term.Not _ -> ALL;
            case Term.Match match -> names.contains(match.name()) ? of(match) : ALL;
        };
    }

    boolean hold(Instant time) {
        return !time.isBefore(from) && !time.isAfter(to);
    }

    private TimeBounds and(TimeBounds other) {
        return new TimeBounds(from.isAfter(other.from) ? from : other.from, to.isBefore(other.to) ? to : other.to);
    }

    private static TimeBounds of(Term.Match match) {
        try {
            Instant day = LocalDate.parse(match.value()).atStartOfDay(ZoneOffset.UTC).toInstant();
            return compared(match, day.minus(Duration.ofDays(1)), day.plus(Duration.ofDays(2)));
        } catch (DateTimeException notADay) {
            return moment(match);
        }
    }

    private static TimeBounds moment(Term.Match match) {
        try {
            Instant moment = OffsetDateTime.parse(match.value()).toInstant();
            return compared(match, moment, moment);
        } catch (DateTimeException ignored) {
            return ALL;
        }
    }

    private static TimeBounds compared(Term.Match match, Instant from, Instant to) {
        return switch (match.comparison()) {
            case IS -> new TimeBounds(from, to);
            case AT_LEAST, ABOVE -> new TimeBounds(from, Instant.MAX);
            case AT_MOST, BELOW -> new TimeBounds(Instant.MIN, to);
        };
    }
}
