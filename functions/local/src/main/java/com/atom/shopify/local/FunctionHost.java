package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Runs one function from its built zip: a process at the start, more when several events come at once, up to a limit, after
/// which events wait.
public final class FunctionHost implements Invocable, AutoCloseable {
    /// Lambda's flags for 1,024 MB, without SnapStart.
    public static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx870m",
            "-Xshare:auto", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    /// Of each generation of the heap, as `jcmd` tells it.
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private final Deployed function;
    private final Limits limits;
    private final LambdaRuntime runtime;
    private final Consumer<String> log;
    private final Path folder;
    private final Path taskRoot;
    private final FunctionProcess first;
    private final Deque<Invocation> waiting = new ArrayDeque<>();
    private final List<FunctionProcess> processes = new ArrayList<>();
    private boolean closed;

    FunctionHost(Deployed function, Limits limits, LambdaRuntime runtime, Consumer<String> log) {
        this.function = function;
        this.limits = limits;
        this.runtime = runtime;
        this.log = line -> log.accept("[" + function.name() + "] " + line);
        if (!Files.isRegularFile(function.zip())) {
            throw new StartFailure(
                    "The zip of the function " + function.name() + " is missing; build it first: mvn package");
        }
        try {
            this.folder = Files.createTempDirectory("atom-" + function.name() + "-");
            this.taskRoot = FunctionZip.unzip(function.zip(), folder.resolve("task"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        this.first = add();
    }

    /// Waits until the first process is ready to work, and tells how long that took from its start.
    ///
    /// @throws StartFailure with the function's own last words when it is not
    public Duration awaitReady() {
        try {
            return first.ready().get(limits.start().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new StartFailure("The function " + function.name() + " does not start: "
                    + Optional.ofNullable(failed.getCause()).orElse(failed).getMessage());
        } catch (TimeoutException late) {
            throw new StartFailure("The function " + function.name() + " is not ready after "
                    + limits.start().toSeconds() + " s.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Stopped.");
        }
    }

    @Override
    public String invoke(String event) throws TimeoutException {
        var invocation = Invocation.of(event, Clock.systemUTC().instant().plus(limits.answer()));
        enqueue(invocation);
        try {
            return invocation.answer().get(limits.answer().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            abandon(invocation);
            throw late;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof FunctionError error ? error : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            abandon(invocation);
            Thread.currentThread().interrupt();
            throw new FunctionError("stopped");
        }
    }

    /// The next event for this process, none when there is nothing more for it to do.
    synchronized Optional<Invocation> next(FunctionProcess process) throws InterruptedException {
        while (!closed && process.isAlive()) {
            var invocation = waiting.poll();
            if (invocation != null) {
                process.take(invocation);
                return Optional.of(invocation);
            }
            wait();
        }
        return Optional.empty();
    }

    /// A process is gone. What it worked on has failed; what waits gets another process, unless this one could not start,
    /// because the next could not either.
    synchronized void ended(FunctionProcess process, boolean wasReady) {
        processes.remove(process);
        process.lose("the process ended while it worked");
        if (!wasReady && processes.isEmpty()) {
            fail("the function does not start");
        }
        addIfBusy();
        notifyAll();
    }

    /// The process ids of this function, for looking from outside.
    synchronized List<Long> processIds() {
        return processes.stream().map(FunctionProcess::id).toList();
    }

    /// The processor time of its processes so far, which others on the machine do not change.
    public Duration cpu() {
        return processIds().stream().flatMap(id -> ProcessHandle.of(id).stream())
                .flatMap(process -> process.info().totalCpuDuration().stream()).reduce(Duration.ZERO, Duration::plus);
    }

    /// What is alive in the largest of its processes, after a collection, in megabytes.
    public long liveMegabytes() {
        return processIds().stream().mapToLong(id -> {
            var _ = diagnosis(id, "GC.run");
            return USED.matcher(diagnosis(id, "GC.heap_info")).results()
                    .mapToLong(found -> Long.parseLong(found.group(1))).sum() / 1024;
        }).max().orElseThrow();
    }

    private static String diagnosis(long process, String command) {
        try {
            var jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    String.valueOf(process), command).redirectErrorStream(true).start();
            return new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Kills every process at once, as a crash would; the next event starts a new one.
    public synchronized void kill() {
        processes.forEach(FunctionProcess::kill);
    }

    @Override
    public void close() {
        List<FunctionProcess> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(processes);
            fail("stopped");
            notifyAll();
        }
        all.forEach(FunctionProcess::close);
        FunctionZip.remove(folder);
    }

    private synchronized void enqueue(Invocation invocation) {
        if (closed) {
            throw new FunctionError("stopped");
        }
        waiting.add(invocation);
        addIfBusy();
        notifyAll();
    }

    /// As on Lambda, an environment that ran into the limit is not used again.
    private synchronized void abandon(Invocation invocation) {
        if (!waiting.remove(invocation)) {
            processes.stream().filter(process -> process.worksOn(invocation)).forEach(process -> {
                log.accept("Task timed out after " + limits.answer().toSeconds() + " s");
                process.kill();
            });
        }
    }

    private synchronized void fail(String reason) {
        waiting.forEach(invocation -> invocation.answer().completeExceptionally(new FunctionError(reason)));
        waiting.clear();
    }

    private synchronized void addIfBusy() {
        var free = processes.stream().filter(FunctionProcess::isFree).count();
        if (!closed && free < waiting.size() && processes.size() < limits.processes()) {
            add();
        }
    }

    private synchronized FunctionProcess add() {
        var process = new FunctionProcess(this, this::launch, log);
        processes.add(process);
        return process;
    }

    private ProcessBuilder launch(String runtimeApi) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(runtime.options(folder));
        command.addAll(List.of("-cp", runtime.classPath(), runtime.mainClass(), function.handler()));
        var builder = new ProcessBuilder(command).directory(taskRoot.toFile()).redirectErrorStream(true);
        // Windows cannot open sockets without it; everything else is Lambda's.
        var system = Optional.ofNullable(builder.environment().get("SystemRoot"));
        builder.environment().clear();
        system.ifPresent(value -> builder.environment().put("SystemRoot", value));
        builder.environment().putAll(function.environment());
        builder.environment().putAll(Map.of("AWS_LAMBDA_RUNTIME_API", runtimeApi, "_HANDLER", function.handler(),
                "LAMBDA_TASK_ROOT", taskRoot.toString(), "AWS_LAMBDA_FUNCTION_NAME", function.name(),
                "AWS_LAMBDA_FUNCTION_VERSION", "1", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand", "AWS_EXECUTION_ENV", "AWS_Lambda_java25",
                "LANG", "en_US.UTF-8", "TZ", ":UTC"));
        return builder;
    }
}
