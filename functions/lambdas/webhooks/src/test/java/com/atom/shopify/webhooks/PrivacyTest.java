package com.atom.shopify.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atom.shopify.connections.Connections;
import com.atom.shopify.fake.aws.Fault;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.queue.Verdict;
import com.atom.shopify.time.Deadline;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A person with a mark is planted, forgotten and looked for.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyTest {
    private static final Verdict DONE = new Verdict.Done();

    private final Mailroom mailroom = new Mailroom();
    private final PrivacyRequests requests = mailroom.worker.getBean(PrivacyRequests.class);

    @AfterAll
    void stop() {
        mailroom.close();
    }

    private static String customer(String id, String mark) {
        return "\"customer\":{" + id + "\"email\":\"" + mark + "@example.com\",\"phone\":\"+1-" + mark + "\"}";
    }

    private void request(ShopDomain shop, String customer, int number) {
        assertThat(mailroom.deliver(mailroom.letter("customers/data_request", shop, "{\"shop_domain\":\"" + shop + "\","
                + customer + ",\"orders_requested\":[299938],\"data_request\":{\"id\":" + number + "}}")))
                .isEqualTo(DONE);
    }

    private Verdict redact(ShopDomain shop, String customer) {
        return mailroom.deliver(mailroom.letter("customers/redact", shop,
                "{\"shop_domain\":\"" + shop + "\"," + customer + ",\"orders_to_redact\":[299938]}"));
    }

    @Test
    void aForgottenPersonIsNowhereAndAnotherStays() {
        var shop = mailroom.connect();
        var mark = "mark-" + UUID.randomUUID();
        var other = "other-" + UUID.randomUUID();
        request(shop, customer("\"id\":191167,", mark), 1);
        request(shop, customer("\"id\":191168,", other), 2);
        assertThat(mailroom.everywhere()).anyMatch(item -> item.contains(mark));

        assertThat(redact(shop, customer("\"id\":191167,", mark))).isEqualTo(DONE);
        assertThat(mailroom.published(shop)).containsExactly("CustomerChanged");

        assertThat(mailroom.everywhere()).noneMatch(item -> item.contains(mark))
                .anyMatch(item -> item.contains(other));
        assertThat(mailroom.everywhere()).filteredOn(item -> item.contains("audit#" + shop)).hasSize(3);
    }

    @Test
    void whoIsNamedByAddressAloneIsForgotten() {
        var shop = mailroom.connect();
        var mark = "mark-" + UUID.randomUUID();
        request(shop, customer("\"id\":191167,", mark), 1);

        redact(shop, "\"customer\":{\"email\":\"" + mark.toUpperCase(Locale.ROOT) + "@EXAMPLE.com\"}");

        assertThat(requests.find(shop, "1")).isEmpty();
    }

    @Test
    void whoOnlySharesAnAddressStays() {
        var shop = mailroom.connect();
        var mark = "mark-" + UUID.randomUUID();
        request(shop, customer("\"id\":191167,", mark), 1);

        redact(shop, customer("\"id\":191168,", mark));

        assertThat(requests.find(shop, "1")).isPresent();
    }

    @Test
    void largeBodiesThatToldOfThePersonOrTheListedOrdersAreErasedAndOthersStay() {
        var shop = mailroom.connect();
        var order = order(299_938);
        var refund = "{\"id\":5,\"order_id\":299938,\"created_at\":\"2026-11-20T11:00:00Z\",\"note\":\""
                + UUID.randomUUID() + "\"}";
        var person = "{\"id\":191167,\"note\":\"" + UUID.randomUUID() + "\"}";
        var other = order(299_939);
        mailroom.deliverOverBucket(mailroom.letter("orders/create", shop, order));
        mailroom.deliverOverBucket(mailroom.letter("refunds/create", shop, refund));
        mailroom.deliverOverBucket(mailroom.letter("customers/update", shop, person));
        mailroom.deliverOverBucket(mailroom.letter("orders/create", shop, other));

        redact(shop, customer("\"id\":191167,", "mark"));

        assertThat(mailroom.isInBucket(order)).isFalse();
        assertThat(mailroom.isInBucket(refund)).isFalse();
        assertThat(mailroom.isInBucket(person)).isFalse();
        assertThat(mailroom.isInBucket(other)).isTrue();
    }

    private static String order(long id) {
        return "{\"id\":" + id + ",\"updated_at\":\"2026-11-20T10:00:00Z\",\"processed_at\":\"2026-11-20T09:00:00Z\","
                + "\"currency\":\"USD\",\"line_items\":[],\"note\":\"" + UUID.randomUUID() + "\"}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers/data_request", "customers/redact"})
    void whatNamesNobodyIsParked(String topic) {
        var shop = mailroom.connect();

        assertThat(mailroom.deliver(mailroom.letter(topic, shop, "{\"shop_domain\":\"" + shop + "\"}")))
                .isEqualTo(new Verdict.Parked("body.incomplete"));
    }

    @Test
    void complianceIsDoneForShopsThatWeDoNotKnow() {
        var shop = new ShopDomain("long-gone-" + UUID.randomUUID() + ".myshopify.com");

        assertThat(redact(shop, customer("\"id\":1,", "mark"))).isEqualTo(DONE);
        assertThat(mailroom.deliver(mailroom.letter("shop/redact", shop, "{\"shop_domain\":\"" + shop + "\"}")))
                .isEqualTo(DONE);

        // What was delivered before went with the shop.
        assertThat(mailroom.outcomes(shop)).containsExactly("applied");
    }

    @Test
    void complianceActsOnTheBodyAlone() {
        var shop = mailroom.connect();
        var letter = mailroom.letter("shop/redact", shop, "{\"shop_id\":1}");

        assertThat(mailroom.deliver(letter)).isEqualTo(new Verdict.Parked("identity.missing"));
    }

    @Test
    void aShopIsErasedEverywhereAndAgain() {
        var shop = mailroom.connect();
        request(shop, customer("\"id\":191167,", "mark"), 1);
        for (var number = 1; number <= 40; number++) {
            mailroom.deliver(mailroom.letter("orders/create", shop, order(number)));
        }
        mailroom.deliverOverBucket(mailroom.letter("orders/create", shop, order(41)));
        mailroom.deliver(mailroom.letter("products/update", shop, "{\"id\":1}"));
        mailroom.worker.getBean(Connections.class).disconnect(shop, Mailroom.RECEIVED);

        for (var time = 0; time < 2; time++) {
            assertThat(mailroom.deliver(mailroom.letter("shop/redact", shop, "{\"shop_domain\":\"" + shop + "\"}")))
                    .isEqualTo(DONE);
        }

        // That it was done is noted, and the times at which somebody held the lease end by themselves.
        assertThat(mailroom.everywhere()).filteredOn(item -> item.contains(shop.value()))
                .allMatch(item -> item.contains("shop/redact") || item.contains("data_request#")
                        || item.contains("lease#"));
    }

    @Test
    void aShopWhoseUninstallWasNotHeardIsErasedToo() {
        var shop = mailroom.connect();
        mailroom.deliver(mailroom.letter("orders/create", shop, order(1)));
        mailroom.rotation.uninstall(shop);

        assertThat(mailroom.deliver(redactOf(shop))).isEqualTo(DONE);

        assertThat(mailroom.outcomes(shop)).containsExactly("applied");
        assertThat(mailroom.published(shop)).contains("StoreDisconnected");
        assertThat(mailroom.everywhere()).filteredOn(item -> item.contains(shop.value()))
                .allMatch(item -> item.contains("shop/redact") || item.contains("lease#"));
    }

    @Test
    void nothingIsErasedThatMayBelongToTheNextWhoConnectsTheShop() throws Exception {
        var shop = mailroom.connect();
        mailroom.deliver(mailroom.letter("orders/create", shop, order(1)));
        var connections = mailroom.worker.getBean(Connections.class);
        connections.disconnect(shop, Mailroom.RECEIVED);
        mailroom.tables.order("BatchWriteItem", new Fault.Stall(Duration.ofSeconds(2)), 1);
        mailroom.tables.forgetCalls();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var redaction = threads.submit(() -> mailroom.deliver(redactOf(shop),
                    Deadline.in(Duration.ofSeconds(57), mailroom.rotation.clock)));
            await().atMost(Duration.ofSeconds(30)).until(() -> mailroom.tables.calls().stream()
                    .anyMatch(call -> call.operation().equals("BatchWriteItem")));
            // The lease has ended, though the worker has time.
            mailroom.rotation.clock.advance(Duration.ofSeconds(31));

            assertThatThrownBy(redaction::get).hasMessageContaining("erasing.unfinished");
        }

        assertThat(connections.facts(shop)).isPresent();
        assertThat(mailroom.deliver(redactOf(shop))).isEqualTo(DONE);
        assertThat(connections.facts(shop)).isEmpty();
    }

    private Mailroom.Letter redactOf(ShopDomain shop) {
        return mailroom.letter("shop/redact", shop, "{\"shop_domain\":\"" + shop + "\"}");
    }

    @Test
    void aShopThatIsConnectedAgainStays() {
        var shop = mailroom.connect();

        mailroom.deliver(mailroom.letter("shop/redact", shop, "{\"shop_domain\":\"" + shop + "\"}"));

        assertThat(mailroom.outcomes(shop)).containsExactly("installed-again");
        assertThat(mailroom.worker.getBean(Connections.class).facts(shop)).isPresent();
    }
}
