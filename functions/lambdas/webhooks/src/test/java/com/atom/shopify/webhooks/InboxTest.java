package com.atom.shopify.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.connections.Connections;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.queue.Verdict;
import com.atom.shopify.routes.Topic;
import com.atom.shopify.stock.StockIndex;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of one message, with real tables, a real bucket and the simulator.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxTest {
    private static final Verdict DONE = new Verdict.Done();

    private static final Operation<Answer> FIRST_PRODUCT = Operation.of(InboxTest.class, "FirstProduct",
            Answer.class);

    private final Mailroom mailroom = new Mailroom();
    private final ShopDomain shop = mailroom.connect();

    @AfterAll
    void stop() {
        mailroom.close();
    }

    @Serdeable
    record Answer(Products products) {}

    @Serdeable
    record Products(List<Product> nodes) {}

    @Serdeable
    record Product(String id) {}

    private static String product(long id, String updatedAt) {
        return "{\"id\":" + id + ",\"admin_graphql_api_id\":\"gid://shopify/Product/" + id + "\",\"updated_at\":\""
                + updatedAt + "\"}";
    }

    private static String order(long id, String updatedAt) {
        return product(id, updatedAt).replace("/Product/", "/Order/").replace("}",
                ",\"processed_at\":\"2026-11-20T09:00:00Z\",\"currency\":\"USD\",\"line_items\":[]}");
    }

    @Test
    void aDeliveryThatComesAgainChangesNothingAndKeepsItsOutcome() {
        var mine = mailroom.connect();
        var letter = mailroom.letter("products/update", mine, product(1, "2026-11-20T05:00:00-05:00"));

        assertThat(mailroom.deliver(letter)).isEqualTo(DONE);
        assertThat(mailroom.deliver(letter)).isEqualTo(DONE);

        assertThat(mailroom.outcomes(mine)).containsExactly("applied");
        assertThat(mailroom.published(mine)).containsExactly("ProductChanged");
    }

    @Test
    void theEndOfABulkOperationIsToldToTheFunctionThatMayWaitForIt() {
        var mine = mailroom.connect();

        assertThat(mailroom.deliver(mailroom.letter("bulk_operations/finish", mine,
                "{\"admin_graphql_api_id\":\"gid://shopify/BulkOperation/7\",\"status\":\"completed\"}")))
                .isEqualTo(DONE);

        assertThat(mailroom.toldJobs()).singleElement().asString().contains("finished", mine.value(),
                "gid://shopify/BulkOperation/7");
        assertThat(mailroom.outcomes(mine)).containsExactly("noted");
    }

    @Test
    void aReplayAfterADayIsADuplicate() {
        var mine = mailroom.connect();
        var letter = mailroom.letter("products/update", mine, product(1, "2026-11-20T10:00:00Z"));
        mailroom.deliver(letter);

        mailroom.deliver(letter.received(Mailroom.RECEIVED.plus(Duration.ofDays(1))));

        assertThat(mailroom.outcomes(mine)).containsExactly("duplicate", "applied");
        assertThat(mailroom.published(mine)).containsExactly("ProductChanged");
    }

    @Test
    void aDeliveryThatIsReplayedBringsWhatShopifySaysNow() {
        var mine = mailroom.connect();
        var existing = new Gid(Gid.Kind.PRODUCT, existingProduct(mine));
        var stock = mailroom.worker.getBean(StockIndex.class);
        mailroom.deliver(mailroom.letter("products/update", mine, """
                {"id":%d,"title":"Long ago","updated_at":"2020-01-01T00:00:00Z","variants":[
                {"id":6,"title":"Gone","sku":"GONE","inventory_item_id":77}]}""".formatted(existing.number())));

        assertThat(replay("products/update", mine, existing.toString())).isEqualTo(DONE);

        assertThat(stock.of(mine, new Gid(Gid.Kind.INVENTORY_ITEM, 77))).as("a variant that is no more").isEmpty();
        assertThat(mailroom.everywhere()).as("the variants that there are")
                .anyMatch(item -> item.contains("stock#" + mine)
                        && item.contains("product=AttributeValue(N=" + existing.decimal() + ")"))
                .noneMatch(item -> item.contains(mine.value()) && item.contains("Long ago"));
        assertThat(mailroom.published(mine)).containsExactly("ProductChanged", "ProductChanged");
    }

    @Test
    void aReplayOfWhatShopifyHasNoMoreForgetsIt() {
        var mine = mailroom.connect();
        var stock = mailroom.worker.getBean(StockIndex.class);
        mailroom.deliver(mailroom.letter("products/update", mine, """
                {"id":788032119674292922,"title":"Mug","updated_at":"2026-11-20T10:00:00Z","variants":[
                {"id":6,"title":"Red","sku":"R-1","inventory_item_id":77}]}"""));

        assertThat(replay("products/update", mine, "gid://shopify/Product/788032119674292922")).isEqualTo(DONE);

        assertThat(stock.of(mine, new Gid(Gid.Kind.INVENTORY_ITEM, 77))).isEmpty();
        assertThat(mailroom.bus.events().getLast().detail().path("deleted").asBoolean()).isTrue();
    }

    @Test
    void aReplayForWhichShopifyCannotBeAskedIsTriedAgain() {
        var mine = mailroom.connect();
        mailroom.rotation.uninstall(mine);

        assertThatThrownBy(() -> replay("products/update", mine, "gid://shopify/Product/1"))
                .hasMessage("store.reauth-required");
    }

    private Verdict replay(String topic, ShopDomain mine, String resource) {
        return mailroom.work("{\"replay\":{\"shop\":\"" + mine + "\",\"topic\":\"" + topic
                + "\",\"resource_gid\":\"" + resource + "\"}}");
    }

    @Test
    void theSameChangeToldByAnotherSubscriptionIsADuplicate() {
        var mine = mailroom.connect();
        var letter = mailroom.letter("products/update", mine, product(1, "2026-11-20T10:00:00Z"));
        mailroom.deliver(letter);

        mailroom.deliver(letter.bySubscription(UUID.randomUUID().toString()));

        assertThat(mailroom.outcomes(mine)).containsExactlyInAnyOrder("duplicate", "applied");
    }

    @Test
    void theSameBodyUnderOtherIdsIsTheSameState() {
        var mine = mailroom.connect();
        var letter = mailroom.letter("products/update", mine, product(1, "2026-11-20T10:00:00Z"));
        mailroom.deliver(letter);

        mailroom.deliver(mailroom.letter("products/update", mine, letter.body()));

        assertThat(mailroom.outcomes(mine)).containsExactlyInAnyOrder("duplicate", "applied");
        assertThat(mailroom.published(mine)).containsExactly("ProductChanged");
    }

    @Test
    void aBodyUnderTheNameOfAnotherShopChangesNothingOfItsOwn() {
        var mine = mailroom.connect();
        var other = mailroom.connect();
        var stock = mailroom.worker.getBean(StockIndex.class);
        var item = new Gid(Gid.Kind.INVENTORY_ITEM, 77);
        mailroom.deliver(mailroom.letter("products/update", mine, """
                {"id":5,"title":"Mug","updated_at":"2026-11-20T10:00:00Z","variants":[
                {"id":6,"title":"Red","sku":"R-1","inventory_item_id":77}]}"""));

        mailroom.deliver(mailroom.letter("products/delete", other, "{\"id\":5}"));
        mailroom.deliver(mailroom.letter("orders/create", other, order(5, "2026-11-20T10:00:00Z")));

        assertThat(stock.of(mine, item)).isPresent();
        assertThat(mailroom.outcomes(mine)).containsExactly("applied");
        assertThat(mailroom.published(mine)).containsExactly("ProductChanged");
    }

    @Test
    void ofManyWorkersOneAppliesIt() throws Exception {
        var mine = mailroom.connect();
        var letter = mailroom.letter("orders/create", mine, order(1, "2026-11-20T10:00:00Z"));

        List<Verdict> verdicts;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            verdicts = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Verdict>>mapToObj(_ -> () -> mailroom.deliver(letter)).toList()).stream()
                    .map(future -> future.resultNow()).toList();
        }

        assertThat(verdicts).anyMatch(DONE::equals)
                .allMatch(verdict -> verdict.equals(DONE) || verdict instanceof Verdict.Later);
        assertThat(mailroom.published(mine)).containsExactly("OrderChanged");
    }

    @Test
    void whatADeadWorkerHeldIsTakenOver() {
        var mine = mailroom.connect();
        var claims = mailroom.worker.getBean(Claims.class);
        var letter = mailroom.letter("products/update", mine, product(1, "2026-11-20T10:00:00Z"));
        var name = Claims.Name.ofDelivery(mine.value(), "products/update", letter.webhookId());
        assertThat(claims.claim(name)).isInstanceOf(Claims.Claim.Ours.class);
        assertThat(mailroom.deliver(letter)).isInstanceOf(Verdict.Later.class);

        mailroom.rotation.clock.advance(Duration.ofSeconds(71));

        assertThat(mailroom.deliver(letter)).isEqualTo(DONE);
        assertThat(mailroom.outcomes(mine)).containsExactly("applied");
    }

    @Test
    void whoWasOnlySlowSettlesNothing() {
        var claims = mailroom.worker.getBean(Claims.class);
        var name = Claims.Name.ofDelivery(shop.value(), "products/update", UUID.randomUUID().toString());
        var slow = (Claims.Claim.Ours) claims.claim(name);
        mailroom.rotation.clock.advance(Duration.ofSeconds(71));
        var next = (Claims.Claim.Ours) claims.claim(name);

        claims.release(slow);

        assertThat(claims.claim(name)).isInstanceOf(Claims.Claim.Held.class);
        assertThat(next.holder()).isNotEqualTo(slow.holder());
    }

    @Test
    void anEarlierStateThatComesLaterIsStale() {
        var mine = mailroom.connect();
        mailroom.deliver(mailroom.letter("orders/updated", mine, order(7, "2026-11-20T10:00:02Z")));

        mailroom.deliver(mailroom.letter("orders/create", mine, order(7, "2026-11-20T10:00:01Z")));

        assertThat(mailroom.outcomes(mine)).containsExactlyInAnyOrder("applied", "stale");
        assertThat(mailroom.published(mine)).hasSize(1);
    }

    @Test
    void twoStatesOfOneSecondAreToldApartByTheirEventAndThenByWhatTheySay() {
        var mine = mailroom.connect();
        var first = mailroom.letter("orders/updated", mine, order(7, "2026-11-20T10:00:00Z"));
        mailroom.deliver(first);

        mailroom.deliver(mailroom.letter("orders/updated", mine, order(7, "2026-11-20T10:00:00Z"))
                .triggered("2026-11-20T09:59:59Z"));
        mailroom.deliver(mailroom.letter("orders/updated", mine,
                order(7, "2026-11-20T10:00:00Z").replace("}", ",\"note\":\"other\"}")));

        assertThat(mailroom.outcomes(mine)).containsExactlyInAnyOrder("applied", "stale", "applied");
        assertThat(mailroom.published(mine)).hasSize(2);
    }

    @Test
    void anOrdersBodyUnderItsDeletionDoesNoHarmWhileShopifyHasTheOrder() {
        // The simulator's shops come with products; a product's id stands for what is still there.
        var mine = mailroom.connect();
        var existing = existingProduct(mine);

        mailroom.deliver(mailroom.letter("products/delete", mine, product(existing, "2026-11-20T10:00:00Z")));

        assertThat(mailroom.outcomes(mine)).containsExactly("still-there");
        assertThat(mailroom.published(mine)).isEmpty();
    }

    @Test
    void whatShopifyHasNoMoreIsDeletedAndStaysDeleted() {
        var mine = mailroom.connect();

        mailroom.deliver(mailroom.letter("products/delete", mine, "{\"id\":788032119674292922}"));
        mailroom.deliver(mailroom.letter("products/update", mine,
                product(788032119674292922L, "2027-11-20T10:00:00Z")));

        assertThat(mailroom.outcomes(mine)).containsExactlyInAnyOrder("applied", "deleted");
        assertThat(mailroom.published(mine)).containsExactly("ProductChanged");
        assertThat(mailroom.bus.events().getLast().detail().path("deleted").asBoolean()).isTrue();
    }

    @Test
    void aDeletionThatSaysOnlyANumberCanBeReplayed() {
        var mine = mailroom.connect();

        mailroom.deliver(mailroom.letter("products/delete", mine, "{\"id\":77}"));

        assertThat(ReplayRequest.of(mine, mailroom.delivered(mine).getFirst()))
                .map(request -> request.replay().resourceGid()).contains("gid://shopify/Product/77");
    }

    @Test
    void theStockIndexFollowsProductsAndLevelsWhateverOrderTheyComeIn() {
        var mine = mailroom.connect();
        var stock = mailroom.worker.getBean(StockIndex.class);
        var item = new Gid(Gid.Kind.INVENTORY_ITEM, 9_007_199_254_740_995L);

        mailroom.deliver(mailroom.letter("inventory_levels/update", mine, level(4, "2026-11-20T10:00:01Z")));
        mailroom.deliver(mailroom.letter("products/update", mine, """
                {"id":5,"title":"Mug","updated_at":"2026-11-20T10:00:00Z","variants":[
                {"id":6,"title":"Red","sku":"R-1","inventory_item_id":9007199254740995}]}"""));
        mailroom.deliver(mailroom.letter("inventory_levels/update", mine, level(9, "2026-11-20T09:59:00Z")));

        var found = stock.of(mine, item).orElseThrow();
        assertThat(found.available()).isEqualTo(4);
        assertThat(found.sku()).contains("R-1");
        mailroom.deliver(mailroom.letter("products/delete", mine, "{\"id\":5}"));
        assertThat(stock.of(mine, item)).isEmpty();
    }

    @Test
    void anUnclearLevelIsAskedOfShopifyAndNeverGuessed() {
        var mine = mailroom.connect();
        var stock = mailroom.worker.getBean(StockIndex.class);
        var item = new Gid(Gid.Kind.INVENTORY_ITEM, 9_007_199_254_740_995L);
        mailroom.deliver(mailroom.letter("inventory_levels/update", mine, level(4, "2026-11-20T10:00:01Z")));

        // This store granted no reading of stock, so asking is refused, which shows that it was asked.
        assertThatThrownBy(() -> mailroom
                .deliver(mailroom.letter("inventory_levels/update", mine, level(3, "2026-11-20T10:00:01Z"))))
                .hasMessageContaining("scopes.missing");

        assertThat(stock.of(mine, item).orElseThrow().available()).isEqualTo(4);
    }

    private static String level(int available, String updatedAt) {
        return "{\"inventory_item_id\":9007199254740995,\"location_id\":7,\"available\":" + available
                + ",\"updated_at\":\"" + updatedAt + "\"}";
    }

    @Test
    void idsBeyondWhatADoubleHoldsAreNotRounded() {
        var mine = mailroom.connect();

        mailroom.deliver(mailroom.letter("products/update", mine, product(9_007_199_254_740_993L,
                "2026-11-20T10:00:00Z")));

        assertThat(mailroom.bus.events().getLast().detail().path("id").asText())
                .isEqualTo("gid://shopify/Product/9007199254740993");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":1", "[1]", "{\"id\":1,\"id\":2}", "{\"a\":{\"b\":1,\"b\":2}}", "{} {}", "", "null",
            "\"text\""})
    void whatCannotBeReadIsParkedAndNoted(String body) {
        var mine = mailroom.connect();

        assertThat(mailroom.deliver(mailroom.letter("orders/create", mine, body)))
                .isEqualTo(new Verdict.Parked("body.malformed"));

        assertThat(mailroom.outcomes(mine)).containsExactly("parked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF%s", "\r\n%s\r\n"})
    void whatOnlyLooksStrangeIsRead(String around) {
        var mine = mailroom.connect();
        var body = around.formatted(product(1, "2026-11-20T10:00:00Z").replace("/", "\\/"));

        assertThat(mailroom.deliver(mailroom.letter("products/update", mine, body))).isEqualTo(DONE);

        assertThat(mailroom.outcomes(mine)).containsExactly("applied");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_048_576, 4_194_304})
    void largeBodiesAreReadFromTheBucket(int size) {
        var mine = mailroom.connect();
        var body = order(1, "2026-11-20T10:00:00Z").replace("}", ",\"note\":\"" + "x".repeat(size) + "\"}");

        assertThat(mailroom.deliverOverBucket(mailroom.letter("orders/create", mine, body))).isEqualTo(DONE);

        assertThat(mailroom.outcomes(mine)).containsExactly("applied");
    }

    @Test
    void aBodyThatIsNotWhatTheIntakeTookIsParked() {
        var letter = mailroom.letter("orders/create", shop, order(1, "2026-11-20T10:00:00Z"));
        var message = "{\"received_at\":\"2026-11-20T10:00:05Z\",\"digest\":\"" + Bodies.sha256("other".getBytes(UTF_8))
                + "\",\"hints\":{\"topic\":\"orders/create\",\"shop_domain\":\"" + shop + "\",\"webhook_id\":\""
                + letter.webhookId() + "\"},\"body\":\"e30=\"}";

        assertThat(mailroom.work(message)).isEqualTo(new Verdict.Parked("body.lost"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"digest\":\"x\"}", "{\"detail-type\":\"other\"}"})
    void aMessageThatIsNoDeliveryIsParked(String message) {
        assertThat(mailroom.work(message)).isEqualTo(new Verdict.Parked("envelope.malformed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"shop_domain\":\"%s\"", "\"myshopify_domain\":\"%s\"",
            "\"myshopify_domain\":\"not a domain\"", "\"shop_id\":1234567890123",
            "\"shop_id\":\"gid://shopify/Shop/1234567890123\""})
    void whatNamesAnotherShopThanItsHeaderIsParked(String field) {
        var other = mailroom.connect();
        var body = "{\"id\":1," + field.formatted(other) + "}";

        assertThat(mailroom.deliver(mailroom.letter("app/scopes_update", shop, body)))
                .isEqualTo(new Verdict.Parked("identity.mismatch"));
    }

    @Test
    void aShopThatDescribesItselfAsAnotherIsParked() {
        assertThat(mailroom.deliver(mailroom.letter("shop/update", shop,
                "{\"id\":1234567890123,\"myshopify_domain\":\"" + shop + "\"}")))
                .isEqualTo(new Verdict.Parked("store.identity-changed"));
    }

    @Test
    void theBodyOfOneThingUnderTheTopicOfAnotherIsParked() {
        assertThat(mailroom.deliver(mailroom.letter("products/delete", shop, order(1, "2026-11-20T10:00:00Z"))))
                .isEqualTo(new Verdict.Parked("topic.mismatch"));
    }

    @Test
    void whatComesOverAnAppCountsOnlyForItsShop() {
        var letter = mailroom.letter("products/update", shop, product(1, "2026-11-20T10:00:00Z")).overApp("own-app");

        assertThat(mailroom.deliver(letter)).isEqualTo(new Verdict.Parked("identity.other-app"));
        assertThat(mailroom.deliver(new Mailroom.Letter("shop/redact", "never-seen.myshopify.com",
                "{\"shop_domain\":\"never-seen.myshopify.com\"}", "w", "e", Mailroom.TRIGGERED,
                letter.app(), Mailroom.RECEIVED))).isEqualTo(new Verdict.Parked("identity.other-app"));
    }

    @Test
    void whoHasAnAppOfHisOwnWritesNothingIntoAStoreOfOthers() {
        var mine = mailroom.connect();

        assertThat(mailroom.deliver(mailroom.letter("themes/publish", mine, "{}").overApp("own-app")))
                .isEqualTo(new Verdict.Parked("identity.other-app"));
        assertThat(mailroom.deliver(mailroom.letter("orders/create", mine, "[1]").overApp("own-app")))
                .isEqualTo(new Verdict.Parked("body.malformed"));

        assertThat(mailroom.outcomes(mine)).isEmpty();
    }

    @Test
    void unknownShopsAreCountedAndForgotten() {
        var unknown = new ShopDomain("never-connected.myshopify.com");

        assertThat(mailroom.deliver(mailroom.letter("orders/create", unknown, order(1, "2026-11-20T10:00:00Z"))))
                .isEqualTo(DONE);
        assertThat(mailroom.deliver(mailroom.letter("themes/publish", unknown, "{}"))).isEqualTo(DONE);

        assertThat(mailroom.everywhere()).noneMatch(item -> item.contains(unknown.value()));
    }

    @Test
    void unknownTopicsAreNoted() {
        var mine = mailroom.connect();

        mailroom.deliver(mailroom.letter("themes/publish", mine, "{}"));

        assertThat(mailroom.outcomes(mine)).containsExactly("unknown-topic");
    }

    @Test
    void whatFailsIsNotedAndMayBeTriedAgain() {
        var mine = mailroom.connect();
        mailroom.rotation.uninstall(mine);
        var letter = mailroom.letter("products/delete", mine, "{\"id\":1}");

        for (var attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> mailroom.deliver(letter)).hasMessage("store.reauth-required");
        }

        assertThat(mailroom.outcomes(mine)).containsExactly("failed");
    }

    @Test
    void howOftenAndWhenItWasWorkedOnIsNoted() {
        var mine = mailroom.connect();
        mailroom.rotation.uninstall(mine);
        var letter = mailroom.letter("products/delete", mine, "{\"id\":1}");
        assertThatThrownBy(() -> mailroom.deliver(letter)).hasMessage("store.reauth-required");
        mailroom.rotation.clock.advance(Duration.ofSeconds(9));
        var begun = mailroom.rotation.clock.instant().truncatedTo(ChronoUnit.MILLIS);

        assertThatThrownBy(() -> mailroom.deliver(letter, 2)).hasMessage("store.reauth-required");

        assertThat(mailroom.delivered(mine)).singleElement().satisfies(delivery -> {
            assertThat(delivery.attempts()).contains(2);
            assertThat(delivery.begunAt()).contains(begun);
            assertThat(delivery.settledAt().orElseThrow()).isAfterOrEqualTo(begun);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Shopify-", "x-shopify-", "shopify-", "Shopify-"})
    void aPartnerEventIsADelivery(String prefix) {
        var mine = mailroom.connect();
        var event = """
                {"version":"0","id":"1","detail-type":"shopifyWebhook","source":"aws.partner/shopify.com/1/ours",
                 "account":"1","time":"2026-11-20T10:00:01Z","region":"us-east-1","resources":[],
                 "detail":{"payload":%1$s,"metadata":{"%2$sTopic":"products/update","%2$sShop-Domain":"%3$s",
                 "%2$sWebhook-Id":"w-%2$s","%2$sTriggered-At":"2026-11-20T10:00:00Z"}}}
                """.formatted(product(9_007_199_254_740_993L, "2026-11-20T10:00:00Z"), prefix, mine);

        assertThat(mailroom.work(event)).isEqualTo(DONE);

        assertThat(mailroom.outcomes(mine)).containsExactly("applied");
        assertThat(mailroom.bus.events().getLast().detail().path("id").asText())
                .isEqualTo("gid://shopify/Product/9007199254740993");
    }

    @Test
    void theBodyOfAPartnerEventIsReadAsStrictlyAsAnyOther() {
        var event = """
                {"detail-type":"shopifyWebhook","time":"2026-11-20T10:00:01Z","detail":{"metadata":
                {"X-Shopify-Topic":"products/update","X-Shopify-Shop-Domain":"%s"},"payload":{"id":1,"id":2}}}
                """.formatted(shop);

        assertThat(mailroom.work(event)).isEqualTo(new Verdict.Parked("body.malformed"));
    }

    @Test
    void whoChangesZoneAndCurrencyIsFollowed() {
        var mine = mailroom.connect();
        var gid = mailroom.worker.getBean(Connections.class).facts(mine).orElseThrow().gid();

        mailroom.deliver(mailroom.letter("shop/update", mine,
                "{\"id\":" + gid.number() + ",\"myshopify_domain\":\"" + mine + "\"}"));

        assertThat(mailroom.outcomes(mine)).containsExactly("applied");
    }

    @Test
    void everyTopicHasAReaction() {
        assertThat(Topic.values()).allSatisfy(topic -> assertThat(Topic.ofHeader(topic.header())).contains(topic));
    }

    private long existingProduct(ShopDomain mine) {
        return Gid.ofShopify(Gid.Kind.PRODUCT, mailroom.worker.getBean(AdminApi.class)
                .run(Errand.at(mine, mailroom.rotation.deadline()), FIRST_PRODUCT.with(Map.of())).products().nodes()
                .getFirst().id()).number();
    }
}
