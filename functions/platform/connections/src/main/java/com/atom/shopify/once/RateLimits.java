package com.atom.shopify.once;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import com.atom.shopify.tables.Table;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// How many requests a user may make in a minute, in all and at one store, counted over all instances. An instance takes
/// shares of the minute's budget and spends them by itself, so most requests cost no call; near the end a few may be left
/// unspent in other instances. Fails with `rate.limited` and says when the next minute begins.
@Singleton
public final class RateLimits {
    static final int PER_USER = 6_000;
    static final int PER_USER_AND_STORE = 3_000;
    private static final int SHARE = 50;
    private static final int MOST_KNOWN = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;
    private final Cache<String, Budget> budgets = Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    RateLimits(DynamoDbClient dynamoDb, Deployed deployed, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.ONCE);
        this.clock = clock;
    }

    /// What this instance has left of its shares of one window; negative when the window is used up.
    private record Budget(Instant window, int left) {}

    /// Counts one request of the user.
    public void count(UserId user) {
        spend("rate#" + user, PER_USER);
    }

    /// Counts one request of the user at a store.
    public void count(UserId user, ShopDomain shop) {
        spend("rate#" + user + " " + shop, PER_USER_AND_STORE);
    }

    private void spend(String key, int limit) {
        var now = clock.instant();
        var window = Instant.ofEpochSecond(now.getEpochSecond() / WINDOW.toSeconds() * WINDOW.toSeconds());
        var budget = budgets.asMap().compute(key, (_, known) -> {
            var left = known == null || !known.window().equals(window) ? 0 : known.left();
            return new Budget(window, left == 0 ? share(key, limit, window) - 1 : Math.max(-1, left - 1));
        });
        if (budget.left() < 0) {
            throw new FailureException(new Failure.Limited("rate.limited", "Too many requests; wait and try again.",
                    Duration.between(now, window.plus(WINDOW))));
        }
    }

    private int share(String key, int limit, Instant window) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(Map.of("key", Items.text(key + " " + window.getEpochSecond())))
                    .updateExpression("SET expires_at = :expires ADD taken :share")
                    .conditionExpression("attribute_not_exists(taken) OR taken <= :most")
                    .expressionAttributeValues(Map.of(":expires", Items.time(window.plus(WINDOW.multipliedBy(2))),
                            ":share", Items.number(SHARE), ":most", Items.number(limit - SHARE))));
            return SHARE;
        } catch (ConditionalCheckFailedException usedUp) {
            return 0;
        }
    }
}
