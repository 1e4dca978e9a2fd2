package com.atom.shopify.queue;

import com.atom.shopify.admin.Waiting;
import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.time.Deadline;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Works through a batch of messages: groups beside each other, the messages of a group one after the other.
///
/// What has to wait or failed is sent again as a copy that says how often, and the received one is done with; so the count of SQS
/// itself only grows for messages over which the function died. After five failed attempts, or when trying again cannot help,
/// the copy goes to the dead-letter queue with the reason. What cannot even be sent again stays with Lambda.
@Singleton
public final class BatchWorker {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWorker.class);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(2);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
    /// With less time left a message is not begun.
    private static final Duration LEAST_LEFT = Duration.ofSeconds(15);
    private static final String ATTEMPT = "attempts";
    private static final String DELAYED = "delayed";
    private static final String FIRST_SENT = "first_sent";
    private static final String REASON = "reason";

    private final Queues queues;
    private final Waiting waiting;
    private final Clock clock;

    BatchWorker(Queues queues, Waiting waiting, Clock clock) {
        this.queues = queues;
        this.waiting = waiting;
        this.clock = clock;
    }

    /// Works on each message and says which ones Lambda must keep.
    public BatchAnswer work(Queue queue, QueueEvent event, Deadline deadline, Function<Received, Verdict> work) {
        var groups = event.records().stream().collect(Collectors.groupingBy(QueueEvent.Entry::group));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return BatchAnswer.keeping(groups.values().stream()
                    .map(group -> threads.submit(() -> kept(queue, group, deadline, work)))
                    .toList().stream().flatMap(group -> result(group).stream()).toList());
        }
    }

    private List<String> kept(Queue queue, List<QueueEvent.Entry> group, Deadline deadline,
            Function<Received, Verdict> work) {
        var kept = new ArrayList<String>();
        for (var message : group) {
            if (!isDealtWith(queue, message, deadline, work)) {
                kept.add(message.messageId());
            }
        }
        return kept;
    }

    private boolean isDealtWith(Queue queue, QueueEvent.Entry message, Deadline deadline,
            Function<Received, Verdict> work) {
        var started = clock.instant();
        var line = LOG.atInfo().addKeyValue("queue", queue.id()).addKeyValue("message_id", message.messageId())
                .addKeyValue("group", message.group());
        var verdict = verdict(message, deadline, work);
        line = reasoned(line, verdict).addKeyValue("outcome", verdict.getClass().getSimpleName())
                .addKeyValue("ms", Duration.between(started, clock.instant()).toMillis());
        try {
            settle(queue, message, verdict);
            line.log("message worked");
            return true;
        } catch (RuntimeException unsent) {
            line.setCause(unsent).log("message kept");
            return false;
        }
    }

    private static LoggingEventBuilder reasoned(LoggingEventBuilder line, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Done _ -> line;
            case Verdict.Later(_, var reason) -> line.addKeyValue(REASON, reason);
            case Verdict.Failed(var reason) -> line.addKeyValue(REASON, reason);
            case Verdict.Parked(var reason) -> line.addKeyValue(REASON, reason);
        };
    }

    private static Verdict verdict(QueueEvent.Entry message, Deadline deadline, Function<Received, Verdict> work) {
        if (!deadline.allows(LEAST_LEFT)) {
            return Verdict.Later.after(Duration.ZERO, "no-time-left");
        }
        try {
            return work.apply(new Received(message.messageId(), message.body(), message.group(),
                    message.number(ATTEMPT) + 1, deadline));
        } catch (RuntimeException thrown) {
            var verdict = Verdict.of(thrown);
            LOG.atWarn().addKeyValue("message_id", message.messageId()).setCause(thrown).log("message failed");
            return verdict;
        }
    }

    private void settle(Queue queue, QueueEvent.Entry message, Verdict verdict) {
        switch (verdict) {
            case Verdict.Done _ -> {
            }
            case Verdict.Later(var after, var reason) -> {
                if (firstSent(message).plus(Queue.LONGEST_WAIT).isBefore(clock.instant())) {
                    park(queue, message, reason);
                } else {
                    var delays = message.number(DELAYED);
                    putBack(queue, message, notes(message, message.number(ATTEMPT), delays + 1, reason),
                            after.orElseGet(() -> delay(delays)));
                }
            }
            case Verdict.Failed(var reason) -> {
                var attempts = message.number(ATTEMPT) + 1;
                if (attempts >= Received.MOST_ATTEMPTS) {
                    park(queue, message, reason);
                } else {
                    putBack(queue, message, notes(message, attempts, message.number(DELAYED), reason),
                            delay(attempts));
                }
            }
            case Verdict.Parked(var reason) -> park(queue, message, reason);
        }
    }

    private void putBack(Queue queue, QueueEvent.Entry message, Map<String, String> notes, Duration delay) {
        queues.sendAgain(queue, message, notes, delay);
        Metrics.add(Metric.PUT_BACK_AGE, Duration.between(firstSent(message), clock.instant()).toSeconds(), queue.id());
    }

    private void park(Queue queue, QueueEvent.Entry message, String reason) {
        queues.park(queue, message, notes(message, message.number(ATTEMPT) + 1, message.number(DELAYED), reason));
        if (queue == Queue.INBOX) {
            Metrics.count(Metric.DELIVERIES_PARKED);
        }
        LOG.atError().addKeyValue("alarm", "parked").addKeyValue("queue", queue.id())
                .addKeyValue("message_id", message.messageId()).addKeyValue("group", message.group())
                .addKeyValue(REASON, reason).log("message parked");
    }

    private Map<String, String> notes(QueueEvent.Entry message, int attempts, int delays, String reason) {
        return new HashMap<>(Map.of(ATTEMPT, String.valueOf(attempts), DELAYED, String.valueOf(delays), FIRST_SENT,
                firstSent(message).toString(), REASON, reason));
    }

    private Duration delay(int before) {
        var doubled = FIRST_DELAY.multipliedBy(1L << Math.min(before, 10));
        return waiting.spread(doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY);
    }

    private static Instant firstSent(QueueEvent.Entry message) {
        return message.attribute(FIRST_SENT).map(Instant::parse).orElseGet(
                () -> Instant.ofEpochMilli(Long.parseLong(message.attributes().getOrDefault("SentTimestamp", "0"))));
    }

    private static List<String> result(Future<List<String>> group) {
        try {
            return group.get();
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopped);
        }
    }
}
