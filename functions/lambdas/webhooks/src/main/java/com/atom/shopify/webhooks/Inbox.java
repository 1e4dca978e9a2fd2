package com.atom.shopify.webhooks;

import com.atom.shopify.queue.Received;
import com.atom.shopify.queue.Verdict;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;

/// Works on one delivery.
@Singleton
final class Inbox {
    private final ObjectMapper json;

    Inbox(ObjectMapper json) {
        this.json = json;
    }

    Verdict work(Received message) {
        try {
            var envelope = json.readValue(message.body(), Envelope.class);
            return envelope == null ? new Verdict.Parked("envelope.empty") : new Verdict.Parked("topic.unknown");
        } catch (IOException foreign) {
            return new Verdict.Parked("envelope.malformed");
        }
    }
}
