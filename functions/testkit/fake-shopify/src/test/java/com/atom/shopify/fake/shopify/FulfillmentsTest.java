package com.atom.shopify.fake.shopify;

import static com.atom.shopify.fake.shopify.OrderDesk.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FulfillmentsTest {
    private static FakeShopify shopify;
    private static OrderDesk desk;

    @BeforeAll
    static void start() {
        shopify = FakeShopify.start(FakeShopify.Options.DEFAULT);
        desk = new OrderDesk(shopify, "fulfillments.myshopify.com");
    }

    @AfterAll
    static void stop() {
        shopify.close();
    }

    @Test
    void sendsInParts() {
        String id = desk.placed(List.of(item("A", "1.00", 3)));
        JsonNode toSend = desk.order(id).at("/fulfillmentOrders/nodes/0");

        assertThat(toSend.path("status").asText()).isEqualTo("OPEN");
        JsonNode sent = part(toSend, 2).at("/fulfillmentCreate/fulfillment");
        JsonNode partly = desk.order(id);
        part(toSend, 1);
        JsonNode wholly = desk.order(id);

        assertThat(sent.path("status").asText()).isEqualTo("SUCCESS");
        assertThat(sent.at("/trackingInfo/0/number").asText()).isEqualTo("T-1");
        assertThat(partly.path("displayFulfillmentStatus").asText()).isEqualTo("PARTIALLY_FULFILLED");
        assertThat(partly.at("/fulfillmentOrders/nodes/0/status").asText()).isEqualTo("IN_PROGRESS");
        assertThat(partly.at("/lineItems/nodes/0/unfulfilledQuantity").asInt()).isEqualTo(1);
        assertThat(wholly.path("displayFulfillmentStatus").asText()).isEqualTo("FULFILLED");
        assertThat(wholly.at("/fulfillmentOrders/nodes/0/status").asText()).isEqualTo("CLOSED");
        assertThat(wholly.path("fulfillments")).hasSize(2);
    }

    @Test
    void sendsNoMoreThanThereIs() {
        String id = desk.placed(List.of(item("A", "1.00", 1)));
        JsonNode toSend = desk.order(id).at("/fulfillmentOrders/nodes/0");

        assertThat(Store.problems(part(toSend, 2))).containsExactly("fulfillment.lineItemsByFulfillmentOrder.0: "
                + "Invalid fulfillment order line item quantity requested.");
        part(toSend, 1);
        assertThat(Store.problems(part(toSend, 1))).singleElement().asString().contains("unfulfillable status= closed");
        assertThat(Store.problems(desk.fulfill(Map.of("lineItemsByFulfillmentOrder",
                List.of(Map.of("fulfillmentOrderId", "gid://shopify/FulfillmentOrder/1")))))).hasSize(1);
    }

    @Test
    void correctsTheTracking() {
        String id = desk.placed(List.of(item("A", "1.00", 1)));
        String sent = desk.sent(id);

        JsonNode tracked = desk.store().data("""
                mutation T($id: ID!, $t: FulfillmentTrackingInput!) {
                  fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $t) {
                    fulfillment { id trackingInfo { number company url } } userErrors { field message } } }""",
                Map.of("id", sent, "t", Map.of("company", "DHL", "numbers", List.of("A", "B"))));

        assertThat(tracked.findValuesAsText("number")).containsExactly("A", "B");
        assertThat(tracked.findValuesAsText("company")).containsExactly("DHL", "DHL");
    }

    @Test
    void sendsAgainWhatWasCalledBack() {
        String id = desk.placed(List.of(item("A", "1.00", 2)));
        String sent = desk.sent(id);
        String cancel = "mutation C($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { status } userErrors "
                + "{ field message } } }";

        assertThat(desk.store().data(cancel, Map.of("id", sent)).at("/fulfillmentCancel/fulfillment/status").asText())
                .isEqualTo("CANCELLED");
        JsonNode order = desk.order(id);

        assertThat(order.path("displayFulfillmentStatus").asText()).isEqualTo("UNFULFILLED");
        assertThat(order.at("/fulfillmentOrders/nodes").findValuesAsText("status")).containsExactly("CLOSED", "OPEN");
        assertThat(order.at("/lineItems/nodes/0/unfulfilledQuantity").asInt()).isEqualTo(2);
        assertThat(Store.problems(desk.store().data(cancel, Map.of("id", sent)))).hasSize(1);
    }

    @Test
    void needsAScopeOfItsOwn() {
        var without = new Store(shopify, "fulfillments.myshopify.com", "write_orders");

        assertThat(without.ask("mutation { fulfillmentCancel(id: \"gid://shopify/Fulfillment/1\") "
                + "{ userErrors { message } } }").at("/errors/0/extensions/code").asText()).isEqualTo("ACCESS_DENIED");
    }

    private static JsonNode part(JsonNode toSend, int quantity) {
        return desk.fulfill(Map.of("trackingInfo", Map.of("number", "T-1", "company", "UPS"),
                "lineItemsByFulfillmentOrder", List.of(Map.of("fulfillmentOrderId", toSend.path("id").asText(),
                        "fulfillmentOrderLineItems", List.of(Map.of("id",
                                toSend.at("/lineItems/nodes/0/id").asText(), "quantity", quantity))))));
    }
}
