package com.atom.shopify.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server on this machine that answers what it was told, in order, and remembers what it was asked.
public final class ScriptedShopify implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Step> script = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    public ScriptedShopify() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/", this::play);
        server.start();
    }

    /// What the server does with one request.
    public sealed interface Step {}

    /// Answers.
    public record Answer(int status, Map<String, String> headers, String body) implements Step {}

    /// Closes the connection without a word.
    public record Cut() implements Step {}

    /// Sends nothing until the end.
    public record Stall() implements Step {}

    /// Sends headers and half a body, and nothing more until the end.
    public record StallHalfway() implements Step {}

    /// One request that came.
    public record Asked(String path, Headers headers, String body) {}

    public ScriptedShopify answers(int status, String body) {
        return answers(status, Map.of(), body);
    }

    public ScriptedShopify answers(int status, Map<String, String> headers, String body) {
        return does(new Answer(status, headers, body));
    }

    public ScriptedShopify does(Step step) {
        script.add(step);
        return this;
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void play(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            asked.add(new Asked(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
            switch (script.poll()) {
                case null -> exchange.sendResponseHeaders(599, -1);
                case Answer(var status, var headers, var text) -> {
                    headers.forEach(exchange.getResponseHeaders()::set);
                    var bytes = text.getBytes(UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
                case Cut _ -> {
                }
                case Stall _ -> untilTheEnd();
                case StallHalfway _ -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write("{\"data\":".getBytes(UTF_8));
                    exchange.getResponseBody().flush();
                    untilTheEnd();
                }
            }
        }
    }

    private void untilTheEnd() {
        try {
            closing.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
