package com.atom.shopify.fake.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Stands in front of one AWS endpoint: passes everything on, records who called what, and has accidents on order.
public final class FaultProxy implements AutoCloseable {
    private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/]+)/");
    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "host", "content-length", "expect",
            "upgrade",
            "transfer-encoding", "date");

    private final URI target;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Called> calls = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedDeque<Ordered> ordered = new ConcurrentLinkedDeque<>();

    /// One call: the operation, and the access key that signed it, by which its caller is known.
    public record Called(String operation, String accessKey) {}

    private record Ordered(String operation, Fault fault) {}

    private FaultProxy(URI target) {
        this.target = target;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public static FaultProxy before(URI target) {
        return new FaultProxy(target);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The next `times` calls of this operation have this accident.
    public void order(String operation, Fault fault, int times) {
        for (var i = 0; i < times; i++) {
            ordered.add(new Ordered(operation, fault));
        }
    }

    /// Forgets all accidents that have not happened yet.
    public void calm() {
        ordered.clear();
    }

    /// What was called since the start.
    public List<Called> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            var operation = operation(headers.getFirst("X-Amz-Target"));
            calls.add(new Called(operation, accessKey(headers.getFirst("Authorization"))));
            var body = exchange.getRequestBody().readAllBytes();
            switch (next(operation)) {
                case null -> pass(exchange, forward(exchange, body));
                case Fault.Throttle _ -> refuse(exchange, 400, "ThrottlingException");
                case Fault.Fail _ -> refuse(exchange, 500, "InternalServerError");
                case Fault.Stall(var time) -> {
                    Thread.sleep(time);
                    pass(exchange, forward(exchange, body));
                }
                case Fault.Cut _ -> forward(exchange, body);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Fault next(String operation) {
        for (var each : ordered) {
            if (each.operation().equals(operation) && ordered.remove(each)) {
                return each.fault();
            }
        }
        return null;
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void pass(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        write(exchange, response.statusCode(), response.body());
    }

    private static void refuse(HttpExchange exchange, int status, String type) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        write(exchange, status, ("{\"__type\":\"" + type + "\",\"message\":\"ordered\"}").getBytes(UTF_8));
    }

    private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String operation(@Nullable String target) {
        return target == null ? "" : target.substring(target.lastIndexOf('.') + 1);
    }

    private static String accessKey(@Nullable String authorization) {
        var matcher = ACCESS_KEY.matcher(authorization == null ? "" : authorization);
        return matcher.find() ? matcher.group(1) : "";
    }
}
