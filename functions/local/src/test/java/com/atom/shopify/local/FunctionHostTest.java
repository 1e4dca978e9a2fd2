package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class FunctionHostTest {
    private static final Limits LIMITS = new Limits(3, Duration.ofSeconds(30), Duration.ofSeconds(20));

    private final List<AutoCloseable> open = new ArrayList<>();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore released = new Semaphore(0);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    Path folder;

    private LoopbackServer gate;

    @BeforeEach
    void openTheGate() throws IOException {
        gate = new LoopbackServer(0, this::meet);
    }

    @AfterEach
    void stop() throws Exception {
        for (var each : open) {
            each.close();
        }
        callers.shutdownNow();
        gate.close();
    }

    @ParameterizedTest
    @EnumSource
    void answersEvents(LambdaRuntime runtime) throws Exception {
        var function = start(LIMITS, runtime, Map.of());

        assertThat(function.invoke("\"hällo\"")).isEqualTo("\"hällo\"");
        assertThat(function.invoke("\"memory\"")).isEqualTo("demo 1024");
        assertThat(logged("working on \"hällo\"")).startsWith("[demo] ");
    }

    @ParameterizedTest
    @EnumSource
    void passesOnWhatTheFunctionThrows(LambdaRuntime runtime) throws Exception {
        var function = start(LIMITS, runtime, Map.of());

        assertThatExceptionOfType(FunctionError.class).isThrownBy(() -> function.invoke("\"throw\""))
                .withMessageContaining("IllegalStateException").withMessageContaining("thrown on order");
        assertThat(function.invoke("1")).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionThatCannotStartSaysWhy(LambdaRuntime runtime) {
        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> start(LIMITS, runtime, Map.of("DEMO_FAILS", "yes")))
                .withMessage("The function demo does not start: java.lang.IllegalStateException: "
                        + "The setting DEMO_FAILS is set.");
    }

    @Test
    void theEnvironmentIsLambdasAndTheFunctionsAndNothingElse() throws Exception {
        var names = start(LIMITS, LambdaRuntime.AWS, Map.of("STAGE", "local")).invoke("\"environment\"");

        assertThat(names.split(" ")).containsExactlyInAnyOrder("AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE",
                "AWS_LAMBDA_RUNTIME_API", "DEMO_GATE", "LAMBDA_TASK_ROOT", "LANG", "STAGE", "TZ", "_HANDLER");
    }

    @Test
    void aProcessServesOneEventAtATimeSoMoreEventsGetMoreProcesses() throws Exception {
        var function = start(LIMITS, LambdaRuntime.AWS, Map.of());

        var first = callers.submit(() -> function.invoke("\"meet\""));
        var second = callers.submit(() -> function.invoke("\"meet\""));
        var third = callers.submit(() -> function.invoke("\"meet\""));
        awaitArrived(3);
        released.release(3);

        assertThat(List.of(first.get(), second.get(), third.get())).doesNotHaveDuplicates();
        assertThat(function.processIds()).hasSize(3);
    }

    @Test
    void eventsBeyondTheLimitWait() throws Exception {
        var function = start(atMost(1), LambdaRuntime.AWS, Map.of());

        var first = callers.submit(() -> function.invoke("\"meet\""));
        var second = callers.submit(() -> function.invoke("\"meet\""));
        awaitArrived(1);
        assertThat(function.processIds()).hasSize(1);
        released.release(2);

        assertThat(first.get()).isEqualTo(second.get());
    }

    @Test
    void aCrashFailsItsEventAndTheNextGetsANewProcess() throws Exception {
        var function = start(LIMITS, LambdaRuntime.AWS, Map.of());
        var before = new HashSet<>(function.processIds());
        released.release();

        assertThatExceptionOfType(FunctionError.class).isThrownBy(() -> function.invoke("\"crash\""));

        assertThat(function.invoke("1")).isEqualTo("1");
        assertThat(function.processIds()).hasSize(1).doesNotContainAnyElementsOf(before);
    }

    @Test
    void anEventThatWaitsSurvivesACrash() throws Exception {
        var function = start(atMost(1), LambdaRuntime.AWS, Map.of());
        var crashing = callers.submit(() -> function.invoke("\"crash\""));
        awaitArrived(1);
        var waiting = callers.submit(() -> function.invoke("1"));

        released.release();

        assertThat(waiting.get()).isEqualTo("1");
        assertThat(crashing).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(FunctionError.class);
    }

    @Test
    void anEventThatTakesTooLongEndsItsProcess() throws Exception {
        var function = start(new Limits(1, Duration.ofSeconds(30), Duration.ofSeconds(2)), LambdaRuntime.AWS, Map.of());
        var before = ProcessHandle.of(function.processIds().getFirst()).orElseThrow();

        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> function.invoke("\"hang\""));

        assertThat(before.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
        assertThat(logged("timed out after 2 s")).startsWith("[demo] ");
    }

    @Test
    void nothingIsLeftAfterTheEnd() throws Exception {
        var function = start(LIMITS, LambdaRuntime.AWS, Map.of());
        var process = ProcessHandle.of(function.processIds().getFirst()).orElseThrow();

        function.close();

        assertThat(process.isAlive()).isFalse();
        assertThatExceptionOfType(FunctionError.class).isThrownBy(() -> function.invoke("1"));
    }

    @Test
    void aMissingZipIsNamed() {
        var nothing = new Deployed("demo", "none", folder.resolve("none.zip"), Map.of());

        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> new FunctionHost(nothing, LIMITS, LambdaRuntime.AWS, log::add).close())
                .withMessageContaining("zip of the function demo is missing");
    }

    private FunctionHost start(Limits limits, LambdaRuntime runtime, Map<String, String> environment)
            throws Exception {
        var whole = new HashMap<>(environment);
        whole.put("DEMO_GATE", "http://127.0.0.1:" + gate.port());
        var function = new FunctionHost(
                new Deployed("demo", DemoHandler.class.getName(), DemoZip.in(folder), whole), limits, runtime,
                log::add);
        open.add(function);
        function.awaitReady();
        return function;
    }

    private static Limits atMost(int processes) {
        return new Limits(processes, LIMITS.start(), LIMITS.answer());
    }

    private void awaitArrived(int events) throws InterruptedException {
        assertThat(arrived.tryAcquire(events, 30, TimeUnit.SECONDS)).isTrue();
    }

    /// The first line with this text; lines come later than answers.
    private String logged(String text) throws InterruptedException {
        while (true) {
            var line = Objects.requireNonNull(log.poll(10, TimeUnit.SECONDS), "not logged: " + text);
            if (line.contains(text)) {
                return line;
            }
        }
    }

    private void meet(HttpExchange exchange) throws IOException {
        try (exchange) {
            arrived.release();
            released.acquire();
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
