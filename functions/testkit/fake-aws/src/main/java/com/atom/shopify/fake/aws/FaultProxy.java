package com.atom.shopify.fake.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Stands in front of one AWS endpoint: passes everything on, records who called what, and has accidents on order.
public final class FaultProxy implements AutoCloseable {
    private static final int KEPT_CALLS = 100_000;
    private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/%]+)(/|%2F)");
    private static final Set<String> COUNTED = Set.of("GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan",
            "BatchGetItem", "BatchWriteItem", "TransactGetItems", "TransactWriteItems");
    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "host", "content-length", "expect",
            "upgrade", "transfer-encoding", "date");

    private final Loopback server;
    private final HttpClient client;
    private final Deque<Called> calls = new ArrayDeque<>();
    private final Deque<Answered> answers = new ArrayDeque<>();
    private final Set<NeededAction> needed = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedDeque<Ordered> ordered = new ConcurrentLinkedDeque<>();
    private volatile boolean countsUnits;

    /// One call: the operation, the table, key, secret, queue, event bus or bucket that it names (empty if none, the first of
    /// several), and the access key that signed it, by which its caller is known.
    public record Called(String operation, String resource, String accessKey) {}

    /// What the service answered: when the call came, how long it took from here, and the capacity units that it consumed (zero
    /// unless they are counted).
    public record Answered(Called call, Instant at, Duration took, double units) {}

    private record Ordered(String operation, Fault fault) {}

    private FaultProxy(URI target) {
        // The service is called as if it were a proxy for our address: so it sees the host that the caller signed.
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.of(new InetSocketAddress(target.getHost(), target.getPort()))).build();
        this.server = new Loopback(this::serve);
    }

    public static FaultProxy before(URI target) {
        return new FaultProxy(target);
    }

    public URI endpoint() {
        return server.endpoint();
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

    /// The last 100,000 calls at most, oldest first, since the start or since they were forgotten. Calls that had an accident
    /// are among them.
    public List<Called> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /// The last 100,000 answers at most, oldest first, since the start or since they were forgotten: of all calls that reached
    /// the service.
    public List<Answered> answers() {
        synchronized (answers) {
            return List.copyOf(answers);
        }
    }

    /// What all calls since the start needed IAM's permission for, each once. It is never forgotten.
    public Set<NeededAction> needed() {
        return Set.copyOf(needed);
    }

    /// From now on asks DynamoDB with each call what it consumes.
    public void countUnits() {
        countsUnits = true;
    }

    /// Forgets the calls and answers so far.
    public void forgetCalls() {
        synchronized (calls) {
            calls.clear();
        }
        synchronized (answers) {
            answers.clear();
        }
    }

    @Override
    public void close() {
        server.close();
        client.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var call = called(exchange, body);
            keep(calls, call);
            switch (next(call.operation())) {
                case null -> pass(exchange, forward(exchange, call, body));
                case Fault.Throttle _ -> throttle(exchange);
                case Fault.Fail _ -> fail(exchange);
                case Fault.Stall(var time) -> {
                    Thread.sleep(time);
                    pass(exchange, forward(exchange, call, body));
                }
                case Fault.Cut _ -> forward(exchange, call, body);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> void keep(Deque<T> kept, T one) {
        synchronized (kept) {
            kept.add(one);
            if (kept.size() > KEPT_CALLS) {
                kept.remove();
            }
        }
    }

    private @Nullable Fault next(String operation) {
        for (var each : ordered) {
            if (each.operation().equals(operation) && ordered.removeFirstOccurrence(each)) {
                return each.fault();
            }
        }
        return null;
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, Called call, byte[] body)
            throws IOException, InterruptedException {
        var at = Clock.systemUTC().instant();
        var start = System.nanoTime();
        var counted = countsUnits && COUNTED.contains(call.operation());
        var request = HttpRequest.newBuilder(endpoint().resolve(exchange.getRequestURI())).method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(counted ? askingForUnits(body) : body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        var units = counted ? units(response.body()) : 0;
        keep(answers, new Answered(call, at, Duration.ofNanos(System.nanoTime() - start), units));
        return response;
    }

    private static byte[] askingForUnits(byte[] body) {
        return json(body) instanceof ObjectNode input
                ? input.put("ReturnConsumedCapacity", "TOTAL").toString().getBytes(UTF_8)
                : body;
    }

    /// One account, or a list of them when the operation may touch several tables.
    private static double units(byte[] body) {
        var consumed = json(body).path("ConsumedCapacity");
        var accounts = consumed.isArray() ? consumed.valueStream() : Stream.of(consumed);
        return accounts.mapToDouble(account -> account.path("CapacityUnits").asDouble()).sum();
    }

    private static void pass(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        if (exchange.getRequestMethod().equals("HEAD")) {
            response.headers().firstValue("Content-Length")
                    .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
        }
        write(exchange, response.statusCode(), response.body());
    }

    private static void throttle(HttpExchange exchange) throws IOException {
        switch (target(exchange)) {
            case null -> refuse(exchange, 503, "application/xml", "<Error><Code>SlowDown</Code></Error>");
            // DynamoDB has a throttling error of its own, in the form that its model gives it.
            case String target when target.startsWith("DynamoDB_") ->
                refuse(exchange, 400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException");
            case String _ -> refuse(exchange, 400, "ThrottlingException");
        }
    }

    private static void fail(HttpExchange exchange) throws IOException {
        if (target(exchange) == null) {
            refuse(exchange, 500, "application/xml", "<Error><Code>InternalError</Code></Error>");
        } else {
            refuse(exchange, 500, "InternalServerError");
        }
    }

    private static void refuse(HttpExchange exchange, int status, String type) throws IOException {
        refuse(exchange, status, "application/x-amz-json-1.1",
                "{\"__type\":\"" + type + "\",\"message\":\"ordered\"}");
    }

    private static void refuse(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        write(exchange, status, body.getBytes(UTF_8));
    }

    private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private Called called(HttpExchange exchange, byte[] body) {
        var caller = accessKey(exchange);
        return switch (target(exchange)) {
            case null -> {
                var operation = S3Operation.of(exchange);
                needed.add(NeededAction.of(caller, operation));
                yield new Called(operation.name(), operation.bucket(), caller);
            }
            case String target -> {
                var input = json(body);
                var resource = resource(input);
                NeededAction.of(caller, target, input, resource).forEach(needed::add);
                yield new Called(target.substring(target.lastIndexOf('.') + 1), resource, caller);
            }
        };
    }

    /// The operation in the JSON protocols, absent in S3's.
    private static @Nullable String target(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("X-Amz-Target");
    }

    /// From the header, or from the address if that was signed.
    private static String accessKey(HttpExchange exchange) {
        return Stream.of(exchange.getRequestHeaders().getFirst("Authorization"), exchange.getRequestURI().getRawQuery())
                .filter(Objects::nonNull).map(ACCESS_KEY::matcher).filter(Matcher::find).map(found -> found.group(1))
                .findFirst().orElse("");
    }

    private static String resource(JsonNode input) {
        return Stream.of(input.path("TableName"), input.path("KeyId"), input.path("SecretId"), input.path("Name"),
                input.path("DestinationKeyId"), input.path("QueueUrl"),
                input.path("QueueName"), input.at("/Entries/0/EventBusName"),
                input.at("/TransactItems/0").findPath("TableName"))
                .filter(JsonNode::isTextual).map(JsonNode::asText).map(FaultProxy::withoutAddress).findFirst()
                .orElseGet(
                        () -> input.path("RequestItems").properties().stream().map(entry -> entry.getKey()).findFirst()
                                .orElse(""));
    }

    /// A queue is named by its URL.
    private static String withoutAddress(String name) {
        return name.startsWith("http") ? name.substring(name.lastIndexOf('/') + 1) : name;
    }

    private static JsonNode json(byte[] body) {
        try {
            return JsonService.JSON.readTree(body);
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }
}
