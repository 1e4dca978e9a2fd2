package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersIT {
    private static final String ORDERS = "/api/shopify/orders";
    private static final String MUG = """
            {"inventory_behaviour":"bypass","email":"kim@example.com","note":"ring twice","tags":"vip, web",
             "note_attributes":[{"name":"gift","value":"yes"}],
             "shipping_address":{"first_name":"Kim","last_name":"Berg","address1":"1 Example Street","city":"Austin",
               "province_code":"TX","country_code":"US","zip":"78701"},
             "line_items":[{"title":"Mug","quantity":3,"price":{"amount":"10.00","currency":"USD"}}],
             "shipping_lines":[{"title":"Standard","price":{"amount":"5.00","currency":"USD"}}],
             "tax_lines":[{"title":"State Tax","rate":"0.1"}],
             "transactions":[{"kind":"sale","amount":{"amount":"38.00","currency":"USD"}}]}""";

    private final String shop = Client.newShop();
    private final Client client = Client.ofNewUser();

    @BeforeEach
    void connect() {
        Client.control("PUT", "/shops/" + shop, "{\"seed\":\"empty\",\"job_delay\":\"PT0.2S\"}");
        client.connect(shop);
    }

    @Test
    void anOrderIsCreatedWholeAndReadBack() {
        var created = client.post(ORDERS, MUG);

        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        var order = created.data();
        assertThat(created.header("location")).isEqualTo(ORDERS + "/" + order.path("id").asText());
        assertThat(order.path("admin_graphql_api_id").asText())
                .isEqualTo("gid://shopify/Order/" + order.path("id").asText());
        assertThat(order.path("financial_status").asText()).isEqualTo("paid");
        assertThat(order.path("fulfillment_status").asText()).isEqualTo("unfulfilled");
        assertThat(order.path("tags").asText()).isEqualTo("vip, web");
        assertThat(order.at("/note_attributes/0/name").asText()).isEqualTo("gift");
        assertThat(order.at("/shipping_address/city").asText()).isEqualTo("Austin");
        assertThat(order.at("/line_items/0/price").toString()).isEqualTo("{\"amount\":\"10.00\",\"currency\":\"USD\"}");
        assertThat(order.at("/subtotal_price/amount").asText()).isEqualTo("30.00");
        assertThat(order.at("/total_shipping/amount").asText()).isEqualTo("5.00");
        assertThat(order.path("source_identifier").asText()).startsWith("atom-");
        assertThat(order.path("withheld")).isEmpty();
        assertThat(client.get(created.header("location")).data()).isEqualTo(order);
    }

    @Test
    void aDraftIsNoOrderYet() {
        var draft = client.post(ORDERS, """
                {"draft":true,"line_items":[{"title":"Mug","quantity":1,"price":{"amount":"10","currency":"USD"}}],
                 "discount":{"code":"TEN","percentage":"10"}}""");

        assertThat(draft.status()).as(draft.response().body()).isEqualTo(201);
        assertThat(draft.data().path("draft").asBoolean()).isTrue();
        assertThat(draft.data().path("admin_graphql_api_id").asText()).startsWith("gid://shopify/DraftOrder/");
        assertThat(draft.data().at("/total_price/amount").asText()).isEqualTo("9.00");
        assertThat(client.get(ORDERS).json().path("count").asInt()).isZero();
    }

    @Test
    void ordersAreFoundByWhatTheyAre() {
        var paid = client.post(ORDERS, MUG).data();
        var open = client.post(ORDERS, """
                {"inventory_behaviour":"bypass","tags":"later","source_identifier":"shop-7",
                 "line_items":[{"title":"Cup","quantity":1,"price":{"amount":"4","currency":"USD"}}]}""").data();

        assertThat(ids("?financial_status=paid")).containsExactly(paid.path("id").asText());
        assertThat(ids("?financial_status=pending")).containsExactly(open.path("id").asText());
        assertThat(ids("?tag=later")).containsExactly(open.path("id").asText());
        assertThat(ids("?source_identifier=shop-7")).containsExactly(open.path("id").asText());
        assertThat(ids("?email=kim@example.com")).containsExactly(paid.path("id").asText());
        assertThat(ids("?created_at_max=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(ids("?status=cancelled")).isEmpty();
        assertThat(ids("?limit=1")).hasSize(1);
        assertThat(ids("?sort=created_at&order=asc")).hasSize(2);
    }

    @Test
    void whatShopifyLetsChangeIsChangedAndTheRestIsRefusedWithTheReason() {
        var path = client.post(ORDERS, MUG).header("location");

        var changed = client.put(path, """
                {"note":"new","tags":"a, b","po_number":"PO-1","email":"lee@example.com",
                 "shipping_address":{"city":"Dallas","country_code":"US"}}""");
        var refused = client.put(path, "{\"note\":\"x\",\"line_items\":[],\"financial_status\":\"paid\"}");

        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
        assertThat(changed.data().path("note").asText()).isEqualTo("new");
        assertThat(changed.data().path("po_number").asText()).isEqualTo("PO-1");
        assertThat(changed.data().at("/shipping_address/city").asText()).isEqualTo("Dallas");
        assertThat(refused.error()).isEqualTo("422 orders.not-changeable line_items:not-changeable "
                + "financial_status:not-changeable");
        assertThat(client.get(path).data().path("note").asText()).isEqualTo("new");
    }

    @Test
    void cancellingIsAskedForOnceAndToldUntilItIsDone() {
        Client.control("PUT", "/shops/" + shop, "{\"job_delay\":\"PT4S\"}");
        var path = client.post(ORDERS, MUG).header("location");
        var how = "{\"reason\":\"customer\",\"restock\":true,\"refund\":\"original_payment\"}";

        var begun = client.post(path + "/cancel", how);
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(202);
        assertThat(begun.data().path("status").asText()).isEqualTo("cancelling");
        assertThat(begun.header("location")).isEqualTo(path);
        assertThat(client.post(path + "/cancel", how).status()).isIn(200, 202);

        await().until(() -> !client.get(path).data().path("cancelled_at").isNull());
        var done = client.post(path + "/cancel", how);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.data().path("status").asText()).isEqualTo("cancelled");
        var order = client.get(path).data();
        assertThat(order.path("cancel_reason").asText()).isEqualTo("customer");
        assertThat(order.at("/current_total_price/amount").asText()).isEqualTo("0.00");
        assertThat(Client.control("GET", "/requests?shop=" + shop, "").json().valueStream()
                .filter(request -> request.path("operation").asText().equals("CancelOrder"))).hasSize(1);
    }

    @Test
    void aRefusedCancellationCanBeAskedForAgain() {
        var path = client.post(ORDERS, MUG).header("location");
        var how = "{\"reason\":\"customer\",\"restock\":true,\"refund\":\"original_payment\"}";
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"status\",\"operation\":\"CancelOrder\",\"status\":403");

        assertThat(client.post(path + "/cancel", how).status()).isGreaterThanOrEqualTo(400);
        assertThat(client.post(path + "/cancel", how).status()).isEqualTo(200);
    }

    @Test
    void whatWasSentIsNotCancelled() {
        var path = client.post(ORDERS, MUG).header("location");
        assertThat(client.post(path + "/fulfillments", "{}").status()).isEqualTo(201);

        assertThat(client.post(path + "/cancel",
                "{\"reason\":\"customer\",\"restock\":false,\"refund\":\"none\"}").error())
                .isEqualTo("422 orders.refused id:fulfilled");
    }

    @Test
    void parcelsLeaveUntilNothingIsLeft() {
        var order = client.post(ORDERS, MUG);
        var path = order.header("location");
        var line = order.data().at("/line_items/0/id").asText();

        var first = client.post(path + "/fulfillments", "{\"line_items\":[{\"id\":\"" + line + "\",\"quantity\":1}],"
                + "\"tracking_info\":{\"company\":\"UPS\",\"number\":\"1Z1\",\"url\":\"https://example.com/1Z1\"}}");
        assertThat(first.status()).as(first.response().body()).isEqualTo(201);
        assertThat(first.data().at("/tracking_info/0/number").asText()).isEqualTo("1Z1");
        assertThat(first.data().at("/line_items/0/quantity").asInt()).isEqualTo(1);
        assertThat(client.get(path).data().path("fulfillment_status").asText()).isEqualTo("partially_fulfilled");

        assertThat(client.post(path + "/fulfillments", "{\"line_items\":[{\"id\":\"" + line + "\",\"quantity\":3}]}")
                .error()).isEqualTo("422 orders.refused line_items[0].quantity:out-of-range");
        assertThat(client.post(path + "/fulfillments", "{}").status()).isEqualTo(201);
        assertThat(client.post(path + "/fulfillments", "{}").error())
                .isEqualTo("422 orders.refused line_items:fulfilled");
        assertThat(client.get(path).data().path("fulfillment_status").asText()).isEqualTo("fulfilled");
        assertThat(client.get(path).data().path("fulfillments")).hasSize(2);
    }

    @Test
    void goodsComeBackAndTheSuggestedMoneyGoesBack() {
        var order = client.post(ORDERS, MUG);
        var path = order.header("location");
        var line = order.data().at("/line_items/0/id").asText();

        var refund = client.post(path + "/refunds", refundOf(line, 1));
        assertThat(refund.status()).as(refund.response().body()).isEqualTo(201);
        assertThat(refund.data().at("/refund_line_items/0/line_item_id").asText()).isEqualTo(line);
        assertThat(refund.data().at("/total_refunded/amount").asText()).isEqualTo("11.00");
        var after = client.get(path).data();
        assertThat(after.path("financial_status").asText()).isEqualTo("partially_refunded");
        assertThat(after.at("/line_items/0/refundable_quantity").asInt()).isEqualTo(2);
        assertThat(after.path("refunds")).hasSize(1);

        assertThat(client.post(path + "/refunds", refundOf(line, 3)).error())
                .isEqualTo("422 orders.refused line_items[0].quantity:out-of-range");
        assertThat(client.post(path + "/refunds", refundOf("9007199254740993", 1)).error())
                .isEqualTo("422 orders.refused line_items[0].line_item_id:not-found");
        assertThat(client.post(path + "/refunds", "{\"amount\":{\"amount\":\"1000\",\"currency\":\"USD\"}}").error())
                .isEqualTo("422 orders.refused amount:out-of-range");
        assertThat(client.post(path + "/refunds", "{\"amount\":{\"amount\":\"1\",\"currency\":\"EUR\"}}").error())
                .isEqualTo("422 orders.refused amount.currency:currency");
    }

    @Test
    void moneyAloneGoesBackThroughThePaymentsInTurn() {
        var path = client.post(ORDERS, """
                {"inventory_behaviour":"bypass",
                 "line_items":[{"title":"Vase","quantity":1,"price":{"amount":"100","currency":"USD"}}],
                 "transactions":[{"kind":"sale","amount":{"amount":"30","currency":"USD"}},
                   {"kind":"sale","amount":{"amount":"70","currency":"USD"}}]}""").header("location");

        var refund = client.post(path + "/refunds", amount("80", "USD"));
        assertThat(refund.status()).as(refund.response().body()).isEqualTo(201);
        assertThat(refund.data().at("/total_refunded/amount").asText()).isEqualTo("80.00");
        assertThat(client.post(path + "/refunds", amount("20.01", "USD")).error())
                .isEqualTo("422 orders.refused amount:out-of-range");
        assertThat(client.post(path + "/refunds", amount("20", "USD")).status()).isEqualTo(201);

        assertThat(client.get(path).data().path("transactions").valueStream()
                .filter(each -> each.path("kind").asText().equals("refund"))
                .map(each -> each.at("/amount/amount").asText())).containsExactly("30.00", "50.00", "20.00");
        assertThat(client.get(path).data().path("financial_status").asText()).isEqualTo("refunded");
    }

    @Test
    void goodsComeBackFirstAndTheMoneyLater() {
        var order = client.post(ORDERS, MUG);
        var path = order.header("location");
        var goods = refundOf(order.data().at("/line_items/0/id").asText(), 1);

        var back = client.post(path + "/refunds", goods.replaceFirst("}$", "," + amount("0", "USD").substring(1)));
        assertThat(back.status()).as(back.response().body()).isEqualTo(201);
        assertThat(back.data().at("/total_refunded/amount").asText()).isEqualTo("0.00");
        var money = client.post(path + "/refunds", amount("11", "USD"));
        assertThat(money.status()).as(money.response().body()).isEqualTo(201);
        assertThat(money.data().at("/total_refunded/amount").asText()).isEqualTo("11.00");

        assertThat(client.post(path + "/refunds", amount("0", "USD")).error())
                .isEqualTo("400 request.invalid amount:empty");
    }

    @Test
    void whatWasPaidInAnotherCurrencyGoesBackInIt() {
        var price = Map.of("shopMoney", Map.of("amount", "10.00", "currencyCode", "USD"), "presentmentMoney",
                Map.of("amount", "15.00", "currencyCode", "CAD"));
        var parcel = Map.of("shopMoney", Map.of("amount", "4.00", "currencyCode", "USD"), "presentmentMoney",
                Map.of("amount", "6.00", "currencyCode", "CAD"));
        var paid = Map.of("shopMoney", Map.of("amount", "24.00", "currencyCode", "USD"), "presentmentMoney",
                Map.of("amount", "36.00", "currencyCode", "CAD"));
        var id = SimulatorAdmin.of(Running.platform(), shop).run(
                "mutation($order: OrderCreateOrderInput!) { orderCreate(order: $order) { order { legacyResourceId } } }",
                Map.of("order", Map.of("presentmentCurrency", "CAD", "lineItems",
                        List.of(Map.of("title", "Mug", "quantity", 2, "priceSet", price)), "shippingLines",
                        List.of(Map.of("title", "Parcel", "priceSet", parcel)), "transactions",
                        List.of(Map.of("kind", "SALE", "status", "SUCCESS", "amountSet", paid)))))
                .at("/orderCreate/order/legacyResourceId").asText();
        var path = ORDERS + "/" + id;
        var line = client.get(path).data().at("/line_items/0/id").asText();

        assertThat(client.get(path).data().path("presentment_currency").asText()).isEqualTo("CAD");
        assertThat(client.post(path + "/refunds", amount("3", "USD")).error())
                .isEqualTo("422 orders.refused amount.currency:currency");
        assertThat(client.post(path + "/refunds", amount("36.01", "CAD")).error())
                .isEqualTo("422 orders.refused amount:out-of-range");
        assertThat(refunded(path, refundOf(line, 1))).isEqualTo("10.00 USD");
        assertThat(refunded(path, "{\"shipping\":" + amount("3", "CAD") + "}")).isEqualTo("2.00 USD");
        assertThat(refunded(path, amount("18", "CAD"))).isEqualTo("12.00 USD");
        assertThat(client.get(path).data().path("financial_status").asText()).isEqualTo("refunded");
    }

    @Test
    void anotherRefundOfTheSameGoodsIsNotTakenForOneThatNeverArrived() {
        var order = client.post(ORDERS, MUG);
        var path = order.header("location");
        var one = refundOf(order.data().at("/line_items/0/id").asText(), 1);
        assertThat(keyed(path + "/refunds", one, UUID.randomUUID().toString()).status()).isEqualTo(201);
        var key = UUID.randomUUID().toString();
        Client.mischief(shop,
                "\"at\":\"admin\",\"kind\":\"cut\",\"operation\":\"RefundOrder\",\"when\":\"before\",\"times\":4");

        assertThat(keyed(path + "/refunds", one, key).error()).isEqualTo("409 write.outcome-unknown");
        assertThat(client.get(path).data().path("refunds")).hasSize(1);
        assertThat(keyed(path + "/refunds", one, key).status()).isEqualTo(201);

        assertThat(client.get(path).data().path("refunds")).hasSize(2);
        assertThat(client.get(path).data().at("/total_refunded/amount").asText()).isEqualTo("22.00");
    }

    @Test
    void aRefundThatNobodyHeardOfIsToldByTheNextRequestUnderItsKey() {
        var order = client.post(ORDERS, MUG);
        var path = order.header("location");
        var all = refundOf(order.data().at("/line_items/0/id").asText(), 3);
        var key = UUID.randomUUID().toString();
        Client.mischief(shop,
                "\"at\":\"admin\",\"kind\":\"cut\",\"operation\":\"RefundOrder\",\"when\":\"after\",\"times\":4");

        assertThat(keyed(path + "/refunds", all, key).error()).isEqualTo("409 write.outcome-unknown");
        var told = keyed(path + "/refunds", all, key);

        assertThat(told.status()).as(told.response().body()).isEqualTo(201);
        var refunds = client.get(path).data().path("refunds");
        assertThat(refunds).hasSize(1);
        assertThat(told.data().path("id")).isEqualTo(refunds.path(0).path("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void aRefundHappensOnceThoughItsAnswerIsLost(String when) {
        var order = client.post(ORDERS, MUG);
        var line = order.data().at("/line_items/0/id").asText();
        var path = order.header("location");
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"cut\",\"operation\":\"RefundOrder\",\"when\":\"" + when
                + "\"");

        var refund = keyed(path + "/refunds", refundOf(line, 1), UUID.randomUUID().toString());

        assertThat(refund.status()).as(refund.response().body()).isEqualTo(201);
        assertThat(client.get(path).data().path("refunds")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void anOrderIsCreatedOnceThoughItsAnswerIsLost(String when) {
        var key = UUID.randomUUID().toString();
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"cut\",\"operation\":\"CreateOrder\",\"when\":\"" + when
                + "\"");

        var first = keyed(ORDERS, MUG, key);

        if (when.equals("after")) {
            assertThat(first.status()).as(first.response().body()).isEqualTo(201);
        } else {
            // Nothing is found, but search may not have seen it yet: nobody sends it again so soon.
            assertThat(first.error()).isEqualTo("409 write.outcome-unknown");
            assertThat(keyed(ORDERS, MUG, key).error()).isEqualTo("409 write.outcome-unknown");
        }
        assertThat(ids("")).hasSize(when.equals("after") ? 1 : 0);
    }

    @Test
    void anOrderThatSearchSeesLateIsFoundByTheNextRequestUnderTheKey() {
        Client.control("PUT", "/shops/" + shop, "{\"search_lag\":\"PT4S\"}");
        var key = UUID.randomUUID().toString();
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"cut\",\"operation\":\"CreateOrder\",\"when\":\"after\"");
        assertThat(keyed(ORDERS, MUG, key).error()).isEqualTo("409 write.outcome-unknown");

        await().until(() -> keyed(ORDERS, MUG, key).status() == 201);

        assertThat(ids("")).hasSize(1);
    }

    @Test
    void fiftyIdenticalRequestsAtOnceCreateOneOrder() throws Exception {
        var key = UUID.randomUUID().toString();
        List<Client.Reply> replies;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            replies = threads
                    .invokeAll(IntStream
                            .range(0, 50).<Callable<Client.Reply>>mapToObj(i -> () -> keyed(ORDERS, MUG, key)).toList())
                    .stream()
                    .map(reply -> reply.resultNow()).toList();
        }

        assertThat(ids("")).hasSize(1);
        assertThat(replies).allMatch(reply -> reply.status() == 201
                || reply.error().equals("409 idempotency.still-running"));
    }

    @Test
    void withoutApprovalTheOrderIsShownAndWhatIsWithheldIsNamed() {
        var path = client.post(ORDERS, MUG).header("location");
        Client.control("PUT", "/shops/" + shop, "{\"customer_data\":\"level1\"}");

        var order = client.get(path);
        var list = client.get(ORDERS);

        assertThat(order.status()).isEqualTo(200);
        assertThat(order.data().path("email").isNull()).isTrue();
        assertThat(strings(order.data().path("withheld"))).contains("email", "shipping_address");
        assertThat(strings(list.data().at("/0/withheld"))).containsExactly("email");
        Client.control("PUT", "/shops/" + shop, "{\"customer_data\":\"none\"}");
        assertThat(client.get(path).error()).isEqualTo("403 customer-data.not-approved");
    }

    @Test
    void closingIsDoneOnce() {
        var path = client.post(ORDERS, MUG).header("location");

        var closed = client.send("POST", path + "/close", null);
        var again = client.post(path + "/close", "{}");

        assertThat(closed.status()).as(closed.response().body()).isEqualTo(200);
        assertThat(again.data().path("closed_at")).isEqualTo(closed.data().path("closed_at"));
        assertThat(client.post(path + "/close", "{\"why\":1}").error()).isEqualTo("400 request.invalid why:unknown");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"line_items":[]}                                                        | 400 request.invalid line_items:not-empty
            {"inventory_behaviour":"bypass","line_items":[{"quantity":1}]}           | 400 request.invalid line_items[0].title:incomplete line_items[0].price:incomplete
            {"inventory_behaviour":"bypass","line_items":[{"variant_id":"1","quantity":0}]} | 400 request.invalid line_items[0].quantity:min
            {"inventory_behaviour":"bypass","line_items":[{"variant_id":"1","quantity":2147483648}]} | 400 request.invalid line_items[0].quantity:type
            {"line_items":[{"variant_id":"1","quantity":1}]}                         | 400 request.invalid inventory_behaviour:incomplete
            {"draft":true,"test":true,"line_items":[{"variant_id":"1","quantity":1}]} | 400 request.invalid test:draft
            {"inventory_behaviour":"bypass","line_items":[{"title":"a","quantity":1,"price":{"amount":"1","currency":"EUR"}}]} | 422 orders.refused line_items[0].price.currency:currency
            {"inventory_behaviour":"bypass","totl":1,"line_items":[{"variant_id":"1","quantity":1}]} | 400 request.invalid totl:unknown
            """)
    void nonsenseIsToldFieldByField(String body, String error) {
        assertThat(client.post(ORDERS, body).error()).isEqualTo(error);
    }

    @Test
    void anUnknownOrderIsNotFoundWhateverIsWanted() {
        var path = ORDERS + "/9007199254740993";

        assertThat(client.get(path).error()).isEqualTo("404 orders.not-found");
        assertThat(client.put(path, "{\"note\":\"x\"}").error()).isEqualTo("404 orders.not-found");
        assertThat(
                client.post(path + "/cancel", "{\"reason\":\"other\",\"restock\":false,\"refund\":\"none\"}").error())
                .isEqualTo("404 orders.not-found");
        assertThat(client.post(path + "/close", "").error()).isEqualTo("404 orders.not-found");
        assertThat(client.post(path + "/fulfillments", "{}").error()).isEqualTo("404 orders.not-found");
        assertThat(client.post(path + "/refunds", "{\"amount\":{\"amount\":\"1\",\"currency\":\"USD\"}}").error())
                .isEqualTo("404 orders.not-found");
        assertThat(client.get(ORDERS + "/nonsense").error()).isEqualTo("400 request.invalid id:format");
    }

    private static String refundOf(String line, int quantity) {
        return "{\"line_items\":[{\"line_item_id\":\"" + line + "\",\"quantity\":" + quantity
                + ",\"restock_type\":\"no_restock\"}]}";
    }

    private static String amount(String amount, String currency) {
        return "{\"amount\":{\"amount\":\"" + amount + "\",\"currency\":\"" + currency + "\"}}";
    }

    /// What a refund gave back.
    private String refunded(String path, String body) {
        var refund = client.post(path + "/refunds", body);
        assertThat(refund.status()).as(refund.response().body()).isEqualTo(201);
        var total = refund.data().path("total_refunded");
        return total.path("amount").asText() + " " + total.path("currency").asText();
    }

    private Client.Reply keyed(String path, String body, String key) {
        return client.send("POST", path, body.getBytes(UTF_8), "Idempotency-Key", key);
    }

    private List<String> ids(String query) {
        var reply = client.get(ORDERS + query);
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
        var ids = new ArrayList<String>();
        reply.data().forEach(order -> ids.add(order.path("id").asText()));
        return ids;
    }

    private static List<String> strings(JsonNode list) {
        var strings = new ArrayList<String>();
        list.forEach(each -> strings.add(each.asText()));
        return strings;
    }
}
