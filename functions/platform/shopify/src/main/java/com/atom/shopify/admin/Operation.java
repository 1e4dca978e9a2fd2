package com.atom.shopify.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A GraphQL document and the record that its data becomes. The document is a `.graphql` file beside the class that uses it,
/// read once from the class path, and the build holds every such file against the official schema.
///
/// ```java
/// private static final Operation<Answer> READ = Operation.of(ReadProduct.class, Answer.class);
/// …
/// admin.run(shop, READ.with(Map.of("id", id.toString())), deadline)
/// ```
public final class Operation<R> {
    private final Class<?> owner;
    private final Document document;
    private final Class<R> answer;
    private final boolean toleratesWithheld;

    private Operation(Class<?> owner, Document document, Class<R> answer, boolean toleratesWithheld) {
        this.owner = owner;
        this.document = document;
        this.answer = answer;
        this.toleratesWithheld = toleratesWithheld;
    }

    /// The document in `<Owner>.graphql`.
    public static <R> Operation<R> of(Class<?> owner, Class<R> answer) {
        return of(owner, owner.getSimpleName(), answer);
    }

    /// The document in `<name>.graphql` beside the owner; `name` is also the operation's name.
    public static <R> Operation<R> of(Class<?> owner, String name, Class<R> answer) {
        var document = Document.parse(file(owner, name));
        if (!document.operation().equals(name)) {
            throw new IllegalArgumentException(name + ".graphql holds the operation " + document.operation());
        }
        return new Operation<>(owner, document, answer, false);
    }

    /// Adds fragments that several documents share, from files of their own.
    public Operation<R> withFragments(String... names) {
        var fragments = Arrays.stream(names).map(name -> "\n" + file(owner, name)).collect(Collectors.joining());
        return new Operation<>(owner, Document.parse(document.text() + fragments), answer, toleratesWithheld);
    }

    /// The same operation, whose answer also counts when Shopify withholds fields of it, because the app is not approved for
    /// protected customer data: they are null, and [AdminApi#runWithheld] names them. Otherwise the whole fails with
    /// `customer-data.not-approved`.
    public Operation<R> toleratingWithheld() {
        return new Operation<>(owner, document, answer, true);
    }

    /// A call with its variables: strings, booleans, exact numbers, enums, lists, maps. A null that is in the map is sent as
    /// null, because some mutations need to be told so.
    public Call<R> with(Map<String, ? extends @Nullable Object> variables) {
        return new Call<>(this, variables);
    }

    /// An operation with the variables of one call.
    public record Call<R>(Operation<R> operation, Map<String, ? extends @Nullable Object> variables) {
        /// What its price is known by: the operation, and the numbers among the variables, which say how much it may return.
        String kind() {
            return variables.entrySet().stream().filter(variable -> variable.getValue() instanceof Integer)
                    .map(variable -> " " + variable.getKey() + "=" + variable.getValue()).sorted()
                    .collect(Collectors.joining("", operation.name(), ""));
        }

        /// Without the variables, which may be personal data.
        @Override
        public String toString() {
            return operation.toString();
        }
    }

    /// The name of the operation and of its file.
    public String name() {
        return document.operation();
    }

    /// Whether calling it may change something.
    public boolean isMutation() {
        return document.isMutation();
    }

    /// Whether it may be sent again when nobody knows what became of it: a query, or a mutation whose every field is
    /// `@idempotent`, which Shopify recognizes by its key and does not execute twice (shopify-platform 4.4).
    public boolean isRepeatable() {
        return document.isRepeatable();
    }

    /// The whole text, fragments included.
    public String document() {
        return document.text();
    }

    boolean toleratesWithheld() {
        return toleratesWithheld;
    }

    Class<R> answer() {
        return answer;
    }

    @Override
    public String toString() {
        return name();
    }

    private static String file(Class<?> owner, String name) {
        try (var stream = owner.getResourceAsStream(name + ".graphql")) {
            if (stream == null) {
                throw new IllegalArgumentException("no " + name + ".graphql beside " + owner.getName());
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
