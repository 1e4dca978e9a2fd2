package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A store in which orders are made and changed.
final class OrderDesk {
    private final Store store;

    OrderDesk(FakeShopify shopify, String shop) {
        this.store = new Store(shopify, shop, OrderTexts.SCOPES);
    }

    Store store() {
        return store;
    }

    static Map<String, Object> money(String amount) {
        return Map.of("shopMoney", Map.of("amount", amount, "currencyCode", "USD"));
    }

    static Map<String, Object> item(String title, String price, int quantity) {
        return Map.of("title", title, "priceSet", money(price), "quantity", quantity);
    }

    static Map<String, Object> paid(String amount) {
        return Map.of("kind", "SALE", "status", "SUCCESS", "gateway", "shopify_payments", "amountSet", money(amount));
    }

    /// The answer to `orderCreate`.
    JsonNode create(Map<String, ?> order, String inventory) {
        return store.data(
                """
                        mutation Create($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
                          orderCreate(order: $order, options: $options) { order { id name } userErrors { field message code } } }
                        """,
                Map.of("order", order, "options", Map.of("inventoryBehaviour", inventory)));
    }

    /// The id of a new order; pairs of field and value besides the lines.
    String placed(List<Map<String, Object>> lines, Object... more) {
        var order = new LinkedHashMap<String, Object>(Map.of("lineItems", lines));
        for (int at = 0; at < more.length; at += 2) {
            order.put(String.valueOf(more[at]), more[at + 1]);
        }
        JsonNode created = create(order, "BYPASS");
        assertThat(Store.problems(created)).isEmpty();
        return created.at("/orderCreate/order/id").asText();
    }

    JsonNode order(String id) {
        return store.data(OrderTexts.ORDER, Map.of("id", id)).path("order");
    }

    JsonNode refund(Map<String, ?> input) {
        return store.data(
                """
                        mutation Refund($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) {
                          refund { id totalRefundedSet { shopMoney { amount } } } userErrors { field message } } }
                        """,
                Map.of("input", input, "key", UUID.randomUUID().toString()));
    }

    /// A mutation whose only input is the order's id.
    JsonNode act(String mutation, String id) {
        return store.data("mutation Act($id: ID!) { " + mutation + "(input: {id: $id}) { order { id closedAt "
                + "displayFinancialStatus } userErrors { field message } } }", Map.of("id", id));
    }

    JsonNode cancel(String id, boolean restock, boolean payBack) {
        return store.data(
                """
                        mutation Cancel($id: ID!, $restock: Boolean!, $method: OrderCancelRefundMethodInput) {
                          orderCancel(orderId: $id, reason: CUSTOMER, restock: $restock, refundMethod: $method, staffNote: "Called")
                          { job { id done } orderCancelUserErrors { field message code } } }
                        """,
                Map.of("id", id, "restock", restock, "method", Map.of("originalPaymentMethodsRefund", payBack)));
    }

    void jobsTake(String duration) {
        store.merchant().control("PUT", "/shops/" + store.merchant().shop(),
                Merchant.json(Map.of("job_delay", duration)));
    }

    JsonNode fulfill(Map<String, ?> fulfillment) {
        return store.data("""
                mutation Fulfill($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) {
                  fulfillment { id status trackingInfo { number url company } } userErrors { field message } } }
                """, Map.of("f", fulfillment));
    }

    /// Sends all that there is to be sent.
    String sent(String orderId) {
        JsonNode sent = fulfill(Map.of("lineItemsByFulfillmentOrder", List.of(
                Map.of("fulfillmentOrderId", order(orderId).at("/fulfillmentOrders/nodes/0/id").asText()))));
        assertThat(Store.problems(sent)).isEmpty();
        return sent.at("/fulfillmentCreate/fulfillment/id").asText();
    }
}
