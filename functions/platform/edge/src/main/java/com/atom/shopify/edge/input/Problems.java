package com.atom.shopify.edge.input;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with one request, to be answered all at once.
public final class Problems {
    /// What a share looks like; which ones are allowed is for [#between(String, String, BigDecimal, BigDecimal)].
    public static final String SHARE = "[01](\\.[0-9]{1,4})?";
    /// That it does not look like one.
    public static final String NO_SHARE = "must be a number from 0 to 1 with four decimals at most, such as 0.95";
    /// What a date looks like; which ones exist is for [#date(String, String)].
    public static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    /// That it does not look like one, or that there is no such day.
    public static final String NO_DATE = "must be a date such as 2026-03-31";
    private static final int MOST = 50;

    private final List<Failure.Detail> details = new ArrayList<>();

    Problems() {}

    /// Adds a problem of a field, written as callers write it (`variants[0].price`).
    public void add(String field, String code, String message) {
        if (details.size() < MOST) {
            details.add(Failure.Detail.of(field, code, message));
        }
    }

    /// Adds one when the ends of a range of time are the wrong way round.
    public void addUnlessForward(String field, @Nullable Instant min, @Nullable Instant max) {
        if (min != null && max != null && max.isBefore(min)) {
            add(field, "range", "must not be before the other end");
        }
    }

    /// Adds one when a number that is written as text is not between two others, both included.
    public void between(String field, @Nullable String number, BigDecimal least, BigDecimal most) {
        if (number != null) {
            var value = new BigDecimal(number);
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                add(field, "range", "must be between %s and %s".formatted(least, most));
            }
        }
    }

    /// The date that a field holds, if there is anything; nothing, and a problem, when it holds none.
    public Optional<LocalDate> date(String field, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(LocalDate::parse);
        } catch (DateTimeException noDate) {
            add(field, "format", NO_DATE);
            return Optional.empty();
        }
    }

    /// The id that a field holds; nothing, and a problem, when it holds none.
    public Optional<Gid> id(Gid.Kind kind, String field, String text) {
        try {
            return Optional.of(Gid.parse(kind, field, text));
        } catch (FailureException noId) {
            noId.failure().details().forEach(detail -> add(field, detail.code(), detail.message()));
            return Optional.empty();
        }
    }

    void throwIfAny() {
        if (!details.isEmpty()) {
            throw new FailureException(new Failure.Invalid(details));
        }
    }
}
