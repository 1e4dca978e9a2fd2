package com.atom.shopify.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.atom.shopify.aws.Priming;
import com.atom.shopify.queue.BatchWorker;
import com.atom.shopify.queue.QueueEvent;
import com.atom.shopify.queue.Received;
import com.atom.shopify.queue.Verdict;
import com.atom.shopify.reports.ReportTask;
import com.atom.shopify.routes.Job;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.sync.BulkTask;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// Called by a schedule with `{"job":"refresh-tokens","scheduled_at":"…"}`, which begins a run, and by the jobs queue with what
/// runs, syncs, imports and reports have to do.
public final class JobsEntryPoint implements RequestStreamHandler {
    /// Lambda ends the process at the end of its time; this long before, nothing is going on any more.
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final ObjectMapper json;
    private final Coordinator coordinator;
    private final LongWork longWork;
    private final ReportWork reportWork;
    private final BatchWorker batches;
    private final Clock clock;

    /// Called by Lambda.
    public JobsEntryPoint() {
        this(ApplicationContext.builder().banner(false).start());
    }

    JobsEntryPoint(ApplicationContext context) {
        this.json = context.getBean(ObjectMapper.class);
        this.coordinator = context.getBean(Coordinator.class);
        this.longWork = context.getBean(LongWork.class);
        this.reportWork = context.getBean(ReportWork.class);
        this.batches = context.getBean(BatchWorker.class);
        this.clock = context.getBean(Clock.class);
        context.getBean(Priming.class).with(() -> answer(new ByteArrayInputStream("{\"Records\":[]}".getBytes(UTF_8)),
                OutputStream.nullOutputStream(), Duration.ZERO));
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Tick(String job, Instant scheduledAt) {}

    @Serdeable
    record Begun(String job, String run) {}

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        answer(input, output, Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN));
    }

    private void answer(InputStream input, OutputStream output, Duration left) throws IOException {
        var event = json.readValue(input, JsonNode.class);
        if (event == null) {
            throw new IllegalArgumentException("the event is empty");
        }
        if (event.get("Records") != null) {
            var deadline = Deadline.in(left, clock);
            json.writeValue(output, batches.work(Queue.JOBS,
                    Objects.requireNonNull(json.readValueFromTree(event, QueueEvent.class)), deadline,
                    this::work));
        } else {
            json.writeValue(output, begun(Objects.requireNonNull(json.readValueFromTree(event, Tick.class))));
        }
    }

    private Verdict work(Received message) {
        return BulkTask.read(message.body(), json).map(task -> longWork.on(task, message))
                .or(() -> ReportTask.read(message.body(), json).map(task -> reportWork.on(task, message)))
                .orElseGet(() -> coordinator.work(message));
    }

    private Begun begun(Tick tick) {
        var job = Job.of(tick.job()).orElseThrow(() -> new IllegalArgumentException("no such job: " + tick.job()));
        var run = new Run(job, tick.scheduledAt());
        coordinator.begin(run);
        return new Begun(job.id(), run.id());
    }
}
