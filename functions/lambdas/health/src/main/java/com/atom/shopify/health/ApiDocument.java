package com.atom.shopify.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The OpenAPI document, which the build has made from the routes and records of all functions.
@Singleton
final class ApiDocument {

    /// Held apart, because the build asks the endpoints what they are before there is a document.
    private static final class Made {
        static final Answer.Document DOCUMENT = new Answer.Document(read());

        private static String read() {
            try (var resource = ApiDocument.class.getResourceAsStream("/openapi.json")) {
                return new String(Objects.requireNonNull(resource).readAllBytes(), UTF_8);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    Answer answer(Call call) {
        call.nothing();
        return Answer.ok(Made.DOCUMENT);
    }
}
