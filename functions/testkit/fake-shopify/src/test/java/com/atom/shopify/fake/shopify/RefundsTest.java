package com.atom.shopify.fake.shopify;

import static com.atom.shopify.fake.shopify.OrderDesk.item;
import static com.atom.shopify.fake.shopify.OrderDesk.money;
import static com.atom.shopify.fake.shopify.OrderDesk.paid;
import static com.atom.shopify.fake.shopify.OrderTexts.amount;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RefundsTest {
    private static FakeShopify shopify;
    private static OrderDesk desk;

    @BeforeAll
    static void start() {
        shopify = FakeShopify.start(FakeShopify.Options.DEFAULT);
        desk = new OrderDesk(shopify, "refunds.myshopify.com");
    }

    @AfterAll
    static void stop() {
        shopify.close();
    }

    @Test
    void takesBackUnitsWithTheirShareOfEverything() {
        String id = desk.placed(List.of(item("A", "10.00", 3)), "discountCode",
                Map.of("itemFixedDiscountCode", Map.of("code", "X", "amountSet", money("1.00"))), "transactions",
                List.of(paid("29.00")));

        BigDecimal first = refundOne(id, "9.66");
        BigDecimal second = refundOne(id, "9.67");
        BigDecimal third = refundOne(id, "9.67");
        JsonNode order = desk.order(id);

        assertThat(List.of(first, second, third)).allSatisfy(share -> assertThat(share).isBetween(
                new BigDecimal("9.66"), new BigDecimal("9.67")));
        assertThat(first.add(second).add(third)).isEqualByComparingTo("29.00");
        assertThat(order.path("displayFinancialStatus").asText()).isEqualTo("REFUNDED");
        assertThat(amount(order, "currentTotalPriceSet")).isEqualByComparingTo("0");
        assertThat(amount(order, "totalOutstandingSet")).isEqualByComparingTo("0");
    }

    @Test
    void writesTheLedgerOnTheDayOfTheRefund() {
        String id = desk.placed(List.of(item("A", "10.00", 2)), "shippingLines",
                List.of(Map.of("title", "Parcel", "priceSet", money("5.00"))), "transactions", List.of(paid("25.00")));
        String line = line(id);

        assertThat(Store.problems(desk.refund(Map.of("orderId", id, "note", "Broken", "refundLineItems",
                List.of(Map.of("lineItemId", line, "quantity", 1, "restockType", "NO_RESTOCK")), "shipping",
                Map.of("fullRefund", true), "transactions", List.of(transaction(id, "14.00")))))).isEmpty();
        JsonNode order = desk.order(id);
        JsonNode agreement = order.at("/agreements/nodes/1");

        assertThat(agreement.path("__typename").asText()).isEqualTo("RefundAgreement");
        assertThat(agreement.path("reason").asText()).isEqualTo("REFUND");
        assertThat(agreement.at("/sales/nodes")).extracting(sale -> sale.path("lineType").asText() + " "
                + sale.path("quantity").asText() + " " + sale.at("/totalAmount/shopMoney/amount").asText())
                .containsExactly("PRODUCT -1 -10.0", "SHIPPING null -5.0", "ADJUSTMENT null 1.0");
        assertThat(order.at("/refunds/0/orderAdjustments/nodes/0/amountSet/shopMoney/amount").asText())
                .isEqualTo("1.0");
        assertThat(order.at("/refunds/0/note").asText()).isEqualTo("Broken");
        assertThat(amount(order, "totalRefundedSet")).isEqualByComparingTo("14");
        assertThat(amount(order, "currentTotalPriceSet")).isEqualByComparingTo("11");
        assertThat(order.path("displayFinancialStatus").asText()).isEqualTo("PARTIALLY_REFUNDED");
    }

    @Test
    void booksDiscountsOfIncludedTaxesBackToTheCent() {
        var taxed = Map.<String, Object>of("title", "A", "priceSet", money("9.99"), "quantity", 3, "taxLines",
                List.of(Map.of("title", "MwSt", "rate", "0.19")));
        String id = desk.placed(List.of(taxed), "taxesIncluded", true, "discountCode",
                Map.of("itemPercentageDiscountCode", Map.of("code", "X", "percentage", 15)));

        for (int unit = 0; unit < 3; unit++) {
            desk.refund(Map.of("orderId", id, "refundLineItems", List.of(Map.of("lineItemId", line(id), "quantity",
                    1))));
        }
        JsonNode agreements = desk.order(id).at("/agreements/nodes");

        assertThat(agreements).hasSize(4);
        for (String field : List.of("totalAmount", "totalTaxAmount", "totalDiscountAmountBeforeTaxes",
                "totalDiscountAmountAfterTaxes")) {
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode agreement : agreements) {
                sum = sum.add(amount(agreement.at("/sales/nodes/0"), field));
            }
            assertThat(sum).as(field).isEqualByComparingTo("0");
        }
    }

    @Test
    void paysBackInTheCustomersCurrency() {
        var price = Map.of("shopMoney", Map.of("amount", "10.00", "currencyCode", "USD"), "presentmentMoney",
                Map.of("amount", "15.00", "currencyCode", "CAD"));
        String id = desk.placed(List.of(Map.of("title", "A", "priceSet", price, "quantity", 1)),
                "presentmentCurrency", "CAD", "transactions", List.of(paid("10.00")));

        assertThat(Store.problems(desk.refund(Map.of("orderId", id, "transactions",
                List.of(transaction(id, "3.00")))))).singleElement().asString().startsWith("currency: ");
        assertThat(Store.problems(desk.refund(Map.of("orderId", id, "currency", "CAD", "transactions",
                List.of(transaction(id, "3.00")))))).isEmpty();
        assertThat(amount(desk.order(id), "totalRefundedSet")).isEqualByComparingTo("2");
    }

    @Test
    void canGiveBackMoneyAlone() {
        String id = desk.placed(List.of(item("A", "50.00", 1)), "transactions", List.of(paid("50.00")));

        desk.refund(Map.of("orderId", id, "transactions", List.of(transaction(id, "10.00")), "discrepancyReason",
                "CUSTOMER"));
        JsonNode order = desk.order(id);

        assertThat(order.at("/agreements/nodes/1/sales/nodes/0/totalAmount/shopMoney/amount").asText())
                .isEqualTo("-10.0");
        assertThat(order.at("/refunds/0/orderAdjustments/nodes/0/reason").asText()).isEqualTo("CUSTOMER");
        assertThat(order.at("/lineItems/nodes/0/currentQuantity").asInt()).isEqualTo(1);
        assertThat(amount(order, "netPaymentSet")).isEqualByComparingTo("40");
    }

    @Test
    void refusesTooMuch() {
        String id = desk.placed(List.of(item("A", "10.00", 2)), "transactions", List.of(paid("20.00")));
        String line = line(id);

        assertThat(Store.problems(desk.refund(Map.of("orderId", id, "refundLineItems",
                List.of(Map.of("lineItemId", line, "quantity", 3))))))
                .containsExactly("refundLineItems.0.quantity: Quantity cannot refund more items than were purchased");
        assertThat(
                Store.problems(desk.refund(Map.of("orderId", id, "transactions", List.of(transaction(id, "20.01"))))))
                .containsExactly(
                        "transactions.0.amount: Refund amount is greater than the amount that can be refunded");
        assertThat(Store.problems(desk.refund(Map.of("orderId", id, "shipping", Map.of("amount", "1.00"))))).hasSize(1);
        assertThat(Store.problems(desk.refund(Map.of("orderId", id)))).hasSize(1);
        assertThat(Store.problems(desk.refund(Map.of("orderId", "gid://shopify/Order/1"))))
                .containsExactly("orderId: Order does not exist");
        assertThat(desk.order(id).path("refunds")).isEmpty();
    }

    @Test
    void refusesMoreThanOnePaymentHasLeft() {
        String id = desk.placed(List.of(item("A", "100.00", 1)), "transactions", List.of(paid("30.00"), paid("70.00")));

        assertThat(
                Store.problems(desk.refund(Map.of("orderId", id, "transactions", List.of(transaction(id, "80.00"))))))
                .containsExactly(
                        "transactions.0.amount: Refund amount is greater than the amount that can be refunded");
        assertThat(desk.order(id).path("refunds")).isEmpty();
    }

    @Test
    void givesBackAllThatIsLeftThoughItIsRoundedInTheCustomersCurrency() {
        var price = Map.of("shopMoney", Map.of("amount", "10.01", "currencyCode", "USD"), "presentmentMoney",
                Map.of("amount", "5.01", "currencyCode", "EUR"));
        String id = desk.placed(List.of(Map.of("title", "A", "priceSet", price, "quantity", 1)),
                "presentmentCurrency", "EUR", "transactions", List.of(paid("10.01")));

        assertThat(Store.problems(desk.refund(Map.of("orderId", id, "currency", "EUR", "transactions",
                List.of(transaction(id, "5.01")))))).isEmpty();
        assertThat(amount(desk.order(id), "totalRefundedSet")).isEqualByComparingTo("10.01");
    }

    @Test
    void mustBeIdempotent() {
        JsonNode answer = desk.store().ask("mutation { refundCreate(input: {orderId: \"gid://shopify/Order/1\"}) "
                + "{ refund { id } userErrors { message } } }");

        assertThat(answer.at("/errors/0/message").asText()).contains("@idempotent");
        assertThat(answer.at("/data/refundCreate").isNull()).isTrue();
    }

    @Test
    void restocksByWhatWasSent() {
        JsonNode variant = desk.store().data("{ productVariants(first: 1) { nodes { id inventoryQuantity } } }")
                .at("/productVariants/nodes/0");
        int before = variant.path("inventoryQuantity").asInt();
        String id = desk.placed(List.of(Map.of("variantId", variant.path("id").asText(), "quantity", 3)));
        String line = line(id);

        desk.refund(Map.of("orderId", id, "refundLineItems",
                List.of(Map.of("lineItemId", line, "quantity", 1, "restockType", "CANCEL"))));
        assertThat(desk.order(id).at("/fulfillmentOrders/nodes/0/lineItems/nodes/0/remainingQuantity").asInt())
                .isEqualTo(2);
        desk.sent(id);
        desk.refund(Map.of("orderId", id, "refundLineItems",
                List.of(Map.of("lineItemId", line, "quantity", 1, "restockType", "RETURN"))));
        JsonNode order = desk.order(id);

        assertThat(stock(variant.path("id").asText())).isEqualTo(before + 2);
        assertThat(order.at("/refunds/1/refundLineItems/nodes/0/restockType").asText()).isEqualTo("RETURN");
        assertThat(order.at("/lineItems/nodes/0/refundableQuantity").asInt()).isEqualTo(1);
        assertThat(Store.problems(desk.refund(Map.of("orderId", id, "refundLineItems",
                List.of(Map.of("lineItemId", line, "quantity", 1, "restockType", "CANCEL")))))).hasSize(1);
    }

    @Test
    void suggestsWhatWouldBeRight() {
        String id = desk.placed(List.of(item("A", "10.00", 2)), "shippingLines",
                List.of(Map.of("title", "Parcel", "priceSet", money("5.00"))), "taxLines",
                List.of(Map.of("title", "VAT", "rate", "0.1")), "transactions", List.of(paid("27.00")));
        String suggest = """
                query S($id: ID!, $all: Boolean, $lines: [RefundLineItemInput!]) { order(id: $id) {
                  suggestedRefund(suggestFullRefund: $all, refundLineItems: $lines) {
                    amountSet { shopMoney { amount } } subtotalSet { shopMoney { amount } }
                    totalTaxSet { shopMoney { amount } } maximumRefundableSet { shopMoney { amount } }
                    shipping { amountSet { shopMoney { amount } } maximumRefundableSet { shopMoney { amount } } }
                    refundLineItems { quantity restockType lineItem { id } }
                    suggestedTransactions { gateway kind amountSet { shopMoney { amount } } parentTransaction { id } } } } }""";

        JsonNode all = desk.store().data(suggest, Map.of("id", id, "all", true)).at("/order/suggestedRefund");
        JsonNode one = desk.store().data(suggest, Map.of("id", id, "lines",
                List.of(Map.of("lineItemId", line(id), "quantity", 1)))).at("/order/suggestedRefund");

        assertThat(amount(all, "amountSet")).isEqualByComparingTo("27");
        assertThat(amount(all, "totalTaxSet")).isEqualByComparingTo("2");
        assertThat(all.at("/refundLineItems/0/restockType").asText()).isEqualTo("CANCEL");
        assertThat(all.at("/suggestedTransactions/0/parentTransaction/id").asText()).isNotEmpty();
        assertThat(amount(one, "amountSet")).isEqualByComparingTo("11");
        assertThat(one.at("/shipping/amountSet/shopMoney/amount").asText()).isEqualTo("0.0");
        assertThat(desk.order(id).path("refunds")).isEmpty();
    }

    /// Refunds one unit, and what its share of the line was.
    private static BigDecimal refundOne(String id, String money) {
        JsonNode done = desk.refund(Map.of("orderId", id, "refundLineItems",
                List.of(Map.of("lineItemId", line(id), "quantity", 1)), "transactions",
                List.of(transaction(id, money))));
        assertThat(Store.problems(done)).isEmpty();
        JsonNode refunds = desk.order(id).path("refunds");
        return amount(refunds.get(refunds.size() - 1).at("/refundLineItems/nodes/0"), "subtotalSet");
    }

    private static Map<String, Object> transaction(String id, String money) {
        return Map.of("orderId", id, "kind", "REFUND", "gateway", "shopify_payments", "amount", money, "parentId",
                desk.order(id).at("/transactions/0/id").asText());
    }

    private static String line(String id) {
        return desk.order(id).at("/lineItems/nodes/0/id").asText();
    }

    private static int stock(String id) {
        return desk.store().data("query V($id: ID!) { productVariant(id: $id) { inventoryQuantity } }",
                Map.of("id", id)).at("/productVariant/inventoryQuantity").asInt();
    }
}
