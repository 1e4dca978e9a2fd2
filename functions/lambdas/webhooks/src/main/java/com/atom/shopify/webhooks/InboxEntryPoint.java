package com.atom.shopify.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.atom.shopify.aws.Priming;
import com.atom.shopify.queue.BatchWorker;
import com.atom.shopify.queue.QueueEvent;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/// Called by the inbox queue with what the intake accepted.
public final class InboxEntryPoint implements RequestStreamHandler {
    /// Lambda ends the process at the end of its time; this long before, nothing is going on any more.
    private static final Duration MARGIN = Duration.ofSeconds(3);

    private final ObjectMapper json;
    private final Inbox inbox;
    private final BatchWorker batches;
    private final Clock clock;

    /// Called by Lambda.
    public InboxEntryPoint() {
        this(ApplicationContext.builder().banner(false).start());
    }

    InboxEntryPoint(ApplicationContext context) {
        this.json = context.getBean(ObjectMapper.class);
        this.inbox = context.getBean(Inbox.class);
        this.batches = context.getBean(BatchWorker.class);
        this.clock = context.getBean(Clock.class);
        context.getBean(Priming.class).with(() -> work(new ByteArrayInputStream("{\"Records\":[]}".getBytes(UTF_8)),
                OutputStream.nullOutputStream(), Duration.ZERO));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        work(input, output, Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN));
    }

    private void work(InputStream input, OutputStream output, Duration left) throws IOException {
        var deadline = Deadline.in(left, clock);
        json.writeValue(output, batches.work(Queue.INBOX,
                Objects.requireNonNull(json.readValue(input, QueueEvent.class)), deadline, inbox::work));
    }
}
