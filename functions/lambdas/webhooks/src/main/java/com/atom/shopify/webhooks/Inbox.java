package com.atom.shopify.webhooks;

import com.atom.shopify.catalog.CatalogCache;
import com.atom.shopify.connections.Connections;
import com.atom.shopify.connections.ShopFacts;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.queue.Received;
import com.atom.shopify.queue.Verdict;
import com.atom.shopify.routes.Topic;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Works on one message of the inbox: whose it is, whether it was worked on before, what it makes us do. What cannot be meant for the
/// shop that its headers name, or cannot be read, is parked.
@Singleton
final class Inbox {
    private static final Duration UNTIL_THE_OTHER_IS_DONE = Duration.ofSeconds(5);

    private final Bodies bodies;
    private final Connections connections;
    private final Claims claims;
    private final Reactions reactions;
    private final Deliveries deliveries;
    private final CatalogCache catalog;
    private final ObjectMapper json;
    private final Clock clock;

    Inbox(Bodies bodies, Connections connections, Claims claims, Reactions reactions, Deliveries deliveries,
            CatalogCache catalog, ObjectMapper json, Clock clock) {
        this.bodies = bodies;
        this.connections = connections;
        this.claims = claims;
        this.reactions = reactions;
        this.deliveries = deliveries;
        this.catalog = catalog;
        this.json = json;
        this.clock = clock;
    }

    Verdict work(Received message) {
        Envelope envelope;
        try {
            envelope = json.readValue(message.body(), Envelope.class);
        } catch (IOException foreign) {
            return new Verdict.Parked("envelope.malformed");
        }
        if (envelope == null) {
            return new Verdict.Parked("envelope.malformed");
        }
        if (envelope.replay() != null) {
            return replay(envelope.replay());
        }
        if (envelope.digest() == null || envelope.hints() == null || envelope.receivedAt() == null) {
            return new Verdict.Parked("envelope.malformed");
        }
        return delivery(envelope, envelope.hints(), envelope.digest(), envelope.receivedAt(), message);
    }

    /// Something is to be read again. Of what we keep, only the products of a shop can be behind the times.
    private Verdict replay(ReplayRequest.Replay replay) {
        var topic = topic(replay.topic());
        if (topic.isPresent() && topic.get().name().startsWith("PRODUCTS_")) {
            catalog.changed(ShopDomain.parse(replay.shop()));
        }
        return new Verdict.Done();
    }

    private Verdict delivery(Envelope envelope, Envelope.Hints hints, String digest, Instant receivedAt,
            Received message) {
        var bytes = bodies.of(digest, Optional.ofNullable(envelope.body()));
        if (bytes.isEmpty()) {
            return new Verdict.Parked("body.lost");
        }
        Payload payload;
        try {
            payload = Payload.read(bytes.get());
        } catch (IOException notJson) {
            return new Verdict.Parked("body.malformed");
        }
        var topic = topic(hints.topic());
        var shop = topic.filter(known -> known.isCompliance() || known == Topic.APP_UNINSTALLED).isPresent()
                ? namedInBody(payload)
                : hints.shop();
        if (shop.isEmpty()) {
            return new Verdict.Parked("identity.missing");
        }
        var facts = connections.facts(shop.get());
        if (!isMeantFor(shop.get(), facts, payload, hints)) {
            return new Verdict.Parked("identity.mismatch");
        }
        if (!connections.ownApp(shop.get()).equals(Optional.ofNullable(envelope.app())) && facts.isPresent()) {
            return new Verdict.Parked("identity.other-app");
        }
        var noting = new Noting(shop.get(), hints, digest, receivedAt, payload);
        if (topic.isEmpty()) {
            return noting.ended("unknown-topic");
        }
        if (facts.isEmpty() && !topic.get().isCompliance()) {
            return noting.ended("unknown-shop");
        }
        return claimed(topic.get(), noting, message);
    }

