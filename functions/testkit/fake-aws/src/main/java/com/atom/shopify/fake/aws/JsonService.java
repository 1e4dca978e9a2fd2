package com.atom.shopify.fake.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/// An HTTP endpoint of an AWS service with the JSON 1.1 protocol: the operation is named by the `X-Amz-Target` header, input
/// and output are JSON objects, an error carries its type in `__type`.
final class JsonService implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final String prefix;
    private final Map<String, UnaryOperator<JsonNode>> operations;

    /// Serves these operations on a free loopback port; `prefix` is the service's part of the target.
    JsonService(String prefix, Map<String, UnaryOperator<JsonNode>> operations) {
        this.prefix = prefix;
        this.operations = operations;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var input = exchange.getRequestBody().readAllBytes();
            try {
                answer(exchange, 200, operation(exchange).apply(JSON.readTree(input)));
            } catch (AwsError refused) {
                answer(exchange, 400,
                        JSON.createObjectNode().put("__type", refused.type()).put("message", refused.getMessage()));
            }
        }
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
