package com.atom.shopify.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.aws.Shards;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.lists.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is listed is in one order, whatever the keys it is spread over.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveriesTest {
    private static final int COUNT = 300;

    private final Mailroom mailroom = new Mailroom();
    private final Deliveries deliveries = mailroom.deliveries;
    private final ShopDomain shop = new ShopDomain("listed-" + UUID.randomUUID() + ".myshopify.com");
    private final List<Delivery> noted = IntStream.range(0, COUNT).mapToObj(DeliveriesTest::delivery)
            .collect(Collectors.toCollection(ArrayList::new));

    DeliveriesTest() {
        Collections.shuffle(noted, new Random(7));
        noted.forEach(delivery -> deliveries.note(shop, delivery));
        Collections.sort(noted, (one, other) -> other.id().compareTo(one.id()));
    }

    @Test
    void everyOutcomeThereIsCanBeAskedForAndNoOther() {
        assertThat(Delivery.OUTCOME.split("\\|")).containsExactly(
                Stream.of(Outcome.values()).map(Outcome::word).toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        mailroom.close();
    }

    private static Delivery delivery(int number) {
        var received = Mailroom.RECEIVED.plusMillis(number / 3);
        var webhook = Optional.of("webhook-" + number);
        return new Delivery(Delivery.id(received, webhook, "digest"),
                number % 50 == 0 ? "orders/create" : "orders/updated",
                webhook, Optional.empty(), Optional.empty(), Optional.empty(), received, Optional.of(received),
                Optional.of(received), Optional.of(1 + number % 5),
                "applied", Optional.empty(), Optional.empty(), "digest");
    }

    private List<Delivery> all(Deliveries.Search search, int limit) {
        var all = new ArrayList<Delivery>();
        var page = deliveries.page(shop, search, new PageRequest(limit, null));
        all.addAll(page.items());
        while (page.next() != null) {
            page = deliveries.page(shop, search, new PageRequest(limit, page.next()));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 250})
    void pagesOfAnySizeGiveAllOfThemInOrderAndNoneTwice(int limit) {
        assertThat(all(Mailroom.everything(), limit)).isEqualTo(noted);
    }

    @Test
    void theOldestMayComeFirst() {
        assertThat(all(new Deliveries.Search(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                true), 50)).isEqualTo(noted.reversed());
    }

    @Test
    void aTopicAndARangeOfTimeLeaveOutTheRest() {
        var from = Mailroom.RECEIVED.plusMillis(10);
        var to = Mailroom.RECEIVED.plusMillis(60);

        assertThat(all(new Deliveries.Search(Optional.of("orders/create"), Optional.empty(), Optional.of(from),
                Optional.of(to), false), 2))
                .isEqualTo(noted.stream().filter(delivery -> delivery.topic().equals("orders/create"))
                        .filter(delivery -> isWithin(delivery.receivedAt(), from, to)).toList());
    }

    private static boolean isWithin(Instant time, Instant from, Instant to) {
        return !time.isBefore(from) && !time.isAfter(to);
    }

    @Test
    void eachIsFoundByItsId() {
        assertThat(noted).allSatisfy(delivery -> assertThat(deliveries.find(shop, delivery.id())).contains(delivery));
        assertThat(deliveries.find(new ShopDomain("other.myshopify.com"), noted.getFirst().id())).isEmpty();
    }

    @Test
    void aBusyShopsDayLiesUnderSeveralKeys() {
        var owners = noted.stream().map(delivery -> new Shards("deliveries").owner(shop, delivery.id()))
                .collect(Collectors.groupingBy(owner -> owner, Collectors.counting()));

        assertThat(owners).hasSize(8).allSatisfy((_, count) -> assertThat(count).isBetween(15L, 60L));
    }
}
