package com.atom.shopify.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A delivery that came over Shopify's partner event source instead of our intake (shopify-platform 3.4): an EventBridge event of
/// the type `shopifyWebhook` with the headers in `detail.metadata` and the body in `detail.payload`. Only Shopify can publish on
/// that bus, so it bears no signature. The body is cut out of the event byte for byte: what is read twice the strict reader of
/// bodies must see.
final class PartnerEvent {
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] event;
    /// Names without `X-`, in lower case: both families of headers are seen, in any case.
    private final Map<String, String> metadata = new TreeMap<>();
    private @Nullable String type;
    private @Nullable Instant time;
    private byte @Nullable [] body;

    private PartnerEvent(String message) {
        this.event = message.getBytes(UTF_8);
    }

    /// The delivery in it, if it is one.
    static Optional<Envelope> read(String message, Instant receivedAt) {
        try {
            var event = new PartnerEvent(message);
            event.read();
            return event.envelope(receivedAt);
        } catch (IOException | DateTimeException foreign) {
            return Optional.empty();
        }
    }

    private Optional<Envelope> envelope(Instant receivedAt) {
        if (!"shopifyWebhook".equals(type) || body == null) {
            return Optional.empty();
        }
        var hints = new Envelope.Hints(header("topic"), header("shop-domain"), header("webhook-id"),
                header("event-id"), header("triggered-at"), header("api-version"), header("name"));
        return Optional.of(new Envelope(null, time == null ? receivedAt : time, Bodies.sha256(body), hints,
                Base64.getEncoder().encodeToString(body), null));
    }

    private @Nullable String header(String name) {
        return metadata.get("shopify-" + name);
    }

    private void read() throws IOException {
        try (var json = JSON.createParser(event)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                var value = json.nextToken();
                switch (name) {
                    case "detail-type" -> type = json.getText();
                    case "time" -> time = Instant.parse(json.getText());
                    case "detail" -> detail(json, value);
                    default -> json.skipChildren();
                }
            }
        }
    }

    private void detail(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "metadata" -> metadata(json);
                case "payload" -> {
                    var start = (int) json.currentTokenLocation().getByteOffset();
                    json.skipChildren();
                    body = Arrays.copyOfRange(event, start, (int) json.currentLocation().getByteOffset());
                }
                default -> json.skipChildren();
            }
        }
    }

    private void metadata(JsonParser json) throws IOException {
        if (!json.isExpectedStartObjectToken()) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName().toLowerCase(Locale.ROOT);
            if (json.nextToken().isScalarValue()) {
                metadata.putIfAbsent(name.startsWith("x-") ? name.substring(2) : name, json.getText());
            } else {
                json.skipChildren();
            }
        }
    }
}
