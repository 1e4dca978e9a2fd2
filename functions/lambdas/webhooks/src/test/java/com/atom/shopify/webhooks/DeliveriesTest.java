package com.atom.shopify.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.aws.SetClock;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.webhooks.Deliveries.Search;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveriesTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00.250Z");
    private static final Search ALL = new Search(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), false);

    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final ApplicationContext context = LocalAws.context(tables, kms, LocalAws.newKey(kms),
            new SetClock(SetClock.FAR_AHEAD));
    private final Deliveries deliveries = context.getBean(Deliveries.class);
    private final PrivacyRequests requests = context.getBean(PrivacyRequests.class);

    @AfterAll
    void stop() {
        context.close();
        kms.close();
        tables.close();
    }

    @Test
    void aDeliveryIsFoundAsItWasNotedLastAndInItsOwnStoreOnly() {
        var shop = newShop();
        var parked = delivery(NOON, "orders/create", "parked");
        deliveries.note(shop, delivery(NOON, "orders/create", "received"));
        deliveries.note(shop, parked);

        assertThat(deliveries.find(shop, parked.id())).contains(parked);
        assertThat(deliveries.find(newShop(), parked.id())).isEmpty();
        assertThat(ids(shop, ALL)).containsExactly(parked.id());
    }

    @Test
    void thePagesHoldEachOnceTheNewestFirstOrTheOldest() {
        var shop = newShop();
        var noted = IntStream.range(0, 7).mapToObj(i -> delivery(NOON.plusSeconds(i), "orders/create", "applied"))
                .toList();
        noted.forEach(each -> deliveries.note(shop, each));

        var oldestFirst = noted.stream().map(Delivery::id).toList();
        assertThat(ids(shop, ALL)).containsExactlyElementsOf(oldestFirst.reversed());
        assertThat(ids(shop, new Search(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true)))
                .containsExactlyElementsOf(oldestFirst);
    }

    @Test
    void filtersAndBothEndsOfTheRangeDecide() {
        var shop = newShop();
        var order = delivery(NOON, "orders/create", "applied");
        var parked = delivery(NOON.plusSeconds(1), "orders/create", "parked");
        var product = delivery(NOON.plusSeconds(2), "products/update", "applied");
        List.of(order, parked, product).forEach(each -> deliveries.note(shop, each));

        assertThat(ids(shop, search("orders/create", null, null, null))).containsExactly(parked.id(), order.id());
        assertThat(ids(shop, search(null, "applied", null, null))).containsExactly(product.id(), order.id());
        assertThat(ids(shop, search(null, null, NOON, NOON.plusSeconds(1)))).containsExactly(parked.id(), order.id());
        assertThat(ids(shop, search(null, null, Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z")))).hasSize(3);
        assertThat(ids(shop, search(null, null, NOON.plusMillis(1), NOON.plusMillis(999)))).isEmpty();
    }

    @Test
    void aCursorOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> deliveries.page(newShop(), ALL, new PageRequest(5, "nonsense")))
                .isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> requests.page(newShop(), new PageRequest(5, "nonsense")))
                .isInstanceOf(FailureException.class);
    }

    @Test
    void aPrivacyRequestIsKeptAsItIsAndPrintsNothingPersonal() {
        var shop = newShop();
        var request = new PrivacyRequest("9999", Instant.parse("2026-11-26T12:00:00Z"), Optional.of("191167"),
                Optional.of("someone@example.com"), Optional.empty(), List.of("299938"));
        requests.note(shop, request);
        requests.note(shop, request);

        assertThat(requests.find(shop, "9999")).contains(request);
        assertThat(requests.page(shop, new PageRequest(5, null)).items()).containsExactly(request);
        assertThat(requests.page(newShop(), new PageRequest(5, null)).items()).isEmpty();
        assertThat(request.toString()).doesNotContain("someone");
    }

    private List<String> ids(ShopDomain shop, Search search) {
        var ids = new ArrayList<String>();
        var page = deliveries.page(shop, search, new PageRequest(3, null));
        while (true) {
            ids.addAll(page.items().stream().map(Delivery::id).toList());
            if (page.next() == null) {
                return ids;
            }
            page = deliveries.page(shop, search, new PageRequest(3, page.next()));
        }
    }

    private static Search search(@Nullable String topic, @Nullable String outcome, @Nullable Instant from,
            @Nullable Instant to) {
        return new Search(Optional.ofNullable(topic), Optional.ofNullable(outcome), Optional.ofNullable(from),
                Optional.ofNullable(to), false);
    }

    private static Delivery delivery(Instant received, String topic, String outcome) {
        var digest = "0".repeat(64);
        return new Delivery(Delivery.id(received, Optional.of("b54557e4"), digest), topic, Optional.of("b54557e4"),
                Optional.empty(), Optional.of("2026-10"), Optional.of(received.minusMillis(250)), received,
                Optional.of(received.plusSeconds(1)), outcome, Optional.empty(),
                Optional.of("gid://shopify/Order/1"), digest);
    }

    private static ShopDomain newShop() {
        return new ShopDomain("shop-" + UUID.randomUUID() + ".myshopify.com");
    }
}
