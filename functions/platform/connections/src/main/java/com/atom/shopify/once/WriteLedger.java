package com.atom.shopify.once;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Which writes have begun, which have ended and how, for 24 hours. A write has a name, which its caller gave it, and a
/// fingerprint of all that it says. One attempt at a time holds it; an attempt that neither ended nor gave up within its time
/// may have reached Shopify, and the next one is told so.
@Singleton
public final class WriteLedger {
    private static final Duration REMEMBERED = Duration.ofHours(24);
    /// Longer than any request lives: its deadline is 25 s.
    private static final Duration HELD = Duration.ofSeconds(30);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    WriteLedger(DynamoDbClient dynamoDb, Deployed deployed, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.ONCE);
        this.clock = clock;
    }

    private enum State {
        RUNNING,
        UNCLEAR,
        DONE
    }

    /// What asking for a write gives.
    public sealed interface Claim {

        /// The write is ours to do.
        record Ours(Attempt attempt) implements Claim {}

        /// Another attempt is at it.
        record StillRunning() implements Claim {}

        /// The name was used for another write.
        record OtherWrite() implements Claim {}

        /// It is done.
        record Done(Ending ending) implements Claim {}
    }

    /// One attempt at a write.
    ///
    /// @param holder tells this attempt from any that comes after it
    public record Attempt(String name, String holder, Write write) {}

    /// How a write ended.
    ///
    /// @param place the path of the resource that the answer shows, where there is one
    /// @param answer the encrypted answer; empty when it was too large to keep
    public record Ending(int status, Optional<String> place, List<SdkBytes> answer) {
        public Ending {
            answer = List.copyOf(answer);
        }
    }

    /// Asks for a write. `name` is a hex digest of everything that scopes the caller's key, `fingerprint` one of all that the
    /// request says.
    public Claim claim(String name, String fingerprint) {
        var now = clock.instant();
        var holder = UUID.randomUUID().toString();
        try {
            dynamoDb.putItem(request -> request.tableName(table)
                    .item(Map.of("key", key(name), "fingerprint", Items.text(fingerprint), "state",
                            Items.text(State.RUNNING.name()), "holder", Items.text(holder), "attempted_at",
                            Items.number(now.toEpochMilli()), "sent_until", until(now), "held_until", until(now),
                            "expires_at",
                            Items.time(now.plus(REMEMBERED))))
                    .conditionExpression("attribute_not_exists(#key) OR expires_at <= :now")
                    .expressionAttributeNames(Map.of("#key", "key"))
                    .expressionAttributeValues(Map.of(":now", Items.time(now)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return ours(name, holder, Optional.empty(), Optional.empty());
        } catch (ConditionalCheckFailedException known) {
            return again(name, fingerprint, holder, known.item(), now);
        }
    }

    private Claim again(String name, String fingerprint, String holder, Map<String, AttributeValue> item,
            Instant now) {
        if (!Items.text(item, "fingerprint").equals(fingerprint)) {
            return new Claim.OtherWrite();
        }
        return switch (State.valueOf(Items.text(item, "state"))) {
            case DONE -> new Claim.Done(ending(item));
            case RUNNING -> Items.number(item, "held_until") > now.toEpochMilli()
                    ? new Claim.StillRunning()
                    : takeOver(name, holder, item, now);
            case UNCLEAR -> takeOver(name, holder, item, now);
        };
    }

    private Claim takeOver(String name, String holder, Map<String, AttributeValue> item, Instant now) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table).key(Map.of("key", key(name)))
                    .updateExpression("SET #state = :running, holder = :holder, held_until = :until")
                    .conditionExpression("holder = :before AND #state = :was")
                    .expressionAttributeNames(Map.of("#state", "state"))
                    .expressionAttributeValues(Map.of(":running", Items.text(State.RUNNING.name()),
                            ":holder", Items.text(holder),
                            ":until", until(now),
                            ":before", Items.attribute(item, "holder"), ":was", Items.attribute(item, "state"))));
        } catch (ConditionalCheckFailedException somebodyWasFaster) {
            return new Claim.StillRunning();
        }
        var sent = new Write.Sent(Instant.ofEpochMilli(Items.number(item, "attempted_at")),
                Instant.ofEpochMilli(Items.number(item, "sent_until")));
        return ours(name, holder, Optional.of(sent), Optional.ofNullable(item.get("decided")).map(AttributeValue::s));
    }

    private Claim ours(String name, String holder, Optional<Write.Sent> sent, Optional<String> decided) {
        return new Claim.Ours(new Attempt(name, holder, new Write(uuid(name), sent, decided,
                () -> note(name, holder, "sent_until", until(clock.instant())),
                decision -> note(name, holder, "decided", Items.text(decision)))));
    }

    /// Notes something that attempts to come must know before this one goes on.
    private void note(String name, String holder, String attribute, AttributeValue value) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table).key(Map.of("key", key(name)))
                    .updateExpression("SET #attribute = :value").conditionExpression("holder = :holder")
                    .expressionAttributeNames(Map.of("#attribute", attribute))
                    .expressionAttributeValues(Map.of(":value", value, ":holder", Items.text(holder))));
        } catch (ConditionalCheckFailedException taken) {
            throw new FailureException(new Failure.OutcomeUnknown(), taken);
        }
    }

    private static AttributeValue until(Instant begun) {
        return Items.number(begun.plus(HELD).toEpochMilli());
    }

    /// Keeps how the write ended.
    public void end(Attempt attempt, Ending ending) {
        var values = new HashMap<String, AttributeValue>(Map.of(":done", Items.text(State.DONE.name()),
                ":status", Items.number(ending.status()),
                ":answer", AttributeValue.fromL(ending.answer().stream().map(AttributeValue::fromB).toList())));
        ending.place().ifPresent(place -> values.put(":place", Items.text(place)));
        update(attempt, "SET #state = :done, #status = :status, answer = :answer"
                + (ending.place().isPresent() ? ", place = :place" : ""),
                Map.of("#state", "state", "#status", "status"),
                values);
    }

    /// Leaves the write to the next attempt, which is told that this one may have done it.
    public void leaveUnclear(Attempt attempt) {
        update(attempt, "SET #state = :unclear", Map.of("#state", "state"),
                Map.of(":unclear", Items.text(State.UNCLEAR.name())));
    }

    /// Forgets an attempt that certainly did nothing. When an earlier one may have, that stays known.
    public void giveBack(Attempt attempt) {
        if (attempt.write().mayHaveHappened()) {
            leaveUnclear(attempt);
            return;
        }
        try {
            dynamoDb.deleteItem(request -> request.tableName(table).key(Map.of("key", key(attempt.name())))
                    .conditionExpression("holder = :holder")
                    .expressionAttributeValues(Map.of(":holder", Items.text(attempt.holder()))));
        } catch (ConditionalCheckFailedException tooLate) {
            // somebody else holds it by now
        }
    }

    private void update(Attempt attempt, String expression, Map<String, String> names,
            Map<String, AttributeValue> values) {
        var all = new HashMap<>(values);
        all.put(":holder", Items.text(attempt.holder()));
        try {
            dynamoDb.updateItem(request -> request.tableName(table).key(Map.of("key", key(attempt.name())))
                    .updateExpression(expression).conditionExpression("holder = :holder")
                    .expressionAttributeNames(names).expressionAttributeValues(all));
        } catch (ConditionalCheckFailedException tooLate) {
            // somebody else holds it by now and will find out what became of it
        }
    }

    private static Ending ending(Map<String, AttributeValue> item) {
        return new Ending((int) Items.number(item, "status"),
                Optional.ofNullable(item.get("place")).map(AttributeValue::s),
                Items.attribute(item, "answer").l().stream().map(AttributeValue::b).toList());
    }

    private static AttributeValue key(String name) {
        return Items.text("write#" + name);
    }

    /// A version 8 UUID from the first bytes of the name.
    private static UUID uuid(String name) {
        var bytes = ByteBuffer.wrap(HexFormat.of().parseHex(name.substring(0, 32)));
        return new UUID((bytes.getLong() & ~0xF000L) | 0x8000L, (bytes.getLong() & ~(3L << 62)) | (2L << 62));
    }
}
