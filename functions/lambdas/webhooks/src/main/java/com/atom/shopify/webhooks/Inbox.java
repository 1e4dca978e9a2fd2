package com.atom.shopify.webhooks;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.checks.Vitals;
import com.atom.shopify.connections.Connections;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.queue.Received;
import com.atom.shopify.queue.Verdict;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.routes.Topic;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Works on one message of the inbox: whose it is, whether it was worked on before, what it makes us do. What cannot be meant for the
/// shop that its headers name, or cannot be read, is parked.
///
/// A delivery is claimed, then something is done that may be done again, then the end of the claim and everything that says so
/// is written in one transaction. Whoever dies between leaves a claim that ends by itself, and the next one does it again.
@Singleton
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final Duration UNTIL_THE_OTHER_IS_DONE = Duration.ofSeconds(5);

    private static final String OTHER_APP = "identity.other-app";

    private final Bodies bodies;
    private final StoredBodies storedBodies;
    private final Connections connections;
    private final Claims claims;
    private final Reactions reactions;
    private final Deliveries deliveries;
    private final Rereading rereading;
    private final Vitals vitals;
    private final DynamoDbClient dynamoDb;
    private final ObjectMapper json;
    private final Clock clock;

    Inbox(Bodies bodies, StoredBodies storedBodies, Connections connections, Claims claims, Reactions reactions,
            Deliveries deliveries, Rereading rereading, Vitals vitals, DynamoDbClient dynamoDb,
            ObjectMapper json, Clock clock) {
        this.bodies = bodies;
        this.storedBodies = storedBodies;
        this.connections = connections;
        this.claims = claims;
        this.reactions = reactions;
        this.deliveries = deliveries;
        this.rereading = rereading;
        this.vitals = vitals;
        this.dynamoDb = dynamoDb;
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
            return replay(envelope.replay(), message);
        }
        var attempt = new Arrival.Attempt(message.attempt(), clock.instant());
        return (envelope.digest() == null ? PartnerEvent.read(message.body(), clock.instant()) : Optional.of(envelope))
                .flatMap(each -> Arrival.of(each, attempt)).map(arrival -> delivery(arrival, message))
                .orElseGet(() -> new Verdict.Parked("envelope.malformed"));
    }

    /// Something is to be read again, whatever was done about it before.
    private Verdict replay(ReplayRequest.Replay replay, Received message) {
        Topic.ofHeader(replay.topic()).flatMap(Rereading.Thing::of).ifPresent(thing -> rereading.of(thing,
                replay.resourceGid(), Errand.at(ShopDomain.parse(replay.shop()), message.deadline())));
        return new Verdict.Done();
    }

    private Verdict delivery(Arrival arrival, Received message) {
        var bytes = bodies.of(arrival.digest(), arrival.body());
        if (bytes.isEmpty()) {
            return parked(arrival, "body.lost");
        }
        try {
            return identified(arrival, Payload.read(bytes.get()), message);
        } catch (IOException notJson) {
            return parked(arrival, "body.malformed");
        }
    }

    private Verdict identified(Arrival arrival, Payload payload, Received message) {
        var topic = arrival.topic();
        if (topic.isEmpty()) {
            return unknownTopic(arrival, payload);
        }
        var identity = new Identity(topic.get(), payload);
        var header = arrival.hints().shop();
        var shop = identity.shop(header);
        if (shop.isEmpty()) {
            return new Verdict.Parked("identity.missing");
        }
        var known = connections.facts(shop.get());
        var objection = identity.objection(shop.get(), header, known)
                .or(() -> isFromItsApp(arrival, shop.get(), known.isPresent())
                        ? Optional.empty()
                        : Optional.of(OTHER_APP));
        if (objection.isPresent()) {
            return new Verdict.Parked(objection.get());
        }
        if (known.isEmpty() && !topic.get().isCompliance()) {
            return ignored(arrival, Outcome.UNKNOWN_SHOP);
        }
        return claimed(arrival, new Notice(arrival.deliveryId(), topic.get(), shop.get(), payload,
                arrival.triggeredAt(), message.deadline()));
    }

    /// Noted where somebody can read it, and counted in any case.
    private Verdict unknownTopic(Arrival arrival, Payload payload) {
        var header = arrival.hints().shop();
        var known = header.flatMap(connections::facts);
        if (header.isPresent() && !isFromItsApp(arrival, header.get(), known.isPresent())) {
            return new Verdict.Parked(OTHER_APP);
        }
        known.ifPresent(facts -> deliveries.note(facts.shop(),
                arrival.seen(payload.resource(), Outcome.UNKNOWN_TOPIC, Optional.empty(), clock.instant())));
        return ignored(arrival, Outcome.UNKNOWN_TOPIC);
    }

    private static Verdict ignored(Arrival arrival, Outcome outcome) {
        LOG.atInfo().addKeyValue("outcome", outcome.word()).addKeyValue("topic", arrival.topic().map(Topic::header)
                .orElse("other")).log("delivery ignored");
        Metrics.count(Metric.DELIVERIES_IGNORED);
        return done();
    }

    /// What comes over an own app counts only for the shop that was imported with it, and nothing else counts for that shop. Of a
    /// shop that nobody connected only the platform's app may tell.
    private boolean isFromItsApp(Arrival arrival, ShopDomain shop, boolean isKnown) {
        return isKnown ? connections.ownApp(shop).equals(arrival.app()) : arrival.app().isEmpty();
    }

    private Verdict claimed(Arrival arrival, Notice notice) {
        if (arrival.isStored()) {
            storedBodies.note(notice, arrival.digest());
        }
        return switch (claims.claim(arrival.name(notice))) {
            case Claims.Claim.Done _ -> {
                deliveries.noteUnlessKnown(notice.shop(), arrival.seen(notice, Outcome.DUPLICATE, clock.instant()));
                yield done();
            }
            case Claims.Claim.Held _ -> Verdict.Later.after(UNTIL_THE_OTHER_IS_DONE, "claim.held");
            case Claims.Claim.Ours ours -> worked(arrival, notice, ours);
        };
    }

    private Verdict worked(Arrival arrival, Notice notice, Claims.Claim.Ours ours) {
        var change = arrival.change(notice);
        try {
            var reacted = claims.isDone(change) ? Reacted.with(Outcome.DUPLICATE) : reactions.to(notice);
            var rows = new ArrayList<Put>();
            rows.add(claims.done(ours));
            change.map(claims::done).ifPresent(rows::add);
            rows.add(deliveries.noted(notice.shop(), arrival.seen(notice, reacted.outcome(), clock.instant())));
            rows.addAll(reacted.rows());
            write(rows);
            Metrics.add(Metric.DELIVERY_AGE,
                    Math.max(0, Duration.between(arrival.triggeredAt(), clock.instant()).toMillis()));
            noteLast(arrival, notice);
            return done();
        } catch (TransactionCanceledException overtaken) {
            // By a later state, or by whoever took the claim over: looking again finds out.
            claims.release(ours);
            return Verdict.Later.after(UNTIL_THE_OTHER_IS_DONE, "delivery.overtaken");
        } catch (FailureException failed) {
            claims.release(ours);
            return failed(arrival, notice, failed);
        } catch (RuntimeException failed) {
            claims.release(ours);
            note(arrival, notice, Outcome.FAILED, failed instanceof SdkException ? "service.unavailable" : "bug");
            throw failed;
        }
    }

    /// Every delivery that is accepted is counted here at its end, unless it is parked.
    private static Verdict done() {
        Metrics.count(Metric.DELIVERIES_WORKED);
        return new Verdict.Done();
    }

    /// What was asked for by law may have just erased all that there was of the shop.
    private void noteLast(Arrival arrival, Notice notice) {
        if (!notice.topic().isCompliance()) {
            vitals.delivered(notice.shop(), new Vitals.Delivered(notice.topic().header(), arrival.receivedAt()));
        }
    }

    /// What is wrong by itself stays wrong.
    private Verdict failed(Arrival arrival, Notice notice, FailureException failed) {
        var code = failed.failure().code();
        if (failed.failure() instanceof Failure.Invalid) {
            note(arrival, notice, Outcome.PARKED, code);
            return new Verdict.Parked(code);
        }
        note(arrival, notice, Outcome.FAILED, code);
        throw failed;
    }

    private void write(List<Put> rows) {
        dynamoDb.transactWriteItems(TransactWriteItemsRequest.builder()
                .transactItems(rows.stream().map(row -> TransactWriteItem.builder().put(row).build()).toList())
                .build());
    }

    /// Parked before its body could say whose it is: noted under the shop that its header names, if we know it and it came over
    /// its app.
    private Verdict parked(Arrival arrival, String reason) {
        arrival.hints().shop().filter(shop -> connections.facts(shop).isPresent())
                .filter(shop -> isFromItsApp(arrival, shop, true)).ifPresent(shop -> deliveries.note(shop,
                        arrival.seen(Optional.empty(), Outcome.PARKED, Optional.of(reason), clock.instant())));
        return new Verdict.Parked(reason);
    }

    private void note(Arrival arrival, Notice notice, Outcome outcome, String reason) {
        deliveries.note(notice.shop(),
                arrival.seen(notice.resource(), outcome, Optional.of(reason), clock.instant()));
    }
}
