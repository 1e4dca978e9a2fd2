package com.atom.shopify.bench;

import java.net.http.HttpRequest;
import java.util.UUID;

/// What a user asks the API for, again and again.
enum Errand {
    /// The gateway's floor: the same path to a handler that reads one item of DynamoDB.
    FLOOR("floor, one DynamoDB read"),
    LIST_CACHED("GET products, 50"),
    LIST("GET products, 50, no-cache"),
    READ_CACHED("GET product"),
    READ("GET product, no-cache"),
    CREATE("POST product"),
    /// The same write again, as after an answer that was lost.
    REPEAT("POST product, repeated");

    private static final String PRODUCTS = "/api/shopify/products";
    private static final String SHIRT = """
            {"title":"Shirt","vendor":"Acme","status":"draft","tags":"bench",
             "variants":[{"sku":"S-RED","price":{"amount":"19.90","currency":"USD"}}]}""";

    private final String title;

    Errand(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean isWrite() {
        return this == CREATE || this == REPEAT;
    }

    /// Whether it is about what the cache holds; only meaningful once there is something in it.
    boolean wantsCached() {
        return this == LIST_CACHED || this == READ_CACHED;
    }

    /// @param key names a write; the same for the one that repeats it
    HttpRequest.Builder request(Merchant merchant, String api, String product, UUID key) {
        var all = api + PRODUCTS + "?shop=" + merchant.shop();
        var one = api + PRODUCTS + "/" + product + "?shop=" + merchant.shop();
        return switch (this) {
            case FLOOR, LIST_CACHED -> merchant.request(all);
            case LIST -> fresh(merchant.request(all));
            case READ_CACHED -> merchant.request(one);
            case READ -> fresh(merchant.request(one));
            case CREATE, REPEAT -> merchant.request(all).header("Content-Type", "application/json")
                    .header("Idempotency-Key", key.toString())
                    .POST(HttpRequest.BodyPublishers.ofString(SHIRT));
        };
    }

    private static HttpRequest.Builder fresh(HttpRequest.Builder request) {
        return request.header("Cache-Control", "no-cache");
    }
}