    private Verdict claimed(Topic topic, Noting noting, Received message) {
        var name = Claims.Name.ofDelivery(noting.shop.value(), topic.header(), noting.webhookId());
        return switch (claims.claim(name)) {
            case DONE -> noting.ended("duplicate");
            case HELD -> Verdict.Later.after(UNTIL_THE_OTHER_IS_DONE, "claim.held");
            case OURS -> {
                var change = noting.change(topic);
                if (claims.isDone(change)) {
                    claims.done(name);
                    yield noting.ended("duplicate");
                }
                try {
                    var outcome = reactions.to(topic, noting.shop, noting.payload,
                            noting.hints.triggered().orElse(noting.receivedAt), message.deadline());
                    change.ifPresent(claims::done);
                    claims.done(name);
                    yield noting.ended(outcome);
                } catch (FailureException failed) {
                    claims.release(name);
                    noting.failed(failed.failure().code());
                    throw failed;
                } catch (RuntimeException failed) {
                    claims.release(name);
                    noting.failed("bug");
                    throw failed;
                }
            }
        };
    }

    private static Optional<Topic> topic(@Nullable String header) {
        return Arrays.stream(Topic.values()).filter(topic -> topic.header().equals(header)).findFirst();
    }

    private static Optional<ShopDomain> namedInBody(Payload payload) {
        try {
            return payload.field("shop_domain").or(() -> payload.field("myshopify_domain")).map(ShopDomain::parse);
        } catch (FailureException noDomain) {
            return Optional.empty();
        }
    }

    /// Headers are not signed: whatever shop the body itself names must be the one that they name, and the one that we know.
    private static boolean isMeantFor(ShopDomain shop, Optional<ShopFacts> facts, Payload payload,
            Envelope.Hints hints) {
        var gid = facts.map(known -> known.gid().toString());
        return hints.shop().map(shop::equals).orElse(true)
                && namedInBody(payload).map(shop::equals).orElse(true)
                && payload.field("shop_id").map(id -> id.startsWith("gid:") ? id : "gid://shopify/Shop/" + id)
                        .map(id -> gid.map(id::equals).orElse(true)).orElse(true);
    }

    /// Writes down what became of a delivery.
    private final class Noting {
        private final ShopDomain shop;
        private final Envelope.Hints hints;
        private final String digest;
        private final Instant receivedAt;
        private final Payload payload;

        Noting(ShopDomain shop, Envelope.Hints hints, String digest, Instant receivedAt, Payload payload) {
            this.shop = shop;
            this.hints = hints;
            this.digest = digest;
            this.receivedAt = receivedAt;
            this.payload = payload;
        }

        /// A delivery without an id is told from others by its body.
        String webhookId() {
            return Objects.requireNonNullElse(hints.webhookId(), digest);
        }

        /// The change that it tells about, if it can be told from others: another subscription tells about the same.
        Optional<Claims.Name> change(Topic topic) {
            var event = Optional.ofNullable(hints.eventId());
            return event.flatMap(id -> payload.field("id").flatMap(resource -> payload.field("updated_at")
                    .map(version -> Claims.Name.ofChange(shop.value(), topic.header(), id, resource, version))));
        }

        Verdict ended(String outcome) {
            note(outcome, Optional.empty());
            return new Verdict.Done();
        }

        void failed(String code) {
            note("failed", Optional.of(code));
        }

        private void note(String outcome, Optional<String> reason) {
            var webhookId = Optional.ofNullable(hints.webhookId());
            deliveries.note(shop, new Delivery(Delivery.id(receivedAt, webhookId, digest),
                    Objects.requireNonNullElse(hints.topic(), "none"), webhookId, Optional.ofNullable(hints.eventId()),
                    Optional.ofNullable(hints.apiVersion()), hints.triggered(), receivedAt,
                    Optional.of(clock.instant()), outcome, reason, payload.field("admin_graphql_api_id"), digest));
        }
    }
}
