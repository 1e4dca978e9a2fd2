package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.OrderLineFields.Sold;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The official types of parcels and of what is still to be sent.
final class FulfillmentFields {
    private FulfillmentFields() {}

    /// A parcel within its order.
    record Sent(Order order, Fulfillment fulfillment) {}

    /// Units in a parcel.
    record SentItem(Order order, Fulfillment.Item item) {
        private Map<String, Object> amount(BigDecimal whole) {
            return order.amounts.bag(Shares.ofUnits(whole, item.line().quantity(), 0, item.quantity(),
                    order.amounts.scale()));
        }
    }

    /// A fulfillment order within its order.
    record ToSend(Order order, FulfillmentOrder of) {}

    /// Units in a fulfillment order.
    record ToSendItem(Order order, FulfillmentOrder.Item item) {}

    static void wire(Wiring wiring) {
        List.of("Fulfillment", "FulfillmentLineItem", "FulfillmentOrder", "FulfillmentOrderLineItem",
                "FulfillmentEvent").forEach(name -> Page.wire(wiring, name));
        wiring.type("FulfillmentTrackingInfo", Fulfillment.Tracking.class)
                .field("company", Fulfillment.Tracking::company)
                .field("number", Fulfillment.Tracking::number)
                .field("url", Fulfillment.Tracking::url);
        wiring.plain("FulfillmentOrderAssignedLocation", "location", "name", "countryCode", "address1", "address2",
                "city", "province", "zip", "phone");
        wiring.plain("FulfillmentOrderSupportedAction", "action", "externalUrl");
        sent(wiring.type(Fulfillment.TYPE, Sent.class));
        wiring.type("FulfillmentLineItem", SentItem.class)
                .field("id", sent -> Gid.of("FulfillmentLineItem", sent.item.id()))
                .field("quantity", sent -> sent.item.quantity())
                .field("lineItem", sent -> new Sold(sent.order, sent.item.line()))
                .field("originalTotalSet", sent -> sent.amount(sent.item.line().original()))
                .field("discountedTotalSet", sent -> sent.amount(sent.item.line().discounted()));
        toSend(wiring.type(FulfillmentOrder.TYPE, ToSend.class));
        item(wiring.type("FulfillmentOrderLineItem", ToSendItem.class));
        wiring.type(Order.TYPE, Order.class)
                .answer("fulfillments", (order, call) -> {
                    call.refuse("query");
                    return OrderFields.first(of(order), call);
                })
                .field("fulfillmentsCount", order -> ProductFields.count(order.fulfillments.size()))
                .answer("fulfillmentOrders", FulfillmentFields::visible);
    }

    static List<Sent> of(Order order) {
        return order.fulfillments.stream().map(fulfillment -> new Sent(order, fulfillment)).toList();
    }

    static List<ToSend> toSend(Order order) {
        return order.fulfillmentOrders.stream().map(of -> new ToSend(order, of)).toList();
    }

    /// Without one of the scopes for them, an app sees no fulfillment orders.
    private static Page visible(Order order, Call call) {
        call.refuse("query");
        boolean allowed = OrderScopes.missing("fulfillmentOrder", false, call.scopes()).isEmpty();
        return Page.listed(allowed ? toSend(order) : List.of(), call.environment());
    }

