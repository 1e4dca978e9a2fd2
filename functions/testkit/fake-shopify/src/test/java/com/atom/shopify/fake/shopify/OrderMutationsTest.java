package com.atom.shopify.fake.shopify;

import static com.atom.shopify.fake.shopify.OrderDesk.item;
import static com.atom.shopify.fake.shopify.OrderDesk.money;
import static com.atom.shopify.fake.shopify.OrderDesk.paid;
import static com.atom.shopify.fake.shopify.OrderTexts.amount;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OrderMutationsTest {
    private static FakeShopify shopify;
    private static OrderDesk desk;

    @BeforeAll
    static void start() {
        shopify = FakeShopify.start(FakeShopify.Options.DEFAULT);
        desk = new OrderDesk(shopify, "order-mutations.myshopify.com");
        desk.jobsTake("PT0S");
    }

    @AfterAll
    static void stop() {
        shopify.close();
    }

    @Test
    void createsWithWhatIsGiven() {
        JsonNode order = desk.order(desk.placed(List.of(item("Lamp", "10.00", 2)), "email", "a@example.com", "note",
                "n", "tags", List.of("b", "a"), "sourceIdentifier", "S-1", "sourceName", "erp", "poNumber", "PO-7",
                "processedAt", "2026-01-02T03:04:05Z", "test", true, "customAttributes",
                List.of(Map.of("key", "k", "value", "v")), "shippingAddress",
                Map.of("firstName", "Ada", "city", "Austin", "countryCode", "US")));

        assertThat(order.path("tags")).extracting(JsonNode::asText).containsExactly("a", "b");
        assertThat(order.path("processedAt").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(order.path("createdAt").asText()).isNotEqualTo(order.path("processedAt").asText());
        assertThat(order.path("sourceIdentifier").asText()).isEqualTo("S-1");
        assertThat(order.path("poNumber").asText()).isEqualTo("PO-7");
        assertThat(order.path("test").asBoolean()).isTrue();
        assertThat(order.at("/customAttributes/0/value").asText()).isEqualTo("v");
        assertThat(order.at("/shippingAddress/country").asText()).isEqualTo("United States");
        assertThat(order.path("displayFinancialStatus").asText()).isEqualTo("PENDING");
        assertThat(order.path("displayFulfillmentStatus").asText()).isEqualTo("UNFULFILLED");
        assertThat(order.at("/agreements/nodes/0/happenedAt").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(amount(order, "totalPriceSet")).isEqualByComparingTo("20");
    }

    @Test
    void sharesADiscountSoThatNoCentIsLost() {
        JsonNode order = desk.order(desk.placed(
                List.of(item("A", "10.00", 1), item("B", "10.00", 1), item("C", "10.00", 1)), "discountCode",
                Map.of("itemFixedDiscountCode", Map.of("code", "TEN", "amountSet", money("10.00")))));

        assertThat(order.at("/lineItems/nodes")).extracting(line -> line
                .at("/discountAllocations/0/allocatedAmountSet/shopMoney/amount").asText())
                .containsExactly("3.34", "3.33", "3.33");
        assertThat(amount(order, "totalDiscountsSet")).isEqualByComparingTo("10");
        assertThat(amount(order, "totalPriceSet")).isEqualByComparingTo("20");
        assertThat(order.at("/lineItems/nodes/0/discountedTotalSet/shopMoney/amount").asText()).isEqualTo("10.0");
        assertThat(order.at("/lineItems/nodes/0/discountedAfterAll/shopMoney/amount").asText()).isEqualTo("6.66");
        assertThat(order.at("/discountCodes/0").asText()).isEqualTo("TEN");
        assertThat(order.at("/discountApplications/nodes/0/value/amount").asText()).isEqualTo("10.0");
    }

    @Test
    void knowsPercentagesAndFreeShipping() {
        var shipping = List.of(Map.of("title", "Parcel", "priceSet", money("5.00")));
        JsonNode tenth = desk.order(desk.placed(List.of(item("A", "19.99", 3)), "discountCode",
                Map.of("itemPercentageDiscountCode", Map.of("code", "P", "percentage", 10)), "shippingLines",
                shipping));
        JsonNode free = desk.order(desk.placed(List.of(item("A", "20.00", 1)), "discountCode",
                Map.of("freeShippingDiscountCode", Map.of("code", "FREE")), "shippingLines", shipping));

        assertThat(amount(tenth, "totalDiscountsSet")).isEqualByComparingTo("6.00");
        assertThat(amount(tenth, "totalPriceSet")).isEqualByComparingTo("58.97");
        assertThat(tenth.at("/discountApplications/nodes/0/value/percentage").asDouble()).isEqualTo(-10.0);
        assertThat(amount(free, "totalShippingPriceSet")).isEqualByComparingTo("0");
        assertThat(amount(free, "totalPriceSet")).isEqualByComparingTo("20");
        assertThat(free.at("/shippingLines/nodes/0/originalPriceSet/shopMoney/amount").asText()).isEqualTo("5.0");
        assertThat(free.at("/discountApplications/nodes/0/targetType").asText()).isEqualTo("SHIPPING_LINE");
    }

    @Test
    void splitsTaxesOfTheOrderOverTaxableLines() {
        var untaxed = Map.<String, Object>of("title", "Book", "priceSet", money("10.00"), "quantity", 1, "taxable",
                false);
        JsonNode order = desk.order(desk.placed(List.of(item("A", "10.00", 1), item("B", "10.00", 1), untaxed),
                "taxLines", List.of(Map.of("title", "VAT", "rate", "0.19", "priceSet", money("3.79")))));

        assertThat(order.at("/lineItems/nodes")).extracting(line -> line.at("/taxLines/0/priceSet/shopMoney/amount")
                .asText()).containsExactly("1.9", "1.89", "");
        assertThat(amount(order, "totalTaxSet")).isEqualByComparingTo("3.79");
        assertThat(amount(order, "totalPriceSet")).isEqualByComparingTo("33.79");
        assertThat(order.at("/taxLines/0/priceSet/shopMoney/amount").asText()).isEqualTo("3.79");
    }

    @Test
    void keepsIncludedTaxesInsideThePrice() {
        var taxed = Map.<String, Object>of("title", "A", "priceSet", money("11.90"), "quantity", 1, "taxLines",
                List.of(Map.of("title", "MwSt", "rate", "0.19")));
        JsonNode order = desk.order(desk.placed(List.of(taxed), "taxesIncluded", true));
        JsonNode sale = order.at("/agreements/nodes/0/sales/nodes/0");

        assertThat(amount(order, "totalTaxSet")).isEqualByComparingTo("1.90");
        assertThat(amount(order, "totalPriceSet")).isEqualByComparingTo("11.90");
        assertThat(amount(sale, "totalAmount").subtract(amount(sale, "totalTaxAmount"))).isEqualByComparingTo("10");
    }

    @Test
    void objectsToWhatCannotBeOrdered() {
        assertThat(Store.problems(desk.create(Map.of("lineItems", List.of()), "BYPASS")))
                .containsExactly("order.lineItems: Line items can't be blank (INVALID)");
        assertThat(Store.problems(desk.create(Map.of("lineItems",
                List.of(Map.of("variantId", "gid://shopify/ProductVariant/1", "quantity", 1))), "BYPASS")))
                .containsExactly("order.lineItems.0.variantId: Variant does not exist (INVALID)");
        assertThat(Store.problems(desk.create(Map.of("lineItems", List.of(item("A", "1.00", 0))), "BYPASS")))
                .containsExactly("order.lineItems.0.quantity: Quantity must be greater than 0 (INVALID)");
        assertThat(Store.problems(desk.create(Map.of("lineItems", List.of(item("A", "1.00", 1)), "customerId",
                "gid://shopify/Customer/1"), "BYPASS")))
                .containsExactly("order.customer: Customer does not exist (INVALID)");
        assertThat(desk.store().ask("mutation { orderCreate(order: {lineItems: [], metafields: [{key: \"a\"}]}) "
                + "{ order { id } } }").at("/errors/0/message").asText())
                .isEqualTo("simulator: order.metafields is not supported");
    }

    @Test
    void tellsTheFinancialStatusFromThePayments() {
        var line = List.of(item("A", "30.00", 1));

        assertThat(status(desk.placed(line, "transactions", List.of(paid("30.00"))))).isEqualTo("PAID");
        assertThat(status(desk.placed(line, "transactions", List.of(paid("10.00"))))).isEqualTo("PARTIALLY_PAID");
        assertThat(status(desk.placed(line, "transactions", List.of(Map.of("kind", "AUTHORIZATION", "amountSet",
                money("30.00")))))).isEqualTo("AUTHORIZED");
        assertThat(status(desk.placed(line))).isEqualTo("PENDING");
        assertThat(status(desk.placed(line, "financialStatus", "PAID"))).isEqualTo("PAID");
    }

    @Test
    void takesStockOnlyWhenAsked() {
        JsonNode variant = variant();
        String id = variant.path("id").asText();
        int before = variant.path("inventoryQuantity").asInt();
        var line = List.of(Map.of("variantId", id, "quantity", 2));

        desk.create(Map.of("lineItems", line), "BYPASS");
        assertThat(stock(id)).isEqualTo(before);
        desk.create(Map.of("lineItems", line), "DECREMENT_IGNORING_POLICY");
        assertThat(stock(id)).isEqualTo(before - 2);
        assertThat(Store.problems(desk.create(Map.of("lineItems",
                List.of(Map.of("variantId", id, "quantity", 100_000))), "DECREMENT_OBEYING_POLICY")))
                .containsExactly("order.lineItems: Unable to claim inventory (INVENTORY_CLAIM_FAILED)");
    }

    @Test
    void takesWordsAndPriceFromTheVariant() {
        JsonNode variant = variant();
        JsonNode line = desk
                .order(desk.placed(List.of(Map.of("variantId", variant.path("id").asText(), "quantity", 1))))
                .at("/lineItems/nodes/0");

        assertThat(line.path("sku")).isEqualTo(variant.path("sku"));
        assertThat(line.at("/variant/id")).isEqualTo(variant.path("id"));
        assertThat(line.path("vendor").asText()).isNotEmpty();
        assertThat(amount(line, "originalUnitPriceSet")).isEqualByComparingTo(variant.path("price").asText());
    }

    @Test
    void remembersCustomersByTheirAddress() {
        var ada = Map.of("toUpsert", Map.of("email", "ada@example.com", "firstName", "Ada", "lastName", "Berg"));
        JsonNode first = desk.order(desk.placed(List.of(item("A", "1.00", 1)), "customer", ada));
        JsonNode second = desk.order(desk.placed(List.of(item("A", "1.00", 1)), "customer",
                Map.of("toAssociate", Map.of("id", first.at("/customer/id").asText()))));

        assertThat(first.at("/customer/displayName").asText()).isEqualTo("Ada Berg");
        assertThat(first.path("email").asText()).isEqualTo("ada@example.com");
        assertThat(second.at("/customer/id")).isEqualTo(first.at("/customer/id"));
        assertThat(desk.store().data(OrderTexts.NAMES, Map.of("q", "email:ada@example.com")).findValuesAsText("name"))
                .hasSize(2);
    }

    @Test
    void showsTheCustomersCurrencyAtTheRateThatWasGiven() {
        var price = Map.of("shopMoney", Map.of("amount", "10.00", "currencyCode", "USD"), "presentmentMoney",
                Map.of("amount", "15.00", "currencyCode", "CAD"));
        JsonNode order = desk.order(desk.placed(List.of(Map.of("title", "A", "priceSet", price, "quantity", 3)),
                "presentmentCurrency", "CAD"));

        assertThat(order.path("presentmentCurrencyCode").asText()).isEqualTo("CAD");
        assertThat(order.at("/totalPriceSet/presentmentMoney/amount").asText()).isEqualTo("45.0");
        assertThat(order.at("/totalPriceSet/shopMoney/amount").asText()).isEqualTo("30.0");
    }

    @Test
    void updatesOnlyItsFewFields() {
        String id = desk.placed(List.of(item("A", "1.00", 1)), "note", "old", "email", "old@example.com");
        String update = "mutation U($input: OrderInput!) { orderUpdate(input: $input) { order { id note email tags } "
                + "userErrors { field message } } }";

        JsonNode changed = desk.store().data(update, Map.of("input", Map.of("id", id, "note", "new", "tags",
                List.of("vip")))).at("/orderUpdate/order");

        assertThat(changed.path("note").asText()).isEqualTo("new");
        assertThat(changed.path("email").asText()).isEqualTo("old@example.com");
        assertThat(changed.at("/tags/0").asText()).isEqualTo("vip");
        assertThat(Store.problems(desk.store().data(update, Map.of("input", Map.of("id", "gid://shopify/Order/1",
                "note", "x"))))).containsExactly("id: Order does not exist");
    }

    @Test
    void closesAndOpens() {
        String id = desk.placed(List.of(item("A", "1.00", 1)));

        assertThat(desk.act("orderClose", id).at("/orderClose/order/closedAt").isNull()).isFalse();
        assertThat(desk.store().data(OrderTexts.NAMES, Map.of("q", "status:closed")).findValuesAsText("name"))
                .isNotEmpty();
        assertThat(desk.act("orderOpen", id).at("/orderOpen/order/closedAt").isNull()).isTrue();
    }

    @Test
    void marksAsPaidOnce() {
        String id = desk.placed(List.of(item("A", "12.00", 1)));

        assertThat(desk.act("orderMarkAsPaid", id).at("/orderMarkAsPaid/order/displayFinancialStatus").asText())
                .isEqualTo("PAID");
        assertThat(Store.problems(desk.act("orderMarkAsPaid", id)))
                .containsExactly("id: Order cannot be marked as paid.");
        assertThat(desk.order(id).at("/transactions/0/gateway").asText()).isEqualTo("manual");
    }

    @Test
    void capturesNoMoreThanWasSetAside() {
        String id = desk.placed(List.of(item("A", "30.00", 1)), "transactions",
                List.of(Map.of("kind", "AUTHORIZATION", "amountSet", money("30.00"))));
        String parent = desk.order(id).at("/transactions/0/id").asText();

        assertThat(Store.problems(capture(id, parent, "31.00"))).hasSize(1);
        assertThat(capture(id, parent, "10.00").at("/orderCapture/transaction/parentTransaction/id").asText())
                .isEqualTo(parent);
        assertThat(status(id)).isEqualTo("PARTIALLY_PAID");
        capture(id, parent, "20.00");
        assertThat(status(id)).isEqualTo("PAID");
    }

    @Test
    void cancelsLaterAndForGood() {
        desk.jobsTake("PT10M");
        String waiting = desk.placed(List.of(item("A", "10.00", 1)));
        JsonNode job = desk.cancel(waiting, true, true).at("/orderCancel/job");
        assertThat(job.path("done").asBoolean()).isFalse();
        assertThat(desk.order(waiting).path("cancelledAt").isNull()).isTrue();
        desk.jobsTake("PT0S");

        String id = desk.placed(List.of(item("A", "10.00", 2)), "transactions", List.of(paid("20.00")));
        String done = desk.cancel(id, true, true).at("/orderCancel/job/id").asText();
        JsonNode order = desk.order(id);

        assertThat(desk.store().data("query J($id: ID!) { job(id: $id) { id done } }", Map.of("id", done))
                .at("/job/done").asBoolean()).isTrue();
        assertThat(order.path("cancelReason").asText()).isEqualTo("CUSTOMER");
        assertThat(order.at("/cancellation/staffNote").asText()).isEqualTo("Called");
        assertThat(order.path("displayFinancialStatus").asText()).isEqualTo("REFUNDED");
        assertThat(order.at("/lineItems/nodes/0/currentQuantity").asInt()).isZero();
        assertThat(amount(order, "currentTotalPriceSet")).isEqualByComparingTo("0");
        assertThat(amount(order, "totalRefundedSet")).isEqualByComparingTo("20");
        assertThat(order.path("fulfillable").asBoolean()).isFalse();
        assertThat(order.at("/agreements/nodes").findValuesAsText("reason")).containsExactly("ORDER", "REFUND");
        assertThat(desk.cancel(id, true, true).at("/orderCancel/orderCancelUserErrors/0/message").asText())
                .isEqualTo("Cannot cancel an order that has already been canceled");
    }

    @Test
    void letsGoWhatWasSetAsideWhenItCancels() {
        String id = desk.placed(List.of(item("A", "10.00", 1)), "transactions",
                List.of(Map.of("kind", "AUTHORIZATION", "amountSet", money("10.00"))));

        desk.cancel(id, false, false);

        assertThat(status(id)).isEqualTo("VOIDED");
    }

    @Test
    void doesNotCancelWhatWasSent() {
        String id = desk.placed(List.of(item("A", "10.00", 1)));
        desk.sent(id);

        JsonNode refused = desk.cancel(id, true, true);

        assertThat(refused.at("/orderCancel/job").isNull()).isTrue();
        assertThat(refused.at("/orderCancel/orderCancelUserErrors/0/code").asText()).isEqualTo("INVALID");
        assertThat(desk.cancel("gid://shopify/Order/1", true, true).at("/orderCancel/orderCancelUserErrors/0/code")
                .asText()).isEqualTo("NOT_FOUND");
    }

    @Test
    void deletesWhatNoPaymentServiceKnows() {
        String delete = "mutation D($id: ID!) { orderDelete(orderId: $id) { deletedId userErrors { field message code } } }";
        String unpaid = desk.placed(List.of(item("A", "10.00", 1)));
        String paid = desk.placed(List.of(item("A", "10.00", 1)), "transactions", List.of(paid("10.00")));

        assertThat(desk.store().data(delete, Map.of("id", unpaid)).at("/orderDelete/deletedId").asText())
                .isEqualTo(unpaid);
        assertThat(desk.order(unpaid).isNull()).isTrue();
        assertThat(Store.problems(desk.store().data(delete, Map.of("id", paid))))
                .containsExactly("orderId: Order can't be deleted (INVALID)");
    }

    @Test
    void showsNewOrdersToSearchesOnlyAfterTheLag() {
        var late = new OrderDesk(shopify, "late-index.myshopify.com");
        late.store().merchant().control("PUT", "/shops/late-index.myshopify.com",
                Merchant.json(Map.of("seed", "empty", "search_lag", "PT10M")));
        String id = late.placed(List.of(item("A", "10.00", 1)), "sourceIdentifier", "LATE-1");

        assertThat(late.order(id).path("sourceIdentifier").asText()).isEqualTo("LATE-1");
        assertThat(late.store().data(OrderTexts.NAMES, Map.of("q", "source_identifier:LATE-1"))
                .findValuesAsText("name")).isEmpty();
        late.store().merchant().control("PUT", "/shops/late-index.myshopify.com",
                Merchant.json(Map.of("search_lag", "PT0S")));
        assertThat(late.store().data(OrderTexts.NAMES, Map.of("q", "source_identifier:LATE-1"))
                .findValuesAsText("name")).containsExactly("#1001");
    }

    private static String status(String id) {
        return desk.order(id).path("displayFinancialStatus").asText();
    }

    private static JsonNode capture(String id, String parent, String amount) {
        return desk.store().data("mutation C($input: OrderCaptureInput!) { orderCapture(input: $input) { transaction "
                + "{ id kind parentTransaction { id } } userErrors { field message } } }",
                Map.of("input", Map.of("id", id, "parentTransactionId", parent, "amount", amount)));
    }

    private static JsonNode variant() {
        return desk.store().data("{ productVariants(first: 1, query: \"inventory_quantity:>5\") { nodes { id sku price "
                + "inventoryQuantity } } }").at("/productVariants/nodes/0");
    }

    private static int stock(String id) {
        return desk.store().data("query V($id: ID!) { productVariant(id: $id) { inventoryQuantity } }",
                Map.of("id", id)).at("/productVariant/inventoryQuantity").asInt();
    }
}
