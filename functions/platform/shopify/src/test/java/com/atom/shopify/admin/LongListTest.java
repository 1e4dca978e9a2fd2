package com.atom.shopify.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.failure.FailureException;
import com.atom.shopify.lists.Connection;
import com.atom.shopify.lists.Order;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.lists.Search;
import com.atom.shopify.lists.ShopifyList;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LongListTest {
    private final TestClient client = new TestClient();
    private final ShopifyList<Answer, Things.Thing> list = new ShopifyList<>(
            Operation.of(LongListTest.class, "ListThingsById", Answer.class), Answer::things, 12_500,
            Map.of("more", 7));

    @AfterEach
    void stop() {
        client.close();
    }

    @Serdeable
    record Answer(Connection<Things.Thing> things) {}

    @Test
    void aListInTheOrderOfItsIdsGoesOnBehindShopifysEndWithoutGapOrRepetition() {
        answers(1, 12_500).answers(12_501, 25_000).answers(25_000, 25_002);

        var page = list.page(client.admin, Errand.at(Things.SHOP, client.in(Duration.ofSeconds(25))),
                new Search().anyOf("sku", List.of("a", "b\"")), Order.ofIds(Things.Thing::id),
                new PageRequest(25_003, null));

        assertThat(page.items()).extracting(Things.Thing::id).hasSize(25_002).doesNotHaveDuplicates();
        assertThat(client.shopify.asked().get(0).body()).contains("\"more\":7", "\"reverse\":false",
                "(sku:\\\"a\\\" OR sku:\\\"b\\\\\\\"\\\")").doesNotContain("sortKey");
        assertThat(client.shopify.asked().get(2).body()).contains("\"after\":null",
                " AND id:>=\\\"25000\\\"");
    }

    @Test
    void aListThatTurnsOutNotToBeInTheOrderOfItsIdsIsNotCut() {
        answers(1, 12_500).answers(25_000, 12_501);

        assertThatThrownBy(() -> list.page(client.admin, Errand.at(Things.SHOP, client.in(Duration.ofSeconds(25))),
                new Search(), Order.ofIds(Things.Thing::id), new PageRequest(25_003, null)))
                .isInstanceOf(FailureException.class).hasMessage("list.too-deep");
    }

    private LongListTest answers(int from, int to) {
        var nodes = IntStream.iterate(from, id -> from <= to ? id <= to : id >= to, id -> from <= to ? id + 1 : id - 1)
                .mapToObj(id -> "{\"id\":\"gid://shopify/Thing/" + id + "\"}")
                .collect(Collectors.joining(","));
        client.shopify.answers(200, "{\"data\":{\"things\":{\"nodes\":[" + nodes + "],\"pageInfo\":{\"hasNextPage\":"
                + (to <= 25_000) + ",\"endCursor\":\"c\"}}}}");
        return this;
    }
}
