package com.atom.shopify.once;

import com.atom.shopify.admin.Waiting;
import com.atom.shopify.aws.BatchRead;
import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.tables.Table;
import com.atom.shopify.time.Deadline;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// One holder at a time for a shop's token or an own app's secret, over all processes. Each holder gets a larger number than the one before, so a
/// holder that was late can be told from the one that came after it.
@Singleton
public final class Leases {
    /// Longer than connecting or ending a store can take: its deadline is 25 s.
    private static final Duration HELD = Duration.ofSeconds(30);
    /// What a refresh gets. When its holder dies, whoever waits for 15 seconds of its own 25 still gets it.
    private static final Duration HELD_BRIEFLY = Duration.ofSeconds(13);
    /// The item outlives the lease, because the next number is counted from it.
    private static final Duration REMEMBERED = Duration.ofDays(400);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(150);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;
    private final Waiting waiting;

    Leases(DynamoDbClient dynamoDb, Deployed deployed, Clock clock, Waiting waiting) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.ONCE);
        this.clock = clock;
        this.waiting = waiting;
    }

    /// A held lease; closing it lets the next one in at once.
    public final class Lease implements AutoCloseable {
        private final String key;
        private final String holder;
        private final long fence;
        private final Instant until;

        private Lease(String key, String holder, long fence, Instant until) {
            this.key = key;
            this.holder = holder;
            this.fence = fence;
            this.until = until;
        }

        /// The deadline, or the end of the lease if that comes first.
        public Deadline within(Deadline deadline) {
            return until.isBefore(deadline.at()) ? new Deadline(until, clock) : deadline;
        }

        /// Larger than the number of every earlier holder.
        public long fence() {
            return fence;
        }

        @Override
        public void close() {
            try {
                dynamoDb.updateItem(UpdateItemRequest.builder().tableName(table).key(Map.of("key", Items.text(key)))
                        .updateExpression("SET held_until = :now")
                        .conditionExpression("holder = :holder")
                        .expressionAttributeValues(
                                Map.of(":now", Items.number(clock.millis()), ":holder", Items.text(holder)))
                        .build());
            } catch (ConditionalCheckFailedException ranOut) {
                // somebody else holds it by now; nothing to give back
            }
        }
    }

    /// Waits until the shop's token is free; fails with `store.busy` when the deadline does not allow it.
    public Lease onToken(ShopDomain shop, Deadline deadline) {
        return on(key(shop), deadline);
    }

    /// The same for the secret of an own app, which several shops may share. Whoever needs both takes the shop's first.
    public Lease onApp(String app, Deadline deadline) {
        return on("lease#app#" + app, deadline);
    }

    private Lease on(String key, Deadline deadline) {
        while (true) {
            var lease = tryOn(key, HELD);
            if (lease.isPresent()) {
                return lease.get();
            }
            if (!deadline.allows(BETWEEN_TRIES.plusSeconds(10))) {
                throw busy();
            }
            waiting.waitFor(BETWEEN_TRIES);
        }
    }

    /// The lease on the shop's token for a refresh, if nobody has it.
    public Optional<Lease> tryOnToken(ShopDomain shop) {
        return tryOn(key(shop), HELD_BRIEFLY);
    }

    private Optional<Lease> tryOn(String key, Duration time) {
        var holder = UUID.randomUUID().toString();
        var until = clock.instant().plus(time);
        try {
            return Optional.of(new Lease(key, holder, take(key, holder, until), until));
        } catch (ConditionalCheckFailedException held) {
            return Optional.empty();
        }
    }

    /// The shops among these whose token somebody works on now.
    public Set<ShopDomain> heldOnTokens(List<ShopDomain> shops) {
        var shopOf = shops.stream().collect(Collectors.toMap(Leases::key, Function.identity()));
        return BatchRead
                .of(dynamoDb, table, shopOf.keySet().stream().map(key -> Map.of("key", Items.text(key))).toList())
                .stream().filter(lease -> Items.number(lease, "held_until") > clock.millis())
                .map(lease -> shopOf.get(Items.text(lease, "key"))).collect(Collectors.toUnmodifiableSet());
    }

    private static String key(ShopDomain shop) {
        return "lease#token#" + shop;
    }

    /// Somebody else has the lease for longer than there is time.
    public static FailureException busy() {
        return new FailureException(new Failure.Conflict("store.busy",
                "The store's connection is being changed by another request; try again."));
    }

    private long take(String key, String holder, Instant until) {
        var now = clock.instant();
        var taken = dynamoDb.updateItem(UpdateItemRequest.builder().tableName(table).key(Map.of("key", Items.text(key)))
                .updateExpression("SET holder = :holder, held_until = :until, expires_at = :expires ADD fence :one")
                .conditionExpression("attribute_not_exists(held_until) OR held_until <= :now")
                .expressionAttributeValues(Map.of(
                        ":holder", Items.text(holder),
                        ":until", Items.number(until.toEpochMilli()),
                        ":expires", Items.time(now.plus(REMEMBERED)),
                        ":now", Items.number(now.toEpochMilli()),
                        ":one", Items.number(1)))
                .returnValues(ReturnValue.ALL_NEW)
                .build());
        return Items.number(taken.attributes(), "fence");
    }
}
