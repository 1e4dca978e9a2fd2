package com.atom.shopify.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A GraphQL document and the record that its data becomes. The document is a `.graphql` file beside the class that uses it,
/// and the build holds every such file against the official schema.
public final class Operation<R> {
    private final Class<?> owner;
    private final String name;
    private final String document;
    private final Class<R> answer;

    private Operation(Class<?> owner, String name, String document, Class<R> answer) {
        this.owner = owner;
        this.name = name;
        this.document = document;
        this.answer = answer;
    }

    /// The document in `<Owner>.graphql`.
    public static <R> Operation<R> of(Class<?> owner, Class<R> answer) {
        return of(owner, owner.getSimpleName(), answer);
    }

    /// The document in `<name>.graphql` beside the owner; `name` is also the operation's name.
    public static <R> Operation<R> of(Class<?> owner, String name, Class<R> answer) {
        return new Operation<>(owner, name, file(owner, name), answer);
    }

    /// Adds fragments that several documents share, from files of their own.
    public Operation<R> withFragments(String... names) {
        return new Operation<>(owner, name,
                document + Arrays.stream(names).map(fragment -> "\n" + file(owner, fragment))
                        .collect(Collectors.joining()),
                answer);
    }

    /// A call with its variables. A null that is in the map is sent as null: some mutations need to be told so.
    public Call<R> with(Map<String, ? extends @Nullable Object> variables) {
        return new Call<>(this, variables);
    }

    /// An operation with the variables of one call.
    public record Call<R>(Operation<R> operation, Map<String, ? extends @Nullable Object> variables) {
        @Override
        public String toString() {
            return operation.name;
        }
    }

    String name() {
        return name;
    }

    String document() {
        return document;
    }

    Class<R> answer() {
        return answer;
    }

    /// Whether calling it may change something.
    boolean writes() {
        return document.startsWith("mutation");
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
