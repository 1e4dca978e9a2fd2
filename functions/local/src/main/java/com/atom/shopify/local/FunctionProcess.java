package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One process of a function and the Lambda Runtime API that it talks to. It asks for the next event when it is done with the
/// one before, so it serves one at a time, as on Lambda.
final class FunctionProcess implements AutoCloseable {
    private static final String RUNTIME = "/2018-06-01/runtime/";

    private final BlockingQueue<Invocation> waiting;
    private final LoopbackServer runtimeApi;
    private final Process process;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile @Nullable Invocation running;
    private volatile boolean idle;

    /// Starts the process; `launch` gets the address of the Runtime API.
    FunctionProcess(Launch launch, BlockingQueue<Invocation> waiting, Consumer<String> log) {
        this.waiting = waiting;
        try {
            this.runtimeApi = new LoopbackServer(0, this::serve);
            this.process = launch.process("127.0.0.1:" + runtimeApi.port()).start();
        } catch (IOException cannotStart) {
            throw new UncheckedIOException(cannotStart);
        }
        Thread.ofVirtual().start(() -> copy(process, log));
        var _ = process.onExit().thenRun(this::ended);
    }

    /// Makes the operating system's process.
    interface Launch {
        ProcessBuilder process(String runtimeApi);
    }

    /// Done when the function has asked for its first event, failed when it ended before.
    CompletableFuture<Void> ready() {
        return ready;
    }

    /// Whether it waits for an event.
    boolean isIdle() {
        return idle;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Ends it without asking, as a crash would, and waits until it is gone.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        runtimeApi.close();
    }

    private void ended() {
        idle = false;
        ready.completeExceptionally(new FunctionError("the function ended before it was ready"));
        var lost = running;
        if (lost != null) {
            lost.answer().completeExceptionally(new FunctionError("the process ended while it worked"));
        }
        runtimeApi.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.equals(RUNTIME + "invocation/next")) {
                next(exchange);
            } else if (path.startsWith(RUNTIME + "invocation/") && path.endsWith("/response")) {
                finish(exchange, true);
            } else if (path.startsWith(RUNTIME + "invocation/") && path.endsWith("/error")) {
                finish(exchange, false);
            } else {
                // init/error: the process ends by itself, its log says why
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(path.startsWith(RUNTIME) ? 202 : 404, -1);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        ready.complete(null);
        idle = true;
        Invocation invocation = null;
        while (invocation == null) {
            if (!process.isAlive()) {
                return;
            }
            invocation = waiting.poll(1, TimeUnit.SECONDS);
        }
        if (!process.isAlive()) {
            // it came for a process that is gone; another one takes it
            waiting.add(invocation);
            return;
        }
        running = invocation;
        idle = false;
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(invocation.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:local:live");
        headers.set("Content-Type", "application/json");
        var event = invocation.event().getBytes(UTF_8);
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    private void finish(HttpExchange exchange, boolean answered) throws IOException {
        var text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var done = running;
        running = null;
        exchange.sendResponseHeaders(202, -1);
        if (done != null) {
            if (answered) {
                done.answer().complete(text);
            } else {
                done.answer().completeExceptionally(new FunctionError(text));
            }
        }
    }

    private static void copy(Process process, Consumer<String> log) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            lines.lines().forEach(log);
        } catch (IOException | UncheckedIOException ended) {
            // the process is gone
        }
    }
}
