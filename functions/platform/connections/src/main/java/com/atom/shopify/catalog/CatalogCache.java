package com.atom.shopify.catalog;

import com.atom.shopify.aws.BatchRead;
import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.aws.Packed;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.proof.Digest;
import com.atom.shopify.tables.Table;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What Shopify answered about a store's products, for a minute at most. Every answer carries the store's generation as it
/// was before Shopify was asked, and counts only while that is the current one: a change begins a new generation, so what
/// was read before it is never shown after it.
@Singleton
public final class CatalogCache {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogCache.class);
    private static final Duration KEPT = Duration.ofMinutes(1);
    /// Far longer than any answer that names a generation.
    private static final Duration GENERATION_KEPT = Duration.ofDays(1);
    /// DynamoDB takes 400 KB with everything.
    private static final int LARGEST = 380_000;
    private static final String GENERATION = "generation";
    private static final String FIRST_GENERATION = "first";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final ObjectMapper json;
    private final Clock clock;

    CatalogCache(DynamoDbClient dynamoDb, Deployed deployed, ObjectMapper json, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.CATALOG);
        this.json = json;
        this.clock = clock;
    }

    /// The kept answer to a question, or a new one that is then kept.
    ///
    /// @param question all that the answer depends on, beside the store
    /// @param fresh whether a kept answer will not do
    public <T> Cached<T> read(ShopDomain shop, String question, Argument<T> type, boolean fresh, Supplier<T> ask) {
        var record = "answer#" + Digest.sha256(question);
        var items = BatchRead.of(dynamoDb, table, List.of(key(shop, GENERATION), key(shop, record)));
        var generation = find(items, GENERATION).map(item -> Items.text(item, GENERATION)).orElse(FIRST_GENERATION);
        var kept = find(items, record).filter(item -> Items.text(item, GENERATION).equals(generation)
                && Items.time(item, "expires_at").isAfter(clock.instant()));
        if (kept.isPresent() && !fresh) {
            return new Cached<>(parse(Items.attribute(kept.get(), "answer").b(), type), Cached.Source.HIT);
        }
        var answer = ask.get();
        keep(shop, record, generation, answer, type);
        return new Cached<>(answer, fresh ? Cached.Source.BYPASS : Cached.Source.MISS);
    }

    /// Runs something that may change the store's products, whatever becomes of it.
    public <T> T changing(ShopDomain shop, Supplier<T> change) {
        try {
            return change.get();
        } finally {
            changed(shop);
        }
    }

    /// Begins a new generation. The change is done by then, so a failure only means that old answers live out their minute.
    public void changed(ShopDomain shop) {
        try {
            dynamoDb.putItem(request -> request.tableName(table)
                    .item(Map.of("shop", Items.text(shop.value()), "record", Items.text(GENERATION),
                            GENERATION, Items.text(UUID.randomUUID().toString()),
                            "expires_at", Items.time(clock.instant().plus(GENERATION_KEPT)))));
        } catch (SdkException unchanged) {
            LOG.atError().addKeyValue("shop", shop).setCause(unchanged).log("generation not changed");
        }
    }

    private <T> void keep(ShopDomain shop, String record, String generation, T answer, Argument<T> type) {
        try {
            var packed = Packed.pack(json.writeValueAsBytes(type, answer));
            if (packed.length <= LARGEST) {
                dynamoDb.putItem(request -> request.tableName(table)
                        .item(Map.of("shop", Items.text(shop.value()), "record", Items.text(record),
                                GENERATION, Items.text(generation),
                                "answer", AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(packed)),
                                "expires_at", Items.time(clock.instant().plus(KEPT)))));
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private <T> T parse(SdkBytes packed, Argument<T> type) {
        try {
            var value = json.readValue(Packed.unpack(packed.asByteArrayUnsafe()), type);
            if (value == null) {
                throw new IllegalStateException("a kept answer is empty");
            }
            return value;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Optional<Map<String, AttributeValue>> find(List<Map<String, AttributeValue>> items, String record) {
        return items.stream().filter(item -> Items.text(item, "record").equals(record)).findFirst();
    }

    private static Map<String, AttributeValue> key(ShopDomain shop, String record) {
        return Map.of("shop", Items.text(shop.value()), "record", Items.text(record));
    }
}
