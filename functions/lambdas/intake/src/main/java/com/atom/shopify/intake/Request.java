package com.atom.shopify.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What of an API Gateway event (payload 2.0) is looked at: the headers, whose names are in lower case, the app that the path names,
/// and the body's bytes as Shopify sent them.
///
/// @param body none when the event says that it is Base64 and it is not
record Request(String id, Optional<String> app, Map<String, String> headers, Optional<byte[]> body) {
    /// Lambda brings 6 MB at most.
    private static final int LARGEST = 8 << 20;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(LARGEST).build()).build();

    /// Older and newer families of Shopify's header names.
    private static final String OLDER = "x-shopify-";
    private static final String NEWER = "shopify-";

    static Request read(InputStream event) throws IOException {
        try (var parser = JSON.createParser(event)) {
            return read(parser);
        }
    }

    private static Request read(JsonParser event) throws IOException {
        var headers = new HashMap<String, String>();
        var path = new HashMap<String, String>();
        var context = new HashMap<String, String>();
        var body = "";
        var isBase64 = false;
        if (event.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("the event is no object");
        }
        while (event.nextToken() == JsonToken.FIELD_NAME) {
            var name = event.currentName();
            event.nextToken();
            switch (name) {
                case "headers" -> texts(event, headers);
                case "pathParameters" -> texts(event, path);
                case "requestContext" -> texts(event, context);
                case "body" -> body = event.getValueAsString("");
                case "isBase64Encoded" -> isBase64 = event.getValueAsBoolean();
                default -> event.skipChildren();
            }
        }
        return new Request(context.getOrDefault("requestId", ""), Optional.ofNullable(path.get("app")),
                Map.copyOf(headers), bytes(body, isBase64));
    }

    private static void texts(JsonParser event, Map<String, String> into) throws IOException {
        if (event.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (event.nextToken() == JsonToken.FIELD_NAME) {
            var name = event.currentName();
            if (event.nextToken().isScalarValue()) {
                into.put(name, event.getValueAsString(""));
            } else {
                event.skipChildren();
            }
        }
    }

    private static Optional<byte[]> bytes(String body, boolean isBase64) {
        if (!isBase64) {
            // Whatever the charset of the content type is: API Gateway has made the text from UTF-8.
            return Optional.of(body.getBytes(UTF_8));
        }
        try {
            return Optional.of(Base64.getDecoder().decode(body));
        } catch (IllegalArgumentException flagLies) {
            return Optional.empty();
        }
    }

    /// One of Shopify's headers, by its name without the prefix.
    Optional<String> shopify(String name) {
        return Optional.ofNullable(headers.get(OLDER + name)).or(() -> Optional.ofNullable(headers.get(NEWER + name)));
    }
}
