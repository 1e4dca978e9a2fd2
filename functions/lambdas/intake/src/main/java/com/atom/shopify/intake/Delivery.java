package com.atom.shopify.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A genuine delivery on its way to the queue: the body as it was signed, and the headers that say what it may be about.
final class Delivery {
    /// What the worker is told of the headers; they are not signed.
    private static final String[] HINTS = {"topic", "shop-domain", "webhook-id", "event-id", "triggered-at",
            "api-version", "name"};
    private static final int LONGEST_HINT = 255;
    private static final Pattern SHOP = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}\\.myshopify\\.com");
    private static final JsonFactory JSON = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Request request;
    private final byte[] body;
    private final Instant receivedAt;

    Delivery(Request request, byte[] body, Instant receivedAt) {
        this.request = request;
        this.body = body;
        this.receivedAt = receivedAt;
    }

    Request request() {
        return request;
    }

    /// The bytes themselves, which nobody changes.
    byte[] body() {
        return body;
    }

    /// Of the body's bytes; the name of the body among large ones.
    String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Whose message it is, for fairness between shops: a hint, but a large one.
    String group() {
        return hint("shop-domain").map(shop -> shop.toLowerCase(Locale.ROOT))
                .filter(shop -> SHOP.matcher(shop).matches()).orElse("unknown");
    }

    Optional<String> hint(String name) {
        return request.shopify(name)
                .map(value -> value.length() > LONGEST_HINT ? value.substring(0, LONGEST_HINT) : value);
    }

    /// The message: `{"app", "received_at", "digest", "hints": {…}, "body": Base64}`, without the body when it lies elsewhere under
    /// its digest. All of it is ASCII: a queue does not take every character.
    String message(String digest, boolean withBody) {
        var text = new StringWriter(withBody ? body.length * 3 / 2 : 512);
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("app", request.app().orElse(null));
            json.writeStringField("received_at", receivedAt.toString());
            json.writeStringField("digest", digest);
            json.writeObjectFieldStart("hints");
            for (var name : HINTS) {
                json.writeStringField(name.replace('-', '_'), hint(name).orElse(null));
            }
            json.writeEndObject();
            if (withBody) {
                json.writeStringField("body", Base64.getEncoder().encodeToString(body));
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
