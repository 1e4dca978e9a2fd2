package com.atom.shopify.auth;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The states of connections that were begun: random, bound to user and shop, good for ten minutes and for one use.
@Singleton
final class OAuthStates {
    static final Duration LIFE = Duration.ofMinutes(10);

    private final SecureRandom random = new SecureRandom();
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    OAuthStates(DynamoDbClient dynamoDb, Deployed deployed, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.ONCE);
        this.clock = clock;
    }

    /// A new state: 32 random bytes, URL-safe.
    record State(String value, Instant expiresAt) {
        @Override
        public String toString() {
            return "State[hidden]";
        }
    }

    State begin(UserId user, ShopDomain shop) {
        return begin(shop, Map.of("user_id", Items.text(user.value())));
    }

    /// A state that nobody owns yet; whoever has its cookie can make it theirs.
    State beginUnowned(ShopDomain shop) {
        return begin(shop, Map.of());
    }

    private State begin(ShopDomain shop, Map<String, AttributeValue> owner) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var state = new State(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                clock.instant().plus(LIFE));
        var item = new HashMap<>(owner);
        item.putAll(Map.of("key", Items.text(key(state.value())), "shop", Items.text(shop.value()),
                "expires_at", Items.time(state.expiresAt())));
        dynamoDb.putItem(request -> request.tableName(table).item(item));
        return state;
    }

    /// Uses a state up and says who began; nobody, and nothing is used up, when nobody owns it. Unknown, used and expired states
    /// are one answer, `oauth.state-invalid`.
    Optional<UserId> consume(String state, ShopDomain shop) {
        try {
            return Optional.of(new UserId(Items.text(delete(state, shop, "attribute_exists(user_id)", Map.of()),
                    "user_id")));
        } catch (ConditionalCheckFailedException other) {
            if (isOpen(other.item(), shop) && !other.item().containsKey("user_id")) {
                return Optional.empty();
            }
            throw invalid();
        }
    }

    private boolean isOpen(Map<String, AttributeValue> item, ShopDomain shop) {
        return !item.isEmpty() && Items.text(item, "shop").equals(shop.value())
                && Items.time(item, "expires_at").isAfter(clock.instant());
    }

    /// Uses up a state of this user; with its cookie also one that nobody owns. A foreign state stays good for its owner, and is
    /// `oauth.state-invalid` like any other that does not fit.
    void consume(String state, ShopDomain shop, UserId owner, boolean withCookie) {
        try {
            delete(state, shop, "(user_id = :owner" + (withCookie ? " OR attribute_not_exists(user_id))" : ")"),
                    Map.of(":owner", Items.text(owner.value())));
        } catch (ConditionalCheckFailedException unknownUsedExpiredOrForeign) {
            throw invalid();
        }
    }

    private Map<String, AttributeValue> delete(String state, ShopDomain shop, String condition,
            Map<String, AttributeValue> more) {
        var values = new HashMap<>(more);
        values.putAll(Map.of(":shop", Items.text(shop.value()), ":now", Items.time(clock.instant())));
        return dynamoDb.deleteItem(request -> request.tableName(table)
                .key(Map.of("key", Items.text(key(state))))
                .conditionExpression("shop = :shop AND expires_at > :now AND " + condition)
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_OLD)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)).attributes();
    }

    private static FailureException invalid() {
        Metrics.count(Metric.STATES_REFUSED);
        return new FailureException(new Failure.Forbidden("oauth.state-invalid",
                "This connection was not begun here, has been finished, or is too old; begin again."));
    }

    private static String key(String state) {
        return "oauth-state#" + StateCookie.digest(state);
    }
}
