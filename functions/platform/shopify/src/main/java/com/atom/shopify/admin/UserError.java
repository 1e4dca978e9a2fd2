package com.atom.shopify.admin;

import com.atom.shopify.failure.Failure;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One entry of a mutation's `userErrors`: Shopify understood, and says no. Its message is Shopify's and goes no further than
/// here; callers get the [Meaning], in our words and with a code that stays.
@Serdeable
public record UserError(@Nullable List<String> field, String message, @Nullable String code) {

    /// The path of the input that is refused, empty when it is the whole.
    public List<String> path() {
        return field == null ? List.of() : field;
    }

    /// What Shopify objects to. Many mutations give no code, so the message is looked at too; what is not recognized is
    /// [Meaning#REFUSED].
    public Meaning meaning() {
        var text = ((code == null ? "" : code.replace('_', ' ') + " ") + message).toLowerCase(Locale.ROOT);
        return Stream.of(Meaning.values()).filter(meaning -> meaning.words.matcher(text).find()).findFirst()
                .orElseThrow();
    }

    /// Why an input is refused, in the order in which it is looked for.
    public enum Meaning {
        STALE("\\bstale\\b", "has changed meanwhile"),
        NOT_FOUND("does not exist|not found|could not be found|can.?t be found|invalid (inventory item|location)\\b",
                "does not exist"),
        BLANK("blank|empty", "must not be blank"),
        TOO_LONG("too long|maximum is .* characters", "is too long"),
        TAKEN("already in use|taken|already exists|must be unique|duplicate", "is in use already"),
        REQUIRED("required|missing|must be specified|need to add", "is required"),
        OUT_OF_RANGE("greater than|less than|negative|too high|too low|out of range", "is out of range"),
        OVER_LIMIT("limit|too many|exceed|at most|maximum", "is more than Shopify allows"),
        REFUSED("", "is not accepted by Shopify");

        private final Pattern words;
        private final String message;

        Meaning(String words, String message) {
            this.words = Pattern.compile(words);
            this.message = message;
        }

        /// The code that our API shows.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// The sentence that our API shows.
        public String message() {
            return message;
        }

        /// What is said of a field.
        public Failure.Detail of(@Nullable String field) {
            return new Failure.Detail(field, code(), message, null);
        }
    }
}
