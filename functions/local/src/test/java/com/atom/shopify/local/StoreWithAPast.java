package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atom.shopify.tables.Table;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A store that sold something at each noon of the seventy days before today, made of deliveries, once for all tests of this JVM.
///
/// The order of `k` days ago is of customer 500 + k mod 30. It has two mugs at 10.00; a filter at 5.00 if k is even; a grinder at
/// 20.00 if four divides k. Six mugs lie at location 401 and four at 402, no filters, thirty grinders and twelve pans, which nobody
/// ever orders. A mug costs 4.00, a grinder 8.00, a pan 2.50.
final class StoreWithAPast {
    static final ZoneId ZONE = ZoneId.of("America/New_York");
    static final int DAYS = 70;
    static final int MUG = 1;
    static final int FILTER = 2;
    static final int GRINDER = 3;
    static final int PAN = 4;
    /// Above 2^53.
    private static final long IDS = 9_007_199_254_741_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String shop = Client.newShop();
    private final Client client = Client.ofNewUser().connect(shop);
    private final LocalDate today = LocalDate.now(ZONE);

    private StoreWithAPast() {
        for (var k = 1; k <= DAYS; k++) {
            deliver(shop, "orders/create", order(k));
        }
        product(MUG, "Mug", "4.00");
        product(FILTER, "Filter", "");
        product(GRINDER, "Grinder", "8.00");
        product(PAN, "Pan", "2.50");
        level(MUG, 401, 6);
        level(MUG, 402, 4);
        level(FILTER, 401, 0);
        level(GRINDER, 401, 30);
        level(PAN, 402, 12);
        await().atMost(PATIENCE).until(() -> orders() == DAYS && levels() == 5);
        completeSince(shop, 0);
        put(Table.CATALOG, Map.of("shop", text("stock#" + shop + "#0"), "record", text("complete"), "as_of",
                AttributeValue.fromN("1767225600000")));
    }

    private static final class Holder {
        private static final StoreWithAPast ONLY = new StoreWithAPast();
    }

    static StoreWithAPast get() {
        return Holder.ONLY;
    }

    String shop() {
        return shop;
    }

    Client client() {
        return client;
    }

    LocalDate today() {
        return today;
    }

    static String productId(int thing) {
        return Long.toString(IDS + thing);
    }

    static String variantId(int thing) {
        return Long.toString(IDS + 10 + thing);
    }

    static String itemId(int thing) {
        return Long.toString(IDS + 20 + thing);
    }

    /// What a sync of all orders says at its end.
    static void completeSince(String shop, long epochSecond) {
        put(Table.SALES, Map.of("owner", text("shop#" + shop), "record", text("history"), "complete_since",
                AttributeValue.fromN(Long.toString(epochSecond))));
    }

    static void deliver(String shop, String topic, String body) {
        deliver(Running.platform(), shop, topic, body);
    }

    static void deliver(LocalPlatform platform, String shop, String topic, String body) {
        var order = Client.JSON.createObjectNode().put("shop", shop).put("topic", topic).put("body", body)
                .put("uri", platform.api() + "/webhooks/shopify");
        order.putObject("headers").put("X-Shopify-Webhook-Id", UUID.randomUUID().toString());
        // As Shopify does, it comes again when it could not be queued; the door tries once.
        var status = await()
                .until(() -> Client.control(platform, "POST", "/deliver", order.toString()).json().path("status")
                        .asInt(), answered -> answered != 503);
        assertThat(status).isEqualTo(200);
    }

    private String order(int k) {
        var at = today.minusDays(k).atTime(12, 0).atZone(ZONE).toInstant();
        var lines = line(MUG, 2, "10.00") + (k % 2 == 0 ? "," + line(FILTER, 1, "5.00") : "")
                + (k % 4 == 0 ? "," + line(GRINDER, 1, "20.00") : "");
        var total = 20 + (k % 2 == 0 ? 5 : 0) + (k % 4 == 0 ? 20 : 0);
        return """
                {"id":%d,"processed_at":"%s","updated_at":"%s","currency":"USD","customer":{"id":%d},
                 "total_price":"%d.00","line_items":[%s]}
                """.formatted(IDS + 1_000 + k, at, at, 500 + k % 30, total, lines);
    }

    private static String line(int thing, int quantity, String price) {
        return """
                {"id":%d,"product_id":%s,"variant_id":%s,"quantity":%d,"price":"%s"}"""
                .formatted(thing, productId(thing), variantId(thing), quantity, price);
    }

    private void product(int thing, String title, String cost) {
        deliver(shop, "products/update", """
                {"id":%s,"title":"%s","updated_at":"2026-01-01T00:00:00Z","variants":[
                  {"id":%s,"title":"Default Title","inventory_item_id":%s}]}
                """.formatted(productId(thing), title, variantId(thing), itemId(thing)));
        var item = Long.parseLong(itemId(thing));
        var row = new HashMap<>(Map.of("shop", text("stock#" + shop + "#" + item % 8), "record",
                text("item#%019d".formatted(item)), "sku", text(title.toUpperCase(Locale.ROOT)), "tracked",
                AttributeValue.fromBool(true), "updated_at", AttributeValue.fromN("1767225600000"), "as_of",
                AttributeValue.fromN("1767225600000")));
        if (!cost.isEmpty()) {
            row.put("cost", AttributeValue.fromN(cost));
            row.put("currency", text("USD"));
        }
        put(Table.CATALOG, row);
    }

    private void level(int thing, int location, int available) {
        deliver(shop, "inventory_levels/update", """
                {"inventory_item_id":%s,"location_id":%d,"available":%d,"updated_at":"2026-01-01T00:00:00Z"}
                """.formatted(itemId(thing), location, available));
    }

    private int orders() {
        return client.get("/api/shopify/enhanced/analytics?from=" + today.minusDays(DAYS) + "&to=" + today).data()
                .at("/totals/orders").asInt();
    }

    private int levels() {
        return client.get("/api/shopify/enhanced/inventory/outlook").data().path("items").valueStream()
                .filter(item -> !item.path("variants").isEmpty()).mapToInt(item -> item.path("levels").size()).sum();
    }

    private static void put(Table table, Map<String, AttributeValue> item) {
        Running.platform().tables().client()
                .putItem(put -> put.tableName(Running.platform().tables().name(table)).item(item));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
