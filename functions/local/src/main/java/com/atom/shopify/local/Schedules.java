package com.atom.shopify.local;

import com.atom.shopify.routes.Job;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// What EventBridge Scheduler does: once started it begins every job when its time has come, and on a laptop also when somebody asks.
final class Schedules implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Invocable jobs;
    private final Clock clock;
    private final Consumer<String> log;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("schedules").factory());

    Schedules(Invocable jobs, Clock clock, Consumer<String> log) {
        this.jobs = jobs;
        this.clock = clock;
        this.log = log;
    }

    void start() {
        Arrays.stream(Job.values()).forEach(job -> {
            var _ = timer.scheduleAtFixedRate(() -> begin(job), job.every().toSeconds(), job.every().toSeconds(),
                    TimeUnit.SECONDS);
        });
    }

    /// Begins a run; what the function answers says which.
    ///
    /// @throws TimeoutException when the function does not answer in time
    /// @throws FunctionError when it fails
    String run(Job job) throws TimeoutException {
        return jobs.invoke(JSON.createObjectNode().put("job", job.id()).put("scheduled_at", clock.instant().toString())
                .toString());
    }

    private void begin(Job job) {
        try {
            var _ = run(job);
        } catch (TimeoutException | FunctionError failed) {
            log.accept("[schedule] " + job.id() + " did not begin: " + failed.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
