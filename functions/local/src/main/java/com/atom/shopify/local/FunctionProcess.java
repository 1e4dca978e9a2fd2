package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One process of a function and the Lambda Runtime API that it talks to. It asks for the next event when it is done with the
/// one before, so it serves one at a time, as on Lambda. It ends with its Runtime API, so none outlives the runner.
final class FunctionProcess implements AutoCloseable {
    private static final String RUNTIME = "/2018-06-01/runtime/";
    private static final String INVOCATION = RUNTIME + "invocation/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SAID_BY_A_BEAN = Pattern.compile("(?m)^Message: (.+)$");
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(1);

    private final FunctionHost host;
    private final LoopbackServer runtimeApi;
    private final long startedAt;
    private final Process process;
    private final Thread output;
    private final CompletableFuture<Duration> ready = new CompletableFuture<>();
    private volatile String lastWords = "its process ended without a word";
    private volatile boolean saidWhy;
    private volatile @Nullable Invocation running;

    /// Starts the process; `launch` gets the address of the Runtime API.
    FunctionProcess(FunctionHost host, Launch launch, Consumer<String> log) {
        this.host = host;
        try {
            this.runtimeApi = new LoopbackServer(0, this::serve);
            this.startedAt = System.nanoTime();
            this.process = launch.process("127.0.0.1:" + runtimeApi.port()).start();
        } catch (IOException cannotStart) {
            throw new UncheckedIOException(cannotStart);
        }
        // Waiting for a pipe holds the carrier of a virtual thread, and there are as few of them as processors.
        this.output = Thread.ofPlatform().daemon().start(() -> copy(log));
        var _ = process.onExit().thenRunAsync(this::ended, Thread::startVirtualThread);
    }

    /// Makes the operating system's process.
    interface Launch {
        ProcessBuilder process(String runtimeApi);
    }

    /// Done when the function has asked for its first event, with the time from the start to there; failed with its last words
    /// when it ended before.
    CompletableFuture<Duration> ready() {
        return ready;
    }

    long id() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Whether it can take an event, now or when it has started.
    boolean isFree() {
        return running == null;
    }

    boolean worksOn(Invocation invocation) {
        var current = running;
        return current != null && current.id().equals(invocation.id());
    }

    void take(Invocation invocation) {
        running = invocation;
    }

    /// Fails what it works on, if anything.
    void lose(String reason) {
        var lost = running;
        if (lost != null) {
            lost.answer().completeExceptionally(new FunctionError(reason));
        }
    }

    /// Ends it without asking, as a crash would, and waits until it is gone.
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        runtimeApi.close();
    }

    private void ended() {
        try {
            output.join(LAST_OUTPUT);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        var wasReady = !ready.completeExceptionally(new FunctionError(lastWords));
        host.ended(this, wasReady);
        runtimeApi.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.equals(INVOCATION + "next")) {
                next(exchange);
            } else if (path.startsWith(INVOCATION)) {
                finish(exchange, path.substring(INVOCATION.length()).split("/", 2));
            } else if (path.equals(RUNTIME + "init/error")) {
                initFailed(exchange);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        ready.complete(Duration.ofNanos(System.nanoTime() - startedAt));
        var next = host.next(this);
        if (next.isEmpty()) {
            return;
        }
        var invocation = next.get();
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(invocation.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:local:live");
        headers.set("Lambda-Runtime-Trace-Id", invocation.traceId());
        headers.set("Content-Type", "application/json");
        var event = invocation.event().getBytes(UTF_8);
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    private void finish(HttpExchange exchange, String[] idAndKind) throws IOException {
        var text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var done = running;
        if (done == null || idAndKind.length != 2 || !done.id().equals(idAndKind[0])) {
            exchange.sendResponseHeaders(400, -1);
            return;
        }
        running = null;
        exchange.sendResponseHeaders(202, -1);
        if (idAndKind[1].equals("response")) {
            done.answer().complete(text);
        } else {
            done.answer().completeExceptionally(new FunctionError(text));
        }
    }

    /// The process ends by itself after this.
    private void initFailed(HttpExchange exchange) throws IOException {
        var error = JSON.readTree(exchange.getRequestBody().readAllBytes());
        lastWords = reason(error.path("errorType").asText(), error.path("errorMessage").asText());
        saidWhy = true;
        exchange.sendResponseHeaders(202, -1);
    }

    /// One line. Micronaut wraps what a bean says into a page about beans, after `Message:`.
    private static String reason(String type, String message) {
        var said = SAID_BY_A_BEAN.matcher(message);
        return said.find() ? said.group(1) : type + ": " + message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private void copy(Consumer<String> log) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            lines.lines().forEach(line -> {
                if (!saidWhy && !line.isBlank()) {
                    lastWords = line;
                }
                log.accept(line);
            });
        } catch (IOException | UncheckedIOException ended) {
            // the process is gone
        }
    }
}
