package com.atom.shopify.webhooks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A delivery's body: its bytes, and the plain fields at its top, with numbers as they were written, so that no id is rounded.
final class Payload {
    /// A name that stands twice could be read in two ways.
    private static final JsonFactory STRICT = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final byte[] bytes;
    private final Map<String, String> fields;

    private Payload(byte[] bytes, Map<String, String> fields) {
        this.bytes = bytes;
        this.fields = Map.copyOf(fields);
    }

    /// Reads all of it.
    ///
    /// @throws IOException when it is no JSON object, or a name stands twice in an object
    static Payload read(byte[] body) throws IOException {
        var bytes = Arrays.mismatch(body, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length
                ? Arrays.copyOfRange(body, BYTE_ORDER_MARK.length, body.length)
                : body;
        var fields = new HashMap<String, String>();
        try (var json = STRICT.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                var value = json.nextToken();
                if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    fields.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            if (json.nextToken() != null) {
                throw new IOException("something follows");
            }
        }
        return new Payload(bytes, fields);
    }

    byte[] bytes() {
        return bytes;
    }

    /// Of its bytes: another digest is another text.
    String digest() {
        return Bodies.sha256(bytes);
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /// The gid of what it is about, if it says so itself.
    Optional<String> resource() {
        return field("admin_graphql_api_id");
    }

    /// Nothing of the body is printed.
    @Override
    public String toString() {
        return "Payload[" + bytes.length + " bytes]";
    }
}
