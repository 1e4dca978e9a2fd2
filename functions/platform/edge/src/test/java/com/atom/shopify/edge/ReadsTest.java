package com.atom.shopify.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.catalog.Cached;
import com.atom.shopify.edge.Edge.Sent;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.routes.CommerceRoute;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Reads of one store and of all: pages, tags, the cache's word, and that nobody sees another user's store.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadsTest {
    private static final int THINGS = 7;

    private final Edge edge = new Edge();
    private final Dispatcher function = edge.instance(this::handler);
    private final Set<String> asked = new TreeSet<>();

    @Introspected
    record Filter(@Nullable String name) {}

    @Serdeable
    record Thing(String id, @Nullable Integer size) {}

    private Handler handler(CommerceRoute route) {
        return switch (route) {
            case LIST_PRODUCTS -> Handler.cachedList(Filter.class, Thing.class, this::list);
            case READ_PRODUCT -> Handler.get(Gid.Kind.PRODUCT, Thing.class,
                    (id, at) -> new Thing(id.decimal() + " of " + at.shop().name(), null));
            default ->
                Handler.delete(Gid.Kind.PRODUCT, (id, at) -> Handler.Deleted.of(id));
        };
    }

    /// Seven things in every store, whose places are their numbers.
    private Cached<Page<Thing>> list(Filter filter, PageRequest page, StoreCall at) {
        asked.add(at.shop().name());
        if (at.shop().name().equals("frozen")) {
            throw new FailureException(new Failure.Conflict("store.frozen", "The store is frozen."));
        }
        var after = page.after();
        var from = after == null ? 0 : Integer.parseInt(after);
        var to = Math.min(THINGS, from + page.limit());
        var things = IntStream.range(from, to).mapToObj(i -> new Thing(at.shop().name() + "-" + i, i)).toList();
        return new Cached<>(new Page<>(things, to == THINGS ? null : String.valueOf(to)),
                at.fresh() ? Cached.Source.BYPASS : Cached.Source.HIT);
    }

    @BeforeAll
    void connect() {
        edge.connect("ann", "alpha", "read_products");
        edge.connect("ann", "frozen", "read_products");
        edge.connect("ann", "gamma", "read_products");
        edge.connect("ann", "narrow", "read_orders");
        edge.connect("bob", "bobs", "read_products");
    }

    @AfterAll
    void stop() {
        edge.close();
    }

    @Test
    void aPageSaysWhereTheNextBegins() throws Exception {
        var first = list("ann", "shop=alpha.myshopify.com&limit=5");
        assertThat(first.at("/count").asInt()).isEqualTo(5);
        var cursor = first.at("/page/next_cursor").asText();

        var second = list("ann", "shop=alpha.myshopify.com&limit=5&cursor=" + cursor);

        assertThat(second.at("/count").asInt()).isEqualTo(2);
        assertThat(second.at("/page").toString()).isEqualTo("{\"next_cursor\":null,\"has_next\":false}");
    }

    @Test
    void aCursorBelongsToItsListAlone() throws Exception {
        var cursor = list("ann", "shop=alpha.myshopify.com&limit=5").at("/page/next_cursor").asText();

        for (var query : List.of("shop=gamma.myshopify.com", "shop=*", "shop=alpha.myshopify.com&name=x")) {
            var refused = Sent.to(CommerceRoute.LIST_PRODUCTS, "ann").query(query + "&cursor=" + cursor).by(function);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("\"field\":\"cursor\"");
        }
    }

    @Test
    void allStoresAreOneListWithTheirNamesAndTheFailedOnesBeside() throws Exception {
        asked.clear();
        var ids = new ArrayList<String>();
        var failed = new TreeSet<String>();
        var query = "shop=*&limit=3";
        while (true) {
            var answer = list("ann", query);
            var items = answer.at("/data/items");
            assertThat(items.size()).isLessThanOrEqualTo(3).isEqualTo(answer.at("/count").asInt());
            for (var item : items) {
                var id = item.at("/id").asText();
                assertThat(item.at("/shop").asText()).isEqualTo(id.substring(0, id.indexOf('-')) + ".myshopify.com");
                ids.add(id);
            }
            for (var each : answer.at("/data/failed")) {
                failed.add(each.at("/shop").asText() + " " + each.at("/code").asText());
            }
            if (!answer.at("/page/has_next").asBoolean()) {
                break;
            }
            query = "shop=*&limit=3&cursor=" + answer.at("/page/next_cursor").asText();
        }

        assertThat(ids).containsExactly("alpha-0", "alpha-1", "alpha-2", "alpha-3", "alpha-4", "alpha-5", "alpha-6",
                "gamma-0", "gamma-1", "gamma-2", "gamma-3", "gamma-4", "gamma-5", "gamma-6");
        assertThat(failed).containsExactly("frozen.myshopify.com store.frozen", "narrow.myshopify.com scopes.missing");
        assertThat(asked).doesNotContain("bobs", "narrow");
    }

    @Test
    void allStoresAreForListsOnly() {
        var refused = Sent.to(CommerceRoute.READ_PRODUCT, "ann").id("1").query("shop=*").by(function);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("shop.invalid");
    }

    @Test
    void whoHasNoStoreIsToldSo() {
        for (var query : List.of("", "shop=*", "shop=alpha.myshopify.com", "shop=nowhere.myshopify.com")) {
            var nothing = Sent.to(CommerceRoute.LIST_PRODUCTS, "nobody").query(query).by(function);
            assertThat(nothing.statusCode()).isEqualTo(404);
            assertThat(nothing.body()).contains("store.not-found");
        }
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        var request = Sent.to(CommerceRoute.READ_PRODUCT, "bob").id("1");
        var first = request.by(function);
        var tag = Objects.requireNonNull(first.headers().get("etag"));
        assertThat(tag).matches("\"[0-9a-f]{32}\"");

        for (var known : List.of(tag, "\"other\", " + tag, "W/" + tag, "*")) {
            var again = request.header("if-none-match", known).by(function);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers()).containsEntry("etag", tag).doesNotContainKey("content-type");
        }
        assertThat(request.header("if-none-match", "\"other\"").by(function).statusCode()).isEqualTo(200);
        assertThat(request.id("2").header("if-none-match", tag).by(function).statusCode()).isEqualTo(200);
    }

    @Test
    void theCallerLearnsWhereTheAnswerComesFrom() {
        var request = Sent.to(CommerceRoute.LIST_PRODUCTS, "bob");

        assertThat(request.by(function).headers()).containsEntry("x-cache", "HIT");
        assertThat(request.header("cache-control", "no-cache").by(function).headers())
                .containsEntry("x-cache", "BYPASS");
    }

    private JsonNode list(String user, String query) throws IOException {
        var reply = Sent.to(CommerceRoute.LIST_PRODUCTS, user).query(query).by(function);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return new ObjectMapper().readTree(reply.body());
    }
}
