package com.atom.shopify.fake.shopify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A parcel as webhooks show it, alone and within its order.
final class FulfillmentPayload {
    private FulfillmentPayload() {}

    static Map<String, @Nullable Object> of(Shop shop, Order order, Fulfillment fulfillment) {
        var rest = new Rest(shop);
        List<String> numbers = all(fulfillment, Fulfillment.Tracking::number);
        List<String> urls = all(fulfillment, Fulfillment.Tracking::url);
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("id", fulfillment.id);
        payload.put("admin_graphql_api_id", fulfillment.gid());
        payload.put("order_id", order.id);
        payload.put("status", fulfillment.cancelled ? "cancelled" : "success");
        payload.put("created_at", rest.time(fulfillment.createdAt));
        payload.put("service", "manual");
        payload.put("updated_at", rest.time(fulfillment.updatedAt));
        payload.put("tracking_company", first(all(fulfillment, Fulfillment.Tracking::company)));
        payload.put("shipment_status", null);
        payload.put("location_id", OrderStock.location(shop).id());
        payload.put("origin_address", null);
        payload.put("tracking_number", first(numbers));
        payload.put("tracking_numbers", numbers);
        payload.put("tracking_url", first(urls));
        payload.put("tracking_urls", urls);
        payload.put("receipt", Map.of());
        payload.put("name", fulfillment.name.replaceFirst("-F(\\d+)$", ".$1"));
        payload.put("line_items", fulfillment.items.stream().map(item -> {
            Map<String, @Nullable Object> line = new LinePayload(order).of(item.line());
            line.put("quantity", item.quantity());
            return line;
        }).toList());
        return payload;
    }

    private static List<String> all(Fulfillment fulfillment,
            Function<Fulfillment.Tracking, @Nullable String> part) {
        return fulfillment.tracking.stream().map(part).filter(Objects::nonNull).toList();
    }

    private static @Nullable String first(List<String> texts) {
        return texts.isEmpty() ? null : texts.getFirst();
    }
}
