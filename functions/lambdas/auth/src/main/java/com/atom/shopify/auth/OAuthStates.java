package com.atom.shopify.auth;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
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
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var state = new State(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                clock.instant().plus(LIFE));
        dynamoDb.putItem(request -> request.tableName(table).item(Map.of(
                "key", Items.text(key(state.value())),
                "shop", Items.text(shop.value()),
                "user_id", Items.text(user.value()),
                "expires_at", Items.time(state.expiresAt()))));
        return state;
    }

    /// Uses a state up and says who began. With a user given, only that user's state is used up: somebody else's stays
    /// good for its owner. Unknown, used, expired and foreign states are one answer, `oauth.state-invalid`.
    UserId consume(String state, ShopDomain shop, Optional<UserId> owner) {
        var values = new HashMap<String, AttributeValue>(Map.of(
                ":shop", Items.text(shop.value()), ":now", Items.time(clock.instant())));
        owner.ifPresent(user -> values.put(":owner", Items.text(user.value())));
        try {
            var consumed = dynamoDb.deleteItem(request -> request.tableName(table)
                    .key(Map.of("key", Items.text(key(state))))
                    .conditionExpression("shop = :shop AND expires_at > :now"
                            + (owner.isPresent() ? " AND user_id = :owner" : ""))
                    .expressionAttributeValues(values)
                    .returnValues(ReturnValue.ALL_OLD));
            return new UserId(Items.text(consumed.attributes(), "user_id"));
        } catch (ConditionalCheckFailedException unknownUsedExpiredOrForeign) {
            throw new FailureException(new Failure.Forbidden("oauth.state-invalid",
                    "This connection was not begun here, has been finished, or is too old; begin again."));
        }
    }

    private static String key(String state) {
        return "oauth-state#" + StateCookie.digest(state);
    }
}
