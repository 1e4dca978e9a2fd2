package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Reads that Shopify is not asked for again.
class CachedReadsIT {
    private static final String PRODUCTS = "/api/shopify/products";

    private final String shop = Client.newShop();
    private final Client client = Client.ofNewUser().connect(shop);

    @Test
    void theSecondReaderOfAPageDoesNotReachShopify() {
        var first = client.get(PRODUCTS + "?limit=2");
        var asked = asked();
        var second = client.get(PRODUCTS + "?limit=2");

        assertThat(first.header("x-cache")).isEqualTo("MISS");
        assertThat(second.header("x-cache")).isEqualTo("HIT");
        assertThat(second.response().body()).isEqualTo(first.response().body());
        assertThat(second.header("link")).isEqualTo(first.header("link"));
        assertThat(asked()).isEqualTo(asked);
    }

    @Test
    void aChangeThroughUsIsSeenAtOnce() {
        var path = PRODUCTS + "/" + client.post(PRODUCTS, "{\"title\":\"Before\"}").data().path("id").asText();
        client.get(path);
        assertThat(client.get(path).header("x-cache")).isEqualTo("HIT");

        client.put(path, "{\"title\":\"After\"}");

        var changed = client.get(path);
        assertThat(changed.header("x-cache")).isEqualTo("MISS");
        assertThat(changed.data().path("title").asText()).isEqualTo("After");
        client.delete(path);
        assertThat(client.get(path).error()).isEqualTo("404 products.not-found");
    }

    @Test
    void whoeverAsksForItGetsAnAnswerFromShopify() {
        client.get(PRODUCTS);
        var asked = asked();

        assertThat(client.send("GET", PRODUCTS, null, "Cache-Control", "no-cache").header("x-cache"))
                .isEqualTo("BYPASS");
        assertThat(asked()).isEqualTo(asked + 1);
    }

    @Test
    void whoHasTheAnswerIsNotSentItAgain() {
        var tag = client.get(PRODUCTS).header("etag");

        var same = client.send("GET", PRODUCTS, null, "If-None-Match", tag);
        client.post(PRODUCTS, "{\"title\":\"New\"}");
        var changed = client.send("GET", PRODUCTS, null, "If-None-Match", tag);

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.response().body()).isEmpty();
        assertThat(same.header("etag")).isEqualTo(tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("etag")).isNotEqualTo(tag);
    }

    private int asked() {
        return Client.control("GET", "/requests?shop=" + shop, "").json().size();
    }
}
