package com.atom.shopify.fake.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.function.UnaryOperator;

/// An HTTP endpoint of an AWS service with the JSON 1.1 protocol: the operation is named by the `X-Amz-Target` header, input
/// and output are JSON objects, an error carries its type in `__type`.
final class JsonService implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final Loopback server;
    private final String prefix;
    private final Map<String, UnaryOperator<JsonNode>> operations;

    /// Serves these operations on a free loopback port; `prefix` is the service's part of the target.
    JsonService(String prefix, Map<String, UnaryOperator<JsonNode>> operations) {
        this.prefix = prefix;
        this.operations = operations;
        this.server = new Loopback(this::serve);
    }

    URI endpoint() {
        return server.endpoint();
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var input = exchange.getRequestBody().readAllBytes();
            try {
                answer(exchange, 200, operation(exchange).apply(read(input)));
            } catch (AwsError refused) {
                answer(exchange, 400,
                        JSON.createObjectNode().put("__type", refused.type()).put("message", refused.getMessage()));
            }
        }
    }

    private static JsonNode read(byte[] input) throws IOException {
        try {
            var node = JSON.readTree(input);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException noJson) {
            // falls through: one refusal for both
        }
        throw new AwsError("SerializationException", "the input is not a JSON object");
    }

    private UnaryOperator<JsonNode> operation(HttpExchange exchange) {
        var target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        var operation = target.startsWith(prefix + ".") ? operations.get(target.substring(prefix.length() + 1)) : null;
        if (operation == null) {
            throw new AwsError("UnknownOperationException", "not supported here: " + target);
        }
        return operation;
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        var bytes = body.toString().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
