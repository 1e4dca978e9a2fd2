package com.atom.shopify.tokens;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.oauth.AppToken;
import com.atom.shopify.oauth.Credential;
import com.atom.shopify.oauth.TokenPair;
import com.atom.shopify.once.Leases;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.tables.Table;
import com.atom.shopify.tokens.TokenState.Usable;
import com.atom.shopify.tokens.TokenState.Valid;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// The token pairs of all shops, one item each, never per user: a second pair of a shop kills the first one's refresh
/// token. Plaintext is kept for a few minutes at most and for a bounded number of shops.
@Singleton
public final class Tokens {
    private static final Duration KEPT = Duration.ofMinutes(3);
    private static final int MOST_KEPT = 1_000;
    private static final String ERASE = "SET #state = :uninstalled, updated_at = :now "
            + "REMOVE ciphertext, previous, app, access_expires_at, refresh_expires_at ADD version :one";
    /// A pair is stored by a later holder of the lease than the last one, or not at all.
    private static final String IN_ORDER = "(attribute_not_exists(fence) OR fence < :fence)";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final TokenCipher cipher;
    private final Clock clock;
    private final Cache<ShopDomain, Valid> kept;

    Tokens(DynamoDbClient dynamoDb, Deployed deployed, TokenCipher cipher, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.TOKENS);
        this.cipher = cipher;
        this.clock = clock;
        this.kept = Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();
    }

    /// The states that a row is stored with.
    enum Stored {
        VALID,
        REAUTH_REQUIRED,
        UNINSTALLED
    }

    /// What was read of the shop lately, or is read now.
    TokenState lately(ShopDomain shop) {
        var known = kept.getIfPresent(shop);
        return known == null ? now(shop) : known;
    }

    /// What is stored at this moment.
    TokenState now(ShopDomain shop) {
        kept.invalidate(shop);
        var row = dynamoDb.getItem(request -> request.tableName(table).key(key(shop)).consistentRead(true));
        return row.hasItem() ? state(shop, row.item()) : new TokenState.Unknown();
    }

    private TokenState state(ShopDomain shop, Map<String, AttributeValue> row) {
        var version = Items.number(row, "version");
        return switch (stored(row)) {
            case VALID -> {
                if (!row.containsKey("ciphertext")) {
                    yield new TokenState.Ended(Items.text(row, "app"), version);
                }
                var ciphertext = Items.attribute(row, "ciphertext").b();
                yield keep(shop, new Valid(cipher.decrypt(shop, ciphertext), version, ciphertext,
                        Optional.ofNullable(row.get("previous")).map(AttributeValue::b)));
            }
            case REAUTH_REQUIRED -> new TokenState.ReauthRequired(version);
            case UNINSTALLED -> new TokenState.Uninstalled(version);
        };
    }

    private Valid keep(ShopDomain shop, Valid valid) {
        kept.put(shop, valid);
        return valid;
    }

    /// The pair before the one that is stored.
    Optional<TokenPair> previous(ShopDomain shop, Valid valid) {
        return valid.previous().map(ciphertext -> switch (cipher.decrypt(shop, ciphertext)) {
            case TokenPair pair -> pair;
            case AppToken _ -> throw new IllegalStateException("the token of an own app is kept without one before it");
        });
    }

    /// Stores what was got for what was stored before; a pair is kept beside the next one. None when another change was faster.
    Optional<Valid> replace(ShopDomain shop, Usable old, Credential credential, Leases.Lease lease) {
        var previous = old instanceof Valid valid && valid.credential() instanceof TokenPair
                ? Optional.of(valid.ciphertext())
                : Optional.<SdkBytes>empty();
        return store(shop, old, credential, previous, lease);
    }

    /// Encrypts what is stored again, and the pair before it, under the current key; nothing else changes. None when another change
    /// was faster.
    Optional<Valid> reencrypt(ShopDomain shop, Valid old, Leases.Lease lease) {
        return store(shop, old, old.credential(), previous(shop, old).map(pair -> cipher.encrypt(shop, pair)), lease);
    }

    private Optional<Valid> store(ShopDomain shop, Usable old, Credential credential, Optional<SdkBytes> previous,
            Leases.Lease lease) {
        var ciphertext = cipher.encrypt(shop, credential);
        try {
            run(storing(shop, credential, ciphertext, previous, lease, Optional.of(old.version())));
            return Optional.of(keep(shop, new Valid(credential, old.version() + 1, ciphertext, previous)));
        } catch (ConditionalCheckFailedException changedMeanwhile) {
            return Optional.empty();
        }
    }

    /// The change that puts something in the place of whatever the row holds, or of what has this version.
    private Update storing(ShopDomain shop, Credential credential, SdkBytes ciphertext, Optional<SdkBytes> previous,
            Leases.Lease lease, Optional<Long> version) {
        var set = new StringBuilder("SET ciphertext = :ciphertext, #state = :valid, access_expires_at = :access, "
                + "updated_at = :now, fence = :fence, encrypted_with = :key");
        var remove = new ArrayList<String>();
        var values = new HashMap<>(Map.of(":ciphertext", AttributeValue.fromB(ciphertext),
                ":valid", Items.text(Stored.VALID.name()), ":access", Items.time(credential.accessExpiresAt()),
                ":now", Items.time(clock.instant()), ":fence", Items.number(lease.fence()),
                ":key", Items.text(cipher.key()), ":one", Items.number(1)));
        switch (credential) {
            case TokenPair pair -> {
                set.append(", refresh_expires_at = :refresh");
                values.put(":refresh", Items.time(pair.refreshExpiresAt()));
                remove.add("app");
            }
            case AppToken token -> {
                set.append(", app = :app");
                values.put(":app", Items.text(token.app()));
                remove.add("refresh_expires_at");
            }
        }
        previous.ifPresentOrElse(bytes -> {
            set.append(", previous = :previous");
            values.put(":previous", AttributeValue.fromB(bytes));
        }, () -> remove.add("previous"));
        version.ifPresent(number -> values.put(":version", Items.number(number)));
        return Update.builder().tableName(table).key(key(shop))
                .updateExpression(set + " REMOVE " + String.join(", ", remove) + " ADD version :one")
                .conditionExpression(version.isPresent() ? "version = :version AND " + IN_ORDER : IN_ORDER)
                .expressionAttributeNames(Map.of("#state", "state")).expressionAttributeValues(values).build();
    }

    private void run(Update update) {
        dynamoDb.updateItem(request -> request.tableName(update.tableName()).key(update.key())
                .updateExpression(update.updateExpression()).conditionExpression(update.conditionExpression())
                .expressionAttributeNames(update.expressionAttributeNames())
                .expressionAttributeValues(update.expressionAttributeValues()));
    }

    /// Marks the row and erases what was refused, but only while the row still has that version: what was stored in the meantime is
    /// not touched.
    void reauthRequired(ShopDomain shop, Usable refused) {
        kept.invalidate(shop);
        try {
            dynamoDb.updateItem(request -> request.tableName(table).key(key(shop))
                    .updateExpression("SET #state = :reauth, updated_at = :now REMOVE ciphertext, previous "
                            + "ADD version :one")
                    .conditionExpression("version = :version")
                    .expressionAttributeNames(Map.of("#state", "state"))
                    .expressionAttributeValues(Map.of(":reauth", Items.text(Stored.REAUTH_REQUIRED.name()),
                            ":now", Items.time(clock.instant()), ":one", Items.number(1),
                            ":version", Items.number(refused.version()))));
            Metrics.count(Metric.REAUTH_REQUIRED);
        } catch (ConditionalCheckFailedException replaced) {
            // a newer pair is stored; the next call uses it
        }
    }

    /// The write that makes this what the shop is called with, whatever was stored before, for a transaction: Shopify ends all older
    /// pairs when it gives out a new one. Token and ends change together or not at all, and never after a later holder of the
    /// lease has stored its own.
    public Update write(ShopDomain shop, Credential credential, Leases.Lease lease) {
        return storing(shop, credential, cipher.encrypt(shop, credential), Optional.empty(), lease, Optional.empty());
    }

    /// Erases the token of a store's own app once it has ended; it is asked for again when it is needed.
    public void eraseEnded(ShopDomain shop) {
        if (now(shop) instanceof Valid valid && valid.credential() instanceof AppToken token
                && !token.accessExpiresAt().isAfter(clock.instant())) {
            kept.invalidate(shop);
            try {
                dynamoDb.updateItem(request -> request.tableName(table).key(key(shop))
                        .updateExpression("REMOVE ciphertext, access_expires_at ADD version :one")
                        .conditionExpression("version = :version").expressionAttributeValues(
                                Map.of(":one", Items.number(1), ":version", Items.number(valid.version()))));
            } catch (ConditionalCheckFailedException renewed) {
                // there is a new one
            }
        }
    }

    /// Erases the pair of a shop that the app is not installed in any more, unless a new one is stored meanwhile.
    public void erase(ShopDomain shop) {
        var version = switch (now(shop)) {
            case Usable usable -> usable.version();
            case TokenState.ReauthRequired(var refused) -> refused;
            case TokenState.Unknown _,TokenState.Uninstalled _ -> -1;
        };
        kept.invalidate(shop);
        if (version < 0) {
            return;
        }
        var values = new HashMap<>(erased());
        values.put(":version", Items.number(version));
        try {
            dynamoDb.updateItem(request -> request.tableName(table).key(key(shop))
                    .updateExpression(ERASE)
                    .conditionExpression("version = :version")
                    .expressionAttributeNames(Map.of("#state", "state"))
                    .expressionAttributeValues(values));
        } catch (ConditionalCheckFailedException connectedAgain) {
            // the app is installed anew
        }
    }

    /// The write that erases the pair of a shop that has another name now, for a transaction.
    public Update erasing(ShopDomain shop) {
        return Update.builder().tableName(table).key(key(shop))
                .updateExpression(ERASE)
                .expressionAttributeNames(Map.of("#state", "state"))
                .expressionAttributeValues(erased())
                .build();
    }

    private Map<String, AttributeValue> erased() {
        return Map.of(":uninstalled", Items.text(Stored.UNINSTALLED.name()), ":now", Items.time(clock.instant()),
                ":one",
                Items.number(1));
    }

    /// Deletes the row of a shop that must be forgotten.
    public void delete(ShopDomain shop) {
        kept.invalidate(shop);
        dynamoDb.deleteItem(request -> request.tableName(table).key(key(shop)));
    }

    /// Tries whether something can be encrypted; fails with an [software.amazon.awssdk.core.exception.SdkException] when it cannot within
    /// that time.
    public void tryKey(Duration within) {
        cipher.tryKey(within);
    }

    /// Forgets the plaintext of all shops.
    void forgetAll() {
        kept.invalidateAll();
    }

    /// The shops whose plaintext is in memory.
    Set<ShopDomain> cached() {
        return Set.copyOf(kept.asMap().keySet());
    }

    /// Forgets the plaintext of a shop.
    public void forget(ShopDomain shop) {
        kept.invalidate(shop);
    }

    static Stored stored(Map<String, AttributeValue> item) {
        return Stored.valueOf(Items.text(item, "state"));
    }

    private static Map<String, AttributeValue> key(ShopDomain shop) {
        return Map.of("shop", Items.text(shop.value()));
    }
}
