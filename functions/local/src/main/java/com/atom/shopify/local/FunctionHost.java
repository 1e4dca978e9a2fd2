package com.atom.shopify.local;

import com.atom.shopify.routes.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.zip.ZipFile;

/// Runs one function from its built zip: a process at the start, more when several events come at once, up to a limit, after
/// which events wait.
final class FunctionHost implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    /// What API Gateway allows an integration is 30 s; Lambda's own limit is set just below.
    private static final Duration TIMEOUT = Duration.ofSeconds(29);
    /// Lambda's flags for 1,024 MB, without SnapStart.
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx870m",
            "-Xshare:auto", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    private final LambdaFunction function;
    private final Path root;
    private final Map<String, String> environment;
    private final int mostProcesses;
    private final LambdaRuntime runtime;
    private final Consumer<String> log;
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final List<FunctionProcess> processes = new ArrayList<>();

    FunctionHost(LambdaFunction function, Path zip, Map<String, String> environment, LocalSettings settings,
            Consumer<String> log) {
        this.function = function;
        this.environment = environment;
        this.mostProcesses = settings.concurrency();
        this.runtime = settings.runtime();
        this.log = log;
        this.root = unzip(function, zip);
        add();
    }

    /// Waits until the first process is ready to work.
    void awaitReady() {
        try {
            first().ready().get(START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new StartFailure("The function " + function.id() + " does not start; its log above says why.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Stopped.");
        }
    }

    /// Sends an event and waits for the answer.
    ///
    /// @throws TimeoutException when the function takes longer than API Gateway waits
    String invoke(String event) throws TimeoutException {
        var invocation = Invocation.of(event, Clock.systemUTC().instant().plus(TIMEOUT));
        waiting.add(invocation);
        addIfBusy();
        try {
            return invocation.answer().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof FunctionError error ? error : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new FunctionError("stopped");
        }
    }

    /// Kills every process at once, as a crash would; the next event starts a new one.
    synchronized void kill() {
        processes.forEach(FunctionProcess::kill);
    }

    @Override
    public synchronized void close() {
        processes.forEach(FunctionProcess::close);
        try (var files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException leftBehind) {
            // a temporary folder more or less
        }
    }

    private synchronized FunctionProcess first() {
        return processes.getFirst();
    }

    private synchronized void addIfBusy() {
        processes.removeIf(process -> !process.isAlive());
        var idle = processes.stream().filter(FunctionProcess::isIdle).count();
        if (idle < waiting.size() && processes.size() < mostProcesses) {
            add();
        }
    }

    private synchronized void add() {
        processes
                .add(new FunctionProcess(this::launch, waiting, line -> log.accept("[" + function.id() + "] " + line)));
    }

    private ProcessBuilder launch(String runtimeApi) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", runtime.classPath(), runtime.mainClass(), function.handler()));
        var builder = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(Map.of("AWS_LAMBDA_RUNTIME_API", runtimeApi, "_HANDLER", function.handler(),
                "LAMBDA_TASK_ROOT", root.toString(), "AWS_LAMBDA_FUNCTION_NAME", function.id(),
                "AWS_LAMBDA_FUNCTION_VERSION", "1", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand", "TZ", ":UTC"));
        return builder;
    }

    private static Path unzip(LambdaFunction function, Path zip) {
        if (!Files.isRegularFile(zip)) {
            throw new StartFailure(
                    "The zip of the function " + function.id() + " is missing; build it first: mvn package");
        }
        try (var file = new ZipFile(zip.toFile())) {
            var folder = Files.createTempDirectory("atom-" + function.id() + "-");
            for (var entry : Collections.list(file.entries())) {
                var to = folder.resolve(entry.getName()).normalize();
                if (!entry.isDirectory() && to.startsWith(folder)) {
                    Files.createDirectories(to.getParent());
                    try (var stream = file.getInputStream(entry)) {
                        Files.copy(stream, to);
                    }
                }
            }
            return folder;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
