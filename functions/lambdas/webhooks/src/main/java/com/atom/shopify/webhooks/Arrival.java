package com.atom.shopify.webhooks;

import com.atom.shopify.routes.Topic;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// A delivery as it arrived, by whichever way.
///
/// @param app the client id of the own app whose secret it was signed with; none for the platform's app
/// @param body the body's bytes in Base64, none when they lie in the bucket
/// @param attempt at working on it
record Arrival(Optional<String> app, Instant receivedAt, String digest, Envelope.Hints hints, Optional<String> body,
        Attempt attempt) {

    /// Which attempt it is, counted from 1, and when it began.
    record Attempt(int number, Instant begunAt) {}

    /// None when the message says too little to be one.
    static Optional<Arrival> of(Envelope envelope, Attempt attempt) {
        return envelope.digest() == null || envelope.hints() == null || envelope.receivedAt() == null
                ? Optional.empty()
                : Optional.of(new Arrival(Optional.ofNullable(envelope.app()), envelope.receivedAt(),
                        envelope.digest(), envelope.hints(), Optional.ofNullable(envelope.body()), attempt));
    }

    Optional<Topic> topic() {
        return Optional.ofNullable(hints.topic()).flatMap(Topic::ofHeader);
    }

    /// Whether the body lies in the bucket of large ones.
    boolean isStored() {
        return body.isEmpty();
    }

    Instant triggeredAt() {
        return hints.triggered().orElse(receivedAt);
    }

    /// The same for the same message however often it is worked on.
    String deliveryId() {
        return Delivery.id(receivedAt, Optional.ofNullable(hints.webhookId()), digest);
    }

    /// What is claimed for it. A delivery without an id is told from others by its body.
    Claims.Name name(Notice notice) {
        return Claims.Name.ofDelivery(notice.shop().value(), notice.topic().header(),
                Objects.requireNonNullElse(hints.webhookId(), digest));
    }

    /// The change that it tells about, if it can be told from others: another subscription tells about the same.
    Optional<Claims.Name> change(Notice notice) {
        var payload = notice.payload();
        return Optional.ofNullable(hints.eventId())
                .flatMap(event -> payload.field("id").flatMap(resource -> payload.field("updated_at")
                        .map(version -> Claims.Name.ofChange(notice.shop().value(), notice.topic().header(), event,
                                resource, version))));
    }

    Delivery seen(Notice notice, Outcome outcome, Instant now) {
        return seen(notice.resource(), outcome, Optional.empty(), now);
    }

    /// What is kept of it.
    Delivery seen(Optional<String> resource, Outcome outcome, Optional<String> reason, Instant now) {
        return new Delivery(deliveryId(), Objects.requireNonNullElse(hints.topic(), "none"),
                Optional.ofNullable(hints.webhookId()), Optional.ofNullable(hints.eventId()),
                Optional.ofNullable(hints.apiVersion()), hints.triggered(), receivedAt, Optional.of(attempt.begunAt()),
                Optional.of(now), Optional.of(attempt.number()), outcome.word(), reason, resource, digest);
    }
}
