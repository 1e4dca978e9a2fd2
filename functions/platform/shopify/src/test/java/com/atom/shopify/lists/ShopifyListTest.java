package com.atom.shopify.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.TestClient;
import com.atom.shopify.id.ShopDomain;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A list of a shop that ends every list after ten objects and answers four at once.
class ShopifyListTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Order<Thing> LATEST_FIRST = Order.inTime("UPDATED_AT", true,
            new Order.Cut<>("updated_at", Thing::updatedAt, Thing::id));

    private final TestClient client = new TestClient();
    private final ShopifyList<Answer, Thing> list = new ShopifyList<>(
            Operation.of(ShopifyListTest.class, "ListThings", Answer.class), Answer::things, 4, 10);

    @Serdeable
    record Answer(Connection<Thing> things) {}

    @Serdeable
    record Thing(String id, Instant updatedAt) {}

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void asksInPiecesUntilThePageIsFull() {
        answers("a", true, 1, 2, 3, 4).answers("b", true, 5, 6);

        var page = page(new Search(), LATEST_FIRST, 6, null);

        assertThat(page.items()).extracting(Thing::id).containsExactly(ids(1, 2, 3, 4, 5, 6));
        assertThat(page.next()).isNotNull();
        assertThat(asked(0)).contains("\"first\":4", "\"after\":null", "\"query\":null", "\"reverse\":true",
                "\"sortKey\":\"UPDATED_AT\"");
        assertThat(asked(1)).contains("\"first\":2", "\"after\":\"a\"");
    }

    @Test
    void endsWhereShopifySays() {
        answers("a", false, 1, 2);

        var page = page(new Search(), LATEST_FIRST, 6, null);

        assertThat(page.items()).hasSize(2);
        assertThat(page.next()).isNull();
    }

    @Test
    void goesOnBehindTheEndOfTheListWithACutInTime() {
        answers("a", true, 1, 2, 3, 4).answers("b", true, 5, 6, 7, 8).answers("c", true, 9, 10)
                .answers("d", false, 10, 11);
        var things = new ArrayList<Thing>();
        var after = (String) null;
        do {
            var page = page(new Search().term("status", "active"), LATEST_FIRST, 4, after);
            things.addAll(page.items());
            after = page.next();
        } while (after != null);

        assertThat(things).extracting(Thing::id).containsExactly(ids(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        assertThat(asked(2)).contains("\"first\":2", "\"after\":\"b\"");
        assertThat(asked(3)).contains("\"after\":null",
                "status:\\\"active\\\" AND updated_at:<=\\\"2026-11-23T09:59:50Z\\\"");
    }

    @Test
    void cutsTheOtherWayInTheOtherOrder() {
        answers("a", true, 1, 2, 3, 4).answers("b", true, 5, 6, 7, 8).answers("c", true, 9, 10)
                .answers("d", false, 10, 11);

        page(new Search(), new Order<>("UPDATED_AT", false, LATEST_FIRST.cut()), 11, null);

        assertThat(asked(3)).contains("\"query\":\"updated_at:>=\\\"2026-11-23T09:59:50Z\\\"\"");
    }

    @Test
    void saysSoWhenTheOrderIsNoTime() {
        answers("a", true, 1, 2, 3, 4).answers("b", true, 5, 6, 7, 8).answers("c", true, 9, 10);

        assertThatThrownBy(() -> page(new Search(), Order.by("TITLE", false), 12, null)).hasMessage("list.too-deep");
    }

    @Test
    void saysSoWhenAWholePageIsOfOneMoment() {
        answers("a", true, 1, 2, 3, 4).answers("b", true, 5, 6, 7, 8).answers("c", true, 9, 109);

        assertThatThrownBy(() -> page(new Search(), LATEST_FIRST, 12, null)).hasMessage("list.too-deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1", "1 2", "99999999 - - x", "1 yesterday  x", "-1   c"})
    void refusesAPlaceThatItDidNotWrite(String forged) {
        assertThatThrownBy(() -> page(new Search(), LATEST_FIRST, 4, forged)).hasMessage("request.invalid");
        assertThat(client.shopify.asked()).isEmpty();
    }

    private Page<Thing> page(Search search, Order<Thing> order, int limit, @Nullable String after) {
        return list.page(client.admin,
                Errand.at(new ShopDomain("example.myshopify.com"), client.in(Duration.ofSeconds(25))), search, order,
                new PageRequest(limit, after));
    }

    private String asked(int index) {
        return client.shopify.asked().get(index).body();
    }

    /// Things of these numbers; each was changed so many seconds before the start, hundreds left out.
    private ShopifyListTest answers(String end, boolean more, int... numbers) {
        var nodes = IntStream.of(numbers).mapToObj(number -> "{\"id\":\"%s\",\"updatedAt\":\"%s\"}"
                .formatted(ids(number)[0], START.minusSeconds(number % 100))).collect(Collectors.joining(","));
        client.shopify.answers(200, "{\"data\":{\"things\":{\"nodes\":[" + nodes + "],\"pageInfo\":{\"hasNextPage\":"
                + more + ",\"endCursor\":\"" + end + "\"}}}}");
        return this;
    }

    private static String[] ids(int... numbers) {
        return IntStream.of(numbers).mapToObj(number -> "gid://shopify/Thing/" + number).toArray(String[]::new);
    }
}