    private static void sent(Wiring.Type<Sent> type) {
        type.field("id", sent -> sent.fulfillment.gid())
                .field("legacyResourceId", sent -> Long.toString(sent.fulfillment.id))
                .field("name", sent -> sent.fulfillment.name)
                .field("status", sent -> sent.fulfillment.cancelled ? "CANCELLED" : "SUCCESS")
                .field("displayStatus", sent -> sent.fulfillment.cancelled ? "CANCELED" : "FULFILLED")
                .field("createdAt", sent -> ShopFields.time(sent.fulfillment.createdAt))
                .field("updatedAt", sent -> ShopFields.time(sent.fulfillment.updatedAt))
                .field("totalQuantity", sent -> sent.fulfillment.items.stream()
                        .mapToInt(Fulfillment.Item::quantity).sum())
                .field("requiresShipping", sent -> sent.fulfillment.items.stream()
                        .anyMatch(item -> item.line().goods().requiresShipping()))
                .field("order", Sent::order)
                .answer("location", (sent, call) -> OrderStock.location(call.shop()))
                .answer("trackingInfo", (sent, call) -> OrderFields.first(sent.fulfillment.tracking, call))
                .answer("fulfillmentLineItems", (sent, call) -> Page.listed(sent.fulfillment.items.stream()
                        .map(item -> new SentItem(sent.order, item)).toList(), call.environment()))
                .answer("fulfillmentOrders", (sent, call) -> Page.listed(sent.fulfillment.items.stream()
                        .map(Fulfillment.Item::of).distinct().map(of -> new ToSend(sent.order, of)).toList(),
                        call.environment()))
                .nobody("events")
                .nothing("deliveredAt", "estimatedDeliveryAt", "inTransitAt", "originAddress", "service");
    }

    private static void toSend(Wiring.Type<ToSend> type) {
        type.field("id", toSend -> toSend.of.gid())
                .field("status", toSend -> toSend.of.status())
                .field("requestStatus", toSend -> "UNSUBMITTED")
                .field("createdAt", toSend -> ShopFields.time(toSend.of.createdAt))
                .field("updatedAt", toSend -> ShopFields.time(toSend.of.updatedAt))
                .field("order", ToSend::order)
                .field("orderId", toSend -> toSend.order.gid())
                .field("orderName", toSend -> toSend.order.name)
                .field("orderProcessedAt", toSend -> ShopFields.time(toSend.order.processedAt))
                .field("fulfillmentHolds", toSend -> List.of())
                .field("supportedActions", toSend -> toSend.of.open()
                        ? List.of(Map.of("action", "CREATE_FULFILLMENT"))
                        : List.of())
                .answer("assignedLocation", (toSend, call) -> Map.of("location", OrderStock.location(call.shop()),
                        "name", "Shop location", "countryCode", "US", "address1", "1 Example Street", "city",
                        "New York", "province", "New York", "zip", "10001"))
                .answer("lineItems", (toSend, call) -> Page.listed(toSend.of.items.stream()
                        .map(item -> new ToSendItem(toSend.order, item)).toList(), call.environment()))
                .answer("fulfillments", (toSend, call) -> Page.listed(of(toSend.order).stream()
                        .filter(sent -> sent.fulfillment.items.stream().anyMatch(item -> item.of() == toSend.of))
                        .toList(), call.environment()))
                .nothing("fulfillAt", "fulfillBy", "destination", "deliveryMethod", "internationalDuties");
    }

    private static void item(Wiring.Type<ToSendItem> type) {
        type.field("id", toSend -> toSend.item.gid())
                .field("totalQuantity", toSend -> toSend.item.total)
                .field("remainingQuantity", toSend -> toSend.item.remaining)
                .field("lineItem", toSend -> new Sold(toSend.order, toSend.item.line))
                .field("productTitle", toSend -> toSend.item.line.goods().title())
                .field("variantTitle", toSend -> toSend.item.line.goods().variantTitle())
                .field("sku", toSend -> toSend.item.line.goods().sku())
                .field("vendor", toSend -> toSend.item.line.goods().vendor())
                .field("requiresShipping", toSend -> toSend.item.line.goods().requiresShipping())
                .answer("inventoryItemId", (toSend, call) -> itemId(toSend, call.shop()))
                .answer("variant", (toSend, call) -> {
                    OrderFields.demand(call, "read_products");
                    return OrderStock.variant(call.shop(), toSend.item.line).orElse(null);
                })
                .field("warnings", toSend -> List.of())
                .nothing("image");
    }

    private static @Nullable String itemId(ToSendItem toSend, Shop shop) {
        return OrderStock.variant(shop, toSend.item.line).map(variant -> Objects.requireNonNull(
                new Variant.Item(variant).gid())).orElse(null);
    }
}
