package com.atom.shopify.fake.shopify;

import static com.atom.shopify.fake.shopify.OrderTexts.amount;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DraftOrdersTest {
    private static final String DRAFT = """
            { id name status invoiceUrl note2 email tags order { id } updatedAt
              subtotalPriceSet { shopMoney { amount } } totalPriceSet { shopMoney { amount } }
              totalDiscountsSet { shopMoney { amount } } totalShippingPriceSet { shopMoney { amount } }
              appliedDiscount { title value valueType amountSet { shopMoney { amount } } }
              lineItems(first: 10) { nodes { id title quantity custom appliedDiscount { value }
                discountedTotalSet { shopMoney { amount } } } } }""";

    private static FakeShopify shopify;
    private static OrderDesk desk;

    @BeforeAll
    static void start() {
        shopify = FakeShopify.start(FakeShopify.Options.DEFAULT);
        desk = new OrderDesk(shopify, "drafts.myshopify.com");
    }

    @AfterAll
    static void stop() {
        shopify.close();
    }

    @Test
    void pricesLinesDiscountsAndShipping() {
        JsonNode draft = drawn(Map.of("lineItems", List.of(
                Map.of("title", "Desk", "originalUnitPriceWithCurrency", money("100.00"), "quantity", 1,
                        "appliedDiscount", Map.of("value", 10, "valueType", "PERCENTAGE")),
                Map.of("title", "Chair", "originalUnitPrice", "50.00", "quantity", 2)),
                "appliedDiscount", Map.of("value", 19.0, "valueType", "FIXED_AMOUNT", "title", "Loyal"),
                "shippingLine", Map.of("title", "Truck", "priceWithCurrency", money("20.00")), "email",
                "a@example.com", "tags", List.of("b2b")));

        assertThat(desk.store().data("query N($id: ID!) { node(id: $id) { __typename } }",
                Map.of("id", draft.path("id").asText())).at("/node/__typename").asText()).isEqualTo("DraftOrder");
        assertThat(draft.path("name").asText()).startsWith("#D");
        assertThat(draft.path("status").asText()).isEqualTo("OPEN");
        assertThat(draft.path("invoiceUrl").asText()).startsWith("https://drafts.myshopify.com/");
        assertThat(amount(draft, "subtotalPriceSet")).isEqualByComparingTo("171");
        assertThat(amount(draft, "totalPriceSet")).isEqualByComparingTo("191");
        assertThat(amount(draft, "totalDiscountsSet")).isEqualByComparingTo("29");
        assertThat(draft.at("/appliedDiscount/title").asText()).isEqualTo("Loyal");
        assertThat(draft.at("/lineItems/nodes/0/discountedTotalSet/shopMoney/amount").asText()).isEqualTo("81.0");
    }

    @Test
    void reckonsWithoutKeeping() {
        int before = count();

        JsonNode reckoned = desk.store()
                .data("""
                        mutation C($input: DraftOrderInput!) { draftOrderCalculate(input: $input) { calculatedDraftOrder {
                          totalPriceSet { shopMoney { amount } } lineItems { title quantity } } userErrors { field message } } }""",
                        Map.of("input", Map.of("lineItems", List.of(custom("A", "5.00", 2)))))
                .at("/draftOrderCalculate/calculatedDraftOrder");

        assertThat(amount(reckoned, "totalPriceSet")).isEqualByComparingTo("10");
        assertThat(reckoned.at("/lineItems/0/quantity").asInt()).isEqualTo(2);
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void changesOnlyWhatIsGiven() {
        JsonNode draft = drawn(Map.of("lineItems", List.of(custom("A", "5.00", 2)), "note", "keep"));
        JsonNode changed = desk
                .store().data("mutation U($id: ID!, $input: DraftOrderInput!) { draftOrderUpdate(id: $id, "
                        + "input: $input) { draftOrder" + DRAFT + " userErrors { field message } } }",
                        Map.of("id", draft.path("id").asText(), "input", Map.of("appliedDiscount",
                                Map.of("value", 50, "valueType", "PERCENTAGE"))))
                .at("/draftOrderUpdate/draftOrder");

        assertThat(changed.path("note2").asText()).isEqualTo("keep");
        assertThat(changed.at("/lineItems/nodes/0/id")).isEqualTo(draft.at("/lineItems/nodes/0/id"));
        assertThat(amount(changed, "totalPriceSet")).isEqualByComparingTo("5");
    }

    @Test
    void becomesAnOrderOnce() {
        String id = drawn(Map.of("lineItems", List.of(custom("A", "5.00", 2)), "note", "n")).path("id").asText();

        JsonNode completed = complete(id, false).at("/draftOrderComplete/draftOrder");
        JsonNode order = desk.order(completed.at("/order/id").asText());

        assertThat(completed.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(order.path("displayFinancialStatus").asText()).isEqualTo("PAID");
        assertThat(order.path("sourceName").asText()).isEqualTo("shopify_draft_order");
        assertThat(order.path("note").asText()).isEqualTo("n");
        assertThat(amount(order, "totalPriceSet")).isEqualByComparingTo("10");
        assertThat(Store.problems(complete(id, false))).hasSize(1);
    }

    @Test
    void canBePaidLater() {
        String id = drawn(Map.of("lineItems", List.of(custom("A", "5.00", 1)))).path("id").asText();

        String order = complete(id, true).at("/draftOrderComplete/draftOrder/order/id").asText();

        assertThat(desk.order(order).path("displayFinancialStatus").asText()).isEqualTo("PENDING");
    }

    @Test
    void isListedAndDeleted() {
        String id = drawn(Map.of("lineItems", List.of(custom("A", "5.00", 1)), "tags", List.of("doomed")))
                .path("id").asText();
        String list = "{ draftOrders(first: 10, query: \"tag:doomed status:open\", sortKey: UPDATED_AT) { nodes { id } } }";

        assertThat(desk.store().data(list).findValuesAsText("id")).containsExactly(id);
        assertThat(desk.store().data("mutation D($id: ID!) { draftOrderDelete(input: {id: $id}) { deletedId "
                + "userErrors { field message } } }", Map.of("id", id)).at("/draftOrderDelete/deletedId").asText())
                .isEqualTo(id);
        assertThat(desk.store().data(list).findValuesAsText("id")).isEmpty();
    }

    @Test
    void objectsToWhatCannotBeSold() {
        assertThat(Store.problems(draw(Map.of("lineItems", List.of()))))
                .containsExactly("lineItems: Add at least 1 product");
        assertThat(Store.problems(draw(Map.of("lineItems", List.of(custom("A", "5.00", 0)))))).hasSize(1);
        assertThat(Store.problems(draw(Map.of("lineItems",
                List.of(Map.of("variantId", "gid://shopify/ProductVariant/1", "quantity", 1)))))).hasSize(1);
    }

    private static int count() {
        return desk.store().data("{ draftOrdersCount { count } }").at("/draftOrdersCount/count").asInt();
    }

    private static Map<String, Object> money(String amount) {
        return Map.of("amount", amount, "currencyCode", "USD");
    }

    private static Map<String, Object> custom(String title, String price, int quantity) {
        return Map.of("title", title, "originalUnitPriceWithCurrency", money(price), "quantity", quantity);
    }

    private static JsonNode draw(Map<String, ?> input) {
        return desk.store().data("mutation C($input: DraftOrderInput!) { draftOrderCreate(input: $input) { draftOrder"
                + DRAFT + " userErrors { field message } } }", Map.of("input", input));
    }

    private static JsonNode drawn(Map<String, ?> input) {
        JsonNode data = draw(input);
        assertThat(Store.problems(data)).isEmpty();
        return data.at("/draftOrderCreate/draftOrder");
    }

    private static JsonNode complete(String id, boolean pending) {
        return desk.store().data("mutation C($id: ID!, $pending: Boolean) { draftOrderComplete(id: $id, "
                + "paymentPending: $pending) { draftOrder { id status order { id } } userErrors { field message } } }",
                Map.of("id", id, "pending", pending));
    }
}
