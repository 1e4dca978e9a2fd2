package com.atom.shopify.fake.shopify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Shopify's search syntax: terms joined by `AND` (or nothing) and `OR`, negated by `-` or `NOT`, grouped by
/// parentheses; a term is free text or `field:value` with an optional `<`, `<=`, `>`, `>=`.
final class Search {
    private static final int DEEPEST = 50;

    private final String text;
    private int at;
    private int depth;

    /// A parsed search.
    sealed interface Term {
        record All(List<Term> terms) implements Term {}

        record Any(List<Term> terms) implements Term {}

        record Not(Term term) implements Term {}

        /// `name` is empty for free text; `quoted` makes a value one phrase.
        record Match(String name, Comparison comparison, String value, boolean quoted) implements Term {}
    }

    /// How a value is compared.
    enum Comparison {
        /// Equal, or containing the word.
        IS(""),
        /// At most.
        AT_MOST("<="),
        /// At least.
        AT_LEAST(">="),
        /// Below.
        BELOW("<"),
        /// Above.
        ABOVE(">");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /// Whether an order fits, given as by [Comparable#compareTo].
        boolean holds(int order) {
            return switch (this) {
                case IS -> order == 0;
                case AT_MOST -> order <= 0;
                case AT_LEAST -> order >= 0;
                case BELOW -> order < 0;
                case ABOVE -> order > 0;
            };
        }
    }

    private Search(String text) {
        this.text = text;
    }

    static Term parse(String text) {
        var search = new Search(text);
        var terms = new ArrayList<Term>();
        while (search.more()) {
            int before = search.at;
            terms.add(search.any());
            // A closing parenthesis without an opening one is skipped, as any other stray sign.
            if (search.at == before) {
                search.at++;
            }
        }
        return new Term.All(terms);
    }

    private Term any() {
        var terms = new ArrayList<Term>();
        terms.add(all());
        while (word("OR")) {
            terms.add(all());
        }
        return terms.size() == 1 ? terms.getFirst() : new Term.Any(terms);
    }

    private Term all() {
        var terms = new ArrayList<Term>();
        while (more() && text.charAt(at) != ')' && !ahead("OR")) {
            if (!word("AND")) {
                terms.add(one());
            }
        }
        return new Term.All(terms);
    }

    private Term one() {
        if (text.charAt(at) == '-' || ahead("NOT")) {
            at += text.charAt(at) == '-' ? 1 : 3;
            return more() ? new Term.Not(one()) : new Term.All(List.of());
        }
        if (text.charAt(at) == '(' && depth < DEEPEST) {
            at++;
            depth++;
            Term inner = any();
            depth--;
            if (more() && text.charAt(at) == ')') {
                at++;
            }
            return inner;
        }
        return match();
    }

    private Term match() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at > start && at < text.length() && text.charAt(at) == ':') {
            String name = text.substring(start, at).toLowerCase(Locale.ROOT);
            at++;
            return value(name, comparison());
        }
        at = start;
        return value("", Comparison.IS);
    }

    private Comparison comparison() {
        for (Comparison comparison : Comparison.values()) {
            if (!comparison.sign.isEmpty() && text.startsWith(comparison.sign, at)) {
                at += comparison.sign.length();
                return comparison;
            }
        }
        return Comparison.IS;
    }

    private Term value(String name, Comparison comparison) {
        if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
            return new Term.Match(name, comparison, quoted(), true);
        }
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && text.charAt(at) != ')') {
            at++;
        }
        if (at == start && at < text.length()) {
            at++;
        }
        return new Term.Match(name, comparison, text.substring(start, at).strip(), false);
    }

    private String quoted() {
        char quote = text.charAt(at);
        at++;
        var value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
            at++;
        }
        at = Math.min(text.length(), at + 1);
        return value.toString();
    }

    private boolean more() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private boolean ahead(String word) {
        int end = at + word.length();
        return text.startsWith(word, at) && (end == text.length() || Character.isWhitespace(text.charAt(end)));
    }

    private boolean word(String word) {
        boolean found = more() && ahead(word);
        if (found) {
            at += word.length();
            more();
        }
        return found;
    }
}
