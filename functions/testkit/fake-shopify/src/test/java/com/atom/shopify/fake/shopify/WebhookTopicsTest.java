package com.atom.shopify.fake.shopify;

import static com.atom.shopify.fake.shopify.OrderDesk.item;
import static com.atom.shopify.fake.shopify.OrderDesk.money;
import static com.atom.shopify.fake.shopify.OrderDesk.paid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each topic comes from a change that somebody makes by the Admin API or at the shop's own admin.
class WebhookTopicsTest {
    private static final String SHOP = "topics.myshopify.com";
    private static final long DOUBLE_IS_EXACT = 1L << 53;
    private FakeShopify shopify;
    private Receiver receiver;
    private OrderDesk desk;

    @BeforeEach
    void start() {
        shopify = FakeShopify.start(FakeShopify.Options.DEFAULT);
        receiver = new Receiver();
        desk = new OrderDesk(shopify, SHOP);
        desk.store().merchant().control("POST", "/scopes", Merchant.json(Map.of("shop", SHOP, "scopes",
                OrderTexts.SCOPES + ",write_customers,write_inventory,read_locations,read_inventory")));
        desk.store().merchant().control("PUT", "/app", Merchant.json(Map.of("webhook_uri", receiver.uri("/hooks"),
                "topics", List.of("orders/create", "orders/updated", "orders/paid", "orders/cancelled",
                        "orders/fulfilled", "orders/delete", "refunds/create", "fulfillments/create",
                        "products/create", "products/update", "products/delete", "customers/create",
                        "customers/update", "customers/delete", "inventory_levels/update", "shop/update",
                        "app/uninstalled", "app/scopes_update"))));
    }

    @AfterEach
    void stop() {
        shopify.close();
        receiver.close();
    }

