package com.atom.shopify.tokens;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.admin.AccessTokens;
import com.atom.shopify.aws.BatchRead;
import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.oauth.TokenPair;
import com.atom.shopify.once.Leases;
import com.atom.shopify.tables.Table;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// The token pairs of all shops, one item each, never per user: a second pair of a shop kills the first one's refresh
/// token. Plaintext is kept for a few minutes at most and for a bounded number of shops.
@Singleton
public final class Tokens implements AccessTokens {
    private static final Duration KEPT = Duration.ofMinutes(3);
    private static final int MOST_KEPT = 1_000;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final TokenCipher cipher;
    private final Clock clock;
    private final Cache<ShopDomain, Known> known;

    Tokens(DynamoDbClient dynamoDb, Deployed deployed, TokenCipher cipher, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.TOKENS);
        this.cipher = cipher;
        this.clock = clock;
        this.known = Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();
    }

    /// A decrypted pair and the version of the row it came from.
    private record Known(TokenPair pair, long version) {}

    /// The states that a row is stored with.
    private enum Stored {
        VALID,
        REAUTH_REQUIRED
    }

    @Override
    public AccessToken of(ShopDomain shop) {
        var kept = known.getIfPresent(shop);
        if (kept != null) {
            return kept.pair().access();
        }
        var row = row(shop).filter(item -> stored(item) == Stored.VALID)
                .orElseThrow(() -> new FailureException(new Failure.ReauthRequired(shop)));
        var fresh = new Known(cipher.decrypt(shop, Items.attribute(row, "ciphertext").b()),
                Items.number(row, "version"));
        known.put(shop, fresh);
        return fresh.pair().access();
    }

    /// Marks the row, but only while it still has the version that the refused token came from: a pair that was stored in
    /// the meantime is not touched.
    @Override
    public void refused(ShopDomain shop, AccessToken token) {
        var kept = known.getIfPresent(shop);
        known.invalidate(shop);
        if (kept == null || !kept.pair().access().equals(token)) {
            return;
        }
        try {
            dynamoDb.updateItem(request -> request.tableName(table).key(key(shop))
                    .updateExpression("SET #state = :reauth, version = version + :one")
                    .conditionExpression("version = :version")
                    .expressionAttributeNames(Map.of("#state", "state"))
                    .expressionAttributeValues(Map.of(":reauth", Items.text(Stored.REAUTH_REQUIRED.name()),
                            ":one", Items.number(1), ":version", Items.number(kept.version()))));
        } catch (ConditionalCheckFailedException replaced) {
            // a newer pair is stored; the next call uses it
        }
    }

    /// The write that makes a new pair the shop's pair, for a transaction. Access token, refresh token and both expiries
    /// change together or not at all, and never after a later holder of the lease has stored its own.
    public Update write(ShopDomain shop, TokenPair pair, Leases.Lease lease) {
        return Update.builder().tableName(table).key(key(shop))
                .updateExpression("SET ciphertext = :ciphertext, #state = :valid, access_expires_at = :access, "
                        + "refresh_expires_at = :refresh, updated_at = :now, fence = :fence ADD version :one")
                .conditionExpression("attribute_not_exists(fence) OR fence < :fence")
                .expressionAttributeNames(Map.of("#state", "state"))
                .expressionAttributeValues(Map.of(
                        ":ciphertext", AttributeValue.fromB(cipher.encrypt(shop, pair)),
                        ":valid", Items.text(Stored.VALID.name()),
                        ":access", Items.time(pair.accessExpiresAt()),
                        ":refresh", Items.time(pair.refreshExpiresAt()),
                        ":now", Items.time(clock.instant()),
                        ":fence", Items.number(lease.fence()),
                        ":one", Items.number(1)))
                .build();
    }

    /// Forgets the plaintext of a shop.
    public void forget(ShopDomain shop) {
        known.invalidate(shop);
    }

    /// What the rows say of these shops, without decrypting anything. A shop without a row is not in the answer.
    public Map<ShopDomain, TokenRow> rows(List<ShopDomain> shops) {
        return BatchRead.of(dynamoDb, table, shops.stream().map(Tokens::key).toList()).stream()
                .map(item -> new TokenRow(new ShopDomain(Items.text(item, "shop")), stored(item) == Stored.VALID,
                        Items.time(item, "access_expires_at"), Items.time(item, "refresh_expires_at")))
                .collect(Collectors.toMap(TokenRow::shop, row -> row));
    }

    private Optional<Map<String, AttributeValue>> row(ShopDomain shop) {
        var answer = dynamoDb.getItem(request -> request.tableName(table).key(key(shop)).consistentRead(true));
        return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
    }

    private static Stored stored(Map<String, AttributeValue> item) {
        return Stored.valueOf(Items.text(item, "state"));
    }

    private static Map<String, AttributeValue> key(ShopDomain shop) {
        return Map.of("shop", Items.text(shop.value()));
    }
}
