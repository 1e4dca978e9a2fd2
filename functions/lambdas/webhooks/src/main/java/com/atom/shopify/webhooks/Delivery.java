package com.atom.shopify.webhooks;

import com.atom.shopify.proof.Digest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is kept of a delivery: never its body.
///
/// @param id names it within its store
/// @param topic as its header said
/// @param outcome what became of it, a word
/// @param reason a stable code where the outcome needs one
/// @param resource the gid of what it was about
/// @param begunAt when the last attempt at working on it began
/// @param settledAt when that became of it
/// @param attempts how many there were; having to wait is none
public record Delivery(String id, String topic, Optional<String> webhookId, Optional<String> eventId,
        Optional<String> apiVersion, Optional<Instant> triggeredAt, Instant receivedAt, Optional<Instant> begunAt,
        Optional<Instant> settledAt, Optional<Integer> attempts, String outcome, Optional<String> reason,
        Optional<String> resource, String digest) {
    /// What an id looks like: when it was received, which also is its place among the others, and which one it is.
    public static final Pattern ID = Pattern.compile("1[0-9]{12}-[0-9a-f]{32}");

    /// What can become of one, as a pattern: the words of all outcomes.
    public static final String OUTCOME = "applied|duplicate|stale|deleted|still-there|noted|late|installed-again"
            + "|unknown-shop|unknown-topic|failed|parked";

    public Delivery {
        receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
        begunAt = begunAt.map(time -> time.truncatedTo(ChronoUnit.MILLIS));
        settledAt = settledAt.map(time -> time.truncatedTo(ChronoUnit.MILLIS));
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of a delivery");
        }
    }

    /// The id of what was received then: the same for the same message however often it is worked on.
    public static String id(Instant receivedAt, Optional<String> webhookId, String digest) {
        return receivedAt.toEpochMilli() + "-" + Digest.sha256(webhookId.orElse(""), digest).substring(0, 32);
    }

    /// When the one with this id was received.
    public static Instant receivedAt(String id) {
        return Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
    }
}
