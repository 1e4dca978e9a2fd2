package com.atom.shopify.checks;

import com.atom.shopify.aws.BatchRead;
import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What was found of each store the last time that all were checked.
@Singleton
public final class Checkups {
    private static final Duration KEPT = Duration.ofDays(30);

    private final DynamoDbClient dynamoDb;
    private final String table;

    Checkups(DynamoDbClient dynamoDb, Deployed deployed) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.WORK);
    }

    /// What is remembered.
    ///
    /// @param since from when on every check has found this level and this code
    public record Remembered(Level level, Optional<String> code, Optional<Duration> took,
            Optional<String> servedVersion, Instant at, Instant since) {}

    /// A store that was never checked is not in the answer.
    public Map<ShopDomain, Remembered> of(List<ShopDomain> shops) {
        return BatchRead.of(dynamoDb, table, shops.stream().map(Checkups::key).toList()).stream()
                .collect(Collectors.toMap(item -> new ShopDomain(Items.text(item, "owner")), Checkups::remembered));
    }

    /// Remembers what was found in the place of what was.
    public void note(ShopDomain shop, Findings found, Optional<Remembered> before) {
        var since = before
                .filter(known -> known.level() == found.level() && known.code().equals(found.code()))
                .map(Remembered::since).orElse(found.at());
        var item = new HashMap<>(key(shop));
        item.putAll(Map.of("level", Items.text(found.level().name()), "checked_at", Items.time(found.at()),
                "since", Items.time(since), "expires_at", Items.time(found.at().plus(KEPT))));
        found.code().ifPresent(code -> item.put("code", Items.text(code)));
        found.took().ifPresent(took -> item.put("took", Items.number(took.toMillis())));
        found.servedVersion().ifPresent(version -> item.put("served_version", Items.text(version)));
        dynamoDb.putItem(put -> put.tableName(table).item(item));
    }

    private static Remembered remembered(Map<String, AttributeValue> item) {
        return new Remembered(Level.valueOf(Items.text(item, "level")), optional(item, "code", AttributeValue::s),
                optional(item, "took", took -> Duration.ofMillis(Long.parseLong(took.n()))),
                optional(item, "served_version", AttributeValue::s), Items.time(item, "checked_at"),
                Items.time(item, "since"));
    }

    private static <T> Optional<T> optional(Map<String, AttributeValue> item, String name,
            Function<AttributeValue, T> reading) {
        return Optional.ofNullable(item.get(name)).map(reading);
    }

    private static Map<String, AttributeValue> key(ShopDomain shop) {
        return Map.of("owner", Items.text(shop.value()), "record", Items.text("health"));
    }
}
