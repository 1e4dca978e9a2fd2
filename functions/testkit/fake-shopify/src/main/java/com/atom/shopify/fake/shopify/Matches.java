package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Search.Term;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How the terms of a search are held against an object and its values. A value that its field cannot have is ignored:
/// everything matches.
final class Matches {
    private Matches() {}

    /// Whether a search holds, when this is known for each of its terms.
    static boolean holds(Term term, Predicate<Term.Match> matches) {
        return switch (term) {
            case Term.All all -> all.terms().stream().allMatch(inner -> holds(inner, matches));
            case Term.Any any -> any.terms().stream().anyMatch(inner -> holds(inner, matches));
            case Term.Not not -> !holds(not.term(), matches);
            case Term.Match match -> matches.test(match);
        };
    }

    /// The parsed search. A field that Shopify knows and the simulator does not is refused.
    static Term parsed(String query, Set<String> unsupported) {
        Term term = Search.parse(query);
        refuse(term, unsupported);
        return term;
    }

    private static void refuse(Term term, Set<String> unsupported) {
        switch (term) {
            case Term.All all -> all.terms().forEach(inner -> refuse(inner, unsupported));
            case Term.Any any -> any.terms().forEach(inner -> refuse(inner, unsupported));
            case Term.Not not -> refuse(not.term(), unsupported);
            case Term.Match match -> {
                if (unsupported.contains(match.name()) || match.name().startsWith("metafields.")) {
                    throw Refusal.unsupported("searching by " + match.name());
                }
            }
        }
    }

    static boolean truth(Term.Match match, boolean fact) {
        return Boolean.parseBoolean(match.value()) == fact;
    }

    /// A word of the text, the beginning of one with `*`, or a whole phrase if quoted.
    static boolean words(Term.Match match, String text) {
        String value = match.value().toLowerCase(Locale.ROOT);
        String plain = text.toLowerCase(Locale.ROOT);
        if (match.quoted()) {
            return plain.contains(value);
        }
        Stream<String> words = Stream.concat(Stream.of(plain), Arrays.stream(plain.split("[^\\p{L}\\p{N}]+")));
        return value.endsWith("*")
                ? words.anyMatch(word -> word.startsWith(value.substring(0, value.length() - 1)))
                : words.anyMatch(value::equals);
    }

    static boolean same(Term.Match match, @Nullable String text) {
        String value = match.value().toLowerCase(Locale.ROOT);
        String plain = Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
        if (!match.quoted() && value.endsWith("*")) {
            return !plain.isEmpty() && plain.startsWith(value.substring(0, value.length() - 1));
        }
        return plain.equals(value);
    }

    static boolean oneOf(Term.Match match, String text) {
        return Arrays.stream(match.value().split(",")).anyMatch(text::equalsIgnoreCase);
    }

    static boolean id(Term.Match match, long id) {
        return Arrays.stream(match.value().split(",")).anyMatch(value -> {
            try {
                long number = Long.parseLong(value.substring(value.lastIndexOf('/') + 1).strip());
                return match.comparison().holds(Long.compare(id, number));
            } catch (NumberFormatException notAnId) {
                return false;
            }
        });
    }

    static boolean number(Term.Match match, BigDecimal amount) {
        try {
            return match.comparison().holds(amount.compareTo(new BigDecimal(match.value())));
        } catch (NumberFormatException ignored) {
            return true;
        }
    }

    static boolean time(ZoneId zone, Term.Match match, @Nullable Instant time) {
        if (time == null) {
            return false;
        }
        try {
            LocalDate day = LocalDate.parse(match.value());
            return match.comparison().holds(time.atZone(zone).toLocalDate().compareTo(day));
        } catch (DateTimeException notADay) {
            return moment(match, time);
        }
    }

    private static boolean moment(Term.Match match, Instant time) {
        try {
            Instant moment = match.value().equalsIgnoreCase("now")
                    ? Instant.now()
                    : OffsetDateTime.parse(match.value()).toInstant();
            return match.comparison().holds(time.compareTo(moment));
        } catch (DateTimeException ignored) {
            return true;
        }
    }
}
