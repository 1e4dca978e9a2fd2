package com.atom.shopify.tokens;

import com.atom.shopify.aws.BatchRead;
import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.routes.Setting;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the rows of the tokens table say without their secret: nothing is decrypted here.
@Singleton
public final class TokenRows {
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final String key;

    TokenRows(DynamoDbClient dynamoDb, Deployed deployed) {
        this.dynamoDb = dynamoDb;
        this.key = deployed.required(Setting.TOKEN_KEY_ID);
        this.table = deployed.table(Table.TOKENS);
    }

    /// Some of all stores, in no order that means anything.
    ///
    /// @param next where the next page begins, if there is one
    public record Page(List<TokenRow> rows, Optional<String> next) {}

    /// What the rows say of these shops. A shop without a row is not in the answer.
    public Map<ShopDomain, TokenRow> of(List<ShopDomain> shops) {
        return BatchRead.of(dynamoDb, table, shops.stream().map(shop -> key(shop.value())).toList()).stream()
                .map(this::row).collect(Collectors.toMap(TokenRow::shop, row -> row));
    }

    /// A page of all stores that were ever connected. Only for work that goes through all of them: it reads the whole table.
    public Page page(Optional<String> from, int size) {
        var page = dynamoDb.scan(scan -> scan.tableName(table).limit(size)
                .projectionExpression("shop, #state, ciphertext, encrypted_with, access_expires_at, refresh_expires_at")
                .expressionAttributeNames(Map.of("#state", "state"))
                .exclusiveStartKey(from.map(TokenRows::key).orElse(null)));
        return new Page(page.items().stream().map(this::row).toList(),
                page.hasLastEvaluatedKey()
                        ? Optional.of(Items.text(page.lastEvaluatedKey(), "shop"))
                        : Optional.empty());
    }

    private TokenRow row(Map<String, AttributeValue> item) {
        return new TokenRow(new ShopDomain(Items.text(item, "shop")), status(item), time(item, "access_expires_at"),
                time(item, "refresh_expires_at"),
                item.containsKey("ciphertext") && !Items.text(item, "encrypted_with").equals(key));
    }

    private static TokenRow.Status status(Map<String, AttributeValue> row) {
        return switch (Tokens.stored(row)) {
            case VALID -> TokenRow.Status.USABLE;
            case REAUTH_REQUIRED -> TokenRow.Status.REFUSED;
            case UNINSTALLED -> TokenRow.Status.ERASED;
        };
    }

    private static @Nullable Instant time(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Items.time(item, name) : null;
    }

    private static Map<String, AttributeValue> key(String shop) {
        return Map.of("shop", Items.text(shop));
    }
}
