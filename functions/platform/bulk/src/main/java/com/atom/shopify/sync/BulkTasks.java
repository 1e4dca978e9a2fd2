package com.atom.shopify.sync;

import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.queue.Message;
import com.atom.shopify.queue.Queues;
import com.atom.shopify.routes.Queue;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Put;

/// Sends what is to be done next, and knows which work waits for which bulk operation.
@Singleton
public final class BulkTasks {
    private final Queues queues;
    private final Records records;
    private final ObjectMapper json;

    BulkTasks(Queues queues, Records records, ObjectMapper json) {
        this.queues = queues;
        this.records = records;
        this.json = json;
    }

    /// Who waits for an operation.
    @Serdeable
    record Waiting(Kind kind, String id) {
        enum Kind {
            SYNC,
            IMPORT
        }
    }

    void send(BulkTask task, Duration delay) {
        queues.send(Queue.JOBS, List.of(new Message(task.write(json), task.shop().value(), delay)));
    }

    /// Tells that a bulk operation of a store has ended, however it did.
    public void ended(ShopDomain shop, String operation) {
        send(new BulkTask.Finished(shop, operation), Duration.ZERO);
    }

    Put waiting(ShopDomain shop, String operation, Waiting who) {
        return records.put(shop, record(operation), who);
    }

    Optional<Waiting> whoWaitsFor(ShopDomain shop, String operation) {
        return records.find(shop, record(operation), Waiting.class);
    }

    private static String record(String operation) {
        return "bulk#" + operation;
    }
}