    @Test
    void tellsOfAnOrderAsRestDid() {
        String gid = desk.placed(List.of(item("Mug", "12.50", 2)), "email", "ada@example.com", "note", "Gift", "tags",
                List.of("a", "b"), "customAttributes", List.of(Map.of("key", "k", "value", "v")), "shippingAddress",
                Map.of("firstName", "Ada", "lastName", "Berg", "city", "Austin", "countryCode", "US"), "customer",
                Map.of("toUpsert", Map.of("email", "ada@example.com", "firstName", "Ada")), "taxLines",
                List.of(Map.of("title", "Tax", "rate", "0.08")), "transactions", List.of(paid("27.00")));

        JsonNode order = receiver.await("orders/create").json();

        assertThat(order.path("id").canConvertToLong()).isTrue();
        assertThat(order.path("id").asLong()).isGreaterThan(DOUBLE_IS_EXACT);
        assertThat(gid).isEqualTo("gid://shopify/Order/" + order.path("id").asText())
                .isEqualTo(order.path("admin_graphql_api_id").asText());
        assertThat(order.path("total_price").asText()).isEqualTo("27.00");
        assertThat(order.path("total_price").isTextual()).isTrue();
        assertThat(order.at("/total_price_set/shop_money/amount").asText()).isEqualTo("27.00");
        assertThat(order.at("/total_price_set/presentment_money/currency_code").asText()).isEqualTo("USD");
        assertThat(order.path("financial_status").asText()).isEqualTo("paid");
        assertThat(order.path("fulfillment_status").isNull()).isTrue();
        assertThat(order.path("tags").asText()).isEqualTo("a, b");
        assertThat(order.at("/note_attributes/0/name").asText()).isEqualTo("k");
        assertThat(order.path("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d-0[45]:00");
        assertThat(order.at("/line_items/0/price").asText()).isEqualTo("12.50");
        assertThat(order.at("/line_items/0/current_quantity").asInt()).isEqualTo(2);
        assertThat(order.at("/line_items/0/tax_lines/0/price").asText()).isEqualTo("2.00");
        assertThat(order.at("/shipping_address/city").asText()).isEqualTo("Austin");
        assertThat(order.at("/customer/email").asText()).isEqualTo("ada@example.com");
        assertThat(receiver.await("orders/paid").header("X-Shopify-Event-Id"))
                .isEqualTo(receiver.await("orders/create").header("X-Shopify-Event-Id"))
                .isEqualTo(receiver.await("customers/create").header("X-Shopify-Event-Id"));
    }

    @Test
    void hidesWhatTheAppMayNotSee() {
        desk.store().merchant().control("PUT", "/shops/" + SHOP, "{\"customer_data\":\"level1\"}");

        desk.placed(List.of(item("Mug", "12.50", 1)), "email", "ada@example.com", "shippingAddress",
                Map.of("firstName", "Ada", "city", "Austin", "countryCode", "US"), "customer",
                Map.of("toUpsert", Map.of("email", "ada@example.com", "firstName", "Ada")));

        assertThat(receiver.await("orders/create").text()).doesNotContain("ada@example.com", "Ada", "Austin");
        assertThat(receiver.await("customers/create").text()).doesNotContain("ada@example.com", "Ada");
    }

    @Test
    void tellsOfPaymentAndChange() {
        String id = desk.placed(List.of(item("Mug", "12.50", 1)));
        receiver.await("orders/create");
        desk.act("orderMarkAsPaid", id);

        assertThat(receiver.await("orders/paid").json().path("financial_status").asText()).isEqualTo("paid");
        receiver.await("orders/updated");
        desk.act("orderClose", id);

        assertThat(receiver.await("orders/updated", 2).get(1).json().path("closed_at").isNull()).isFalse();
        assertThat(receiver.topics()).containsOnlyOnce("orders/paid");
    }

    @Test
    void tellsOfParcelsAndRefunds() {
        String id = desk.placed(List.of(item("Mug", "12.50", 2)), "transactions", List.of(paid("25.00")));
        desk.sent(id);
        JsonNode parcel = receiver.await("fulfillments/create").json();
        assertThat(receiver.await("orders/fulfilled").json().path("fulfillment_status").asText())
                .isEqualTo("fulfilled");
        desk.refund(Map.of("orderId", id, "note", "Broken", "refundLineItems", List.of(Map.of("lineItemId",
                desk.order(id).at("/lineItems/nodes/0/id").asText(), "quantity", 1, "restockType", "NO_RESTOCK")),
                "transactions", List.of(Map.of("orderId", id, "kind", "REFUND", "gateway", "shopify_payments",
                        "amount", "12.50", "parentId",
                        desk.order(id).at("/transactions/0/id").asText()))));
        JsonNode refund = receiver.await("refunds/create").json();

        assertThat(parcel.path("order_id").asText()).isEqualTo(id.substring(id.lastIndexOf('/') + 1));
        assertThat(parcel.path("status").asText()).isEqualTo("success");
        assertThat(parcel.at("/line_items/0/quantity").asInt()).isEqualTo(2);
        assertThat(refund.path("order_id")).isEqualTo(parcel.path("order_id"));
        assertThat(refund.at("/refund_line_items/0/subtotal").asText()).isEqualTo("12.50");
        assertThat(refund.at("/transactions/0/kind").asText()).isEqualTo("refund");
        assertThat(refund.at("/transactions/0/amount").asText()).isEqualTo("12.50");
        assertThat(receiver.await("orders/updated", 2).get(1).json().at("/refunds/0/id")).isEqualTo(refund.path("id"));
    }

    @Test
    void tellsOfACancellationThoughNobodyAsks() {
        desk.jobsTake("PT0.2S");
        String id = desk.placed(List.of(item("Mug", "12.50", 1)));
        receiver.await("orders/create");

        desk.cancel(id, false, false);

        JsonNode order = receiver.await("orders/cancelled").json();
        assertThat(order.path("cancel_reason").asText()).isEqualTo("customer");
        assertThat(order.path("cancelled_at").isNull()).isFalse();
        receiver.await("orders/updated");
        receiver.await("refunds/create");
    }

    @Test
    void tellsOfADeletedOrder() {
        String id = desk.placed(List.of(item("Mug", "12.50", 1)));
        desk.store().data("mutation D($id: ID!) { orderDelete(orderId: $id) { deletedId userErrors { message } } }",
                Map.of("id", id));

        assertThat(receiver.await("orders/delete").text())
                .isEqualTo("{\"id\":" + id.substring(id.lastIndexOf('/') + 1) + "}");
    }

    @Test
    void tellsOfProducts() {
        JsonNode made = desk.store().data("mutation { productCreate(product: {title: \"Lamp\", tags: [\"x\"]}) "
                + "{ product { id variants(first: 1) { nodes { id } } } userErrors { message } } }")
                .at("/productCreate/product");
        JsonNode product = receiver.await("products/create").json();
        assertThat(receiver.topics()).doesNotContain("products/update");
        desk.store().data("mutation U($id: ID!) { productUpdate(product: {id: $id, title: \"Lantern\"}) "
                + "{ product { id } userErrors { message } } }", Map.of("id", made.path("id").asText()));
        assertThat(receiver.await("products/update").json().path("title").asText()).isEqualTo("Lantern");
        receiver.forget();
        desk.placed(List.of(Map.of("variantId", made.at("/variants/nodes/0/id").asText(), "quantity", 1)));
        assertThat(receiver.await("products/update").json().path("id")).isEqualTo(product.path("id"));
        desk.store().data("mutation D($id: ID!) { productDelete(input: {id: $id}) { userErrors { message } } }",
                Map.of("id", made.path("id").asText()));

        assertThat(receiver.await("products/delete").text())
                .isEqualTo("{\"id\":" + product.path("id").asText() + "}");
        assertThat(product.path("id").asLong()).isGreaterThan(DOUBLE_IS_EXACT);
        assertThat(product.path("status").asText()).isEqualTo("active");
        assertThat(product.at("/variants/0/price").asText()).isEqualTo("0.00");
        assertThat(product.at("/variants/0/admin_graphql_api_id")).isEqualTo(made.at("/variants/nodes/0/id"));
        assertThat(product.at("/variant_gids/0/admin_graphql_api_id")).isEqualTo(made.at("/variants/nodes/0/id"));
    }

    @Test
    void tellsOfCustomers() {
        JsonNode made = desk.store().data("mutation { customerCreate(input: {email: \"ada@example.com\", "
                + "firstName: \"Ada\"}) { customer { id } userErrors { message } } }").at("/customerCreate/customer");
        JsonNode customer = receiver.await("customers/create").json();
        desk.store().data("mutation U($id: ID!) { customerUpdate(input: {id: $id, note: \"VIP\"}) "
                + "{ customer { id } userErrors { message } } }", Map.of("id", made.path("id").asText()));
        assertThat(receiver.await("customers/update").json().path("note").asText()).isEqualTo("VIP");
        desk.store().data("mutation D($id: ID!) { customerDelete(input: {id: $id}) { userErrors { message } } }",
                Map.of("id", made.path("id").asText()));

        assertThat(customer.path("admin_graphql_api_id")).isEqualTo(made.path("id"));
        assertThat(customer.path("email").asText()).isEqualTo("ada@example.com");
        assertThat(receiver.await("customers/delete").json().path("id")).isEqualTo(customer.path("id"));
    }

    @Test
    void tellsOfStock() {
        JsonNode level = desk.store().data("{ productVariants(last: 1) { nodes { inventoryItem { id "
                + "inventoryLevels(first: 1) { nodes { id location { id } } } } } } }")
                .at("/productVariants/nodes/0/inventoryItem");
        JsonNode set = desk.store().data(
                """
                        mutation S($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input)
                          @idempotent(key: "once") { userErrors { field message } } }""",
                Map.of("input", Map.of("name", "available", "reason", "correction", "quantities",
                        List.of(Map.of("inventoryItemId", level.path("id").asText(),
                                "locationId", level.at("/inventoryLevels/nodes/0/location/id").asText(), "quantity",
                                77, "changeFromQuantity", quantity(level))))));
        assertThat(Store.problems(set)).isEmpty();

        JsonNode told = receiver.await("inventory_levels/update").json();
        assertThat(told.path("available").asInt()).isEqualTo(77);
        assertThat(level.path("id").asText()).endsWith("/" + told.path("inventory_item_id").asText());
        assertThat(told.path("admin_graphql_api_id")).isEqualTo(level.at("/inventoryLevels/nodes/0/id"));
        assertThat(told.path("inventory_item_id").asLong()).isGreaterThan(DOUBLE_IS_EXACT);
    }

    private int quantity(JsonNode item) {
        return desk.store().data("query Q($id: ID!) { inventoryLevel(id: $id) { quantities(names: [\"available\"]) "
                + "{ quantity } } }", Map.of("id", item.at("/inventoryLevels/nodes/0/id").asText()))
                .at("/inventoryLevel/quantities/0/quantity").asInt();
    }

    @Test
    void tellsWhatASaleTookFromStock() {
        JsonNode variant = desk.store().data("{ productVariants(first: 1) { nodes { id } } }")
                .at("/productVariants/nodes/0");

        desk.create(Map.of("lineItems", List.of(Map.of("variantId", variant.path("id").asText(), "quantity", 1,
                "priceSet", money("1.00")))), "DECREMENT_IGNORING_POLICY");

        receiver.await("inventory_levels/update");
        receiver.await("products/update");
    }

    @Test
    void tellsOfTheShopTheScopesAndTheEnd() {
        receiver.forget();
        var merchant = desk.store().merchant();
        merchant.control("PUT", "/shops/" + SHOP, "{\"plan\":\"plus\"}");
        merchant.control("PUT", "/shops/" + SHOP, "{\"plan\":\"plus\",\"access_token_ttl\":\"PT2H\"}");
        merchant.control("POST", "/scopes", "{\"shop\":\"" + SHOP + "\",\"scopes\":\"read_products\"}");
        JsonNode shop = receiver.await("shop/update").json();
        JsonNode scopes = receiver.await("app/scopes_update").json();
        desk.store().data("mutation { appUninstall { app { id } userErrors { message } } }");
        JsonNode gone = receiver.await("app/uninstalled").json();

        assertThat(shop.path("plan_name").asText()).isEqualTo("shopify_plus");
        assertThat(shop.path("myshopify_domain").asText()).isEqualTo(SHOP);
        assertThat(scopes.path("current")).isEqualTo(Merchant.tree(List.of("read_products")));
        assertThat(scopes.path("previous").size()).isGreaterThan(1);
        assertThat(scopes.path("shop_id").asText()).endsWith("/" + gone.path("id").asText());
        assertThat(gone.path("id").isIntegralNumber()).isTrue();
    }

    @Test
    void tellsOfNothingThatWasRefusedOrSeeded() {
        desk.store().merchant().control("PUT", "/shops/" + SHOP, "{\"seed\":{\"orders\":5}}");
        desk.store().data("mutation { productCreate(product: {title: \"\"}) { userErrors { message } } }");
        desk.store().data("mutation { productCreate(product: {title: \"Lamp\"}) { userErrors { message } } }");

        receiver.await("products/create");
        assertThat(receiver.topics()).containsOnly("products/create");
    }
}
