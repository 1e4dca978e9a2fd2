package com.atom.shopify.bulk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A storage of files on this machine, which can break its connections, with a GraphQL endpoint that a test gives it.
public final class StoredFiles implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile int breaksAfter = Integer.MAX_VALUE;

    public StoredFiles(Function<String, String> graphQl) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/files/", this::file);
        server.createContext("/", exchange -> answer(exchange, 200,
                graphQl.apply(
                        new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        server.start();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public URI put(String name, String content) {
        files.put(name, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return base().resolve("/files/" + name);
    }

    /// Every answer ends after so many bytes.
    public void breakAfter(int bytes) {
        breaksAfter = bytes;
    }

    /// The ranges that were asked for.
    public List<String> ranges() {
        return List.copyOf(ranges);
    }

    private void file(HttpExchange exchange) throws IOException {
        var content = files.get(exchange.getRequestURI().getPath().substring("/files/".length()));
        if (content == null) {
            answer(exchange, 404, new byte[0]);
            return;
        }
        var range = exchange.getRequestHeaders().getFirst("Range");
        var from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (range != null) {
            ranges.add(range);
        }
        var rest = Arrays.copyOfRange(content, from, content.length);
        try (exchange) {
            exchange.sendResponseHeaders(range == null ? 200 : 206, rest.length);
            exchange.getResponseBody().write(rest, 0, Math.min(rest.length, breaksAfter));
            exchange.getResponseBody().flush();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
