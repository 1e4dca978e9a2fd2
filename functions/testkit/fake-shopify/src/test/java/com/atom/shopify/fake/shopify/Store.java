package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// A shop with the app installed: asks, and shows data or problems.
final class Store {
    private final Merchant merchant;
    private final String token;

    Store(FakeShopify shopify, String shop) {
        this(shopify, shop, Merchant.ALL);
    }

    Store(FakeShopify shopify, String shop, String scopes) {
        this.merchant = new Merchant(shopify, shop);
        this.token = merchant.install(scopes).path("access_token").asText();
    }

    Merchant merchant() {
        return merchant;
    }

    String token() {
        return token;
    }

    /// The whole body of an answer.
    JsonNode ask(String query, Map<String, ?> variables) {
        var answer = merchant.graphql(token, query, variables);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Merchant.body(answer);
    }

    JsonNode ask(String query) {
        return ask(query, Map.of());
    }

    /// The data of an answer that has no errors.
    JsonNode data(String query, Map<String, ?> variables) {
        JsonNode body = ask(query, variables);
        assertThat(body.has("errors")).as(body.toString()).isFalse();
        return body.path("data");
    }

    JsonNode data(String query) {
        return data(query, Map.of());
    }

    /// What the search finds, by title.
    List<String> titles(String search) {
        JsonNode data = data(
                "query Find($q: String) { products(first: 100, query: $q, sortKey: TITLE) { nodes { title } } }",
                Map.of("q", search));
        return data.path("products").findValuesAsText("title");
    }

    /// The `userErrors` of the only payload, as `field.path: message (code)`.
    static List<String> problems(JsonNode data) {
        JsonNode payload = data.elements().next();
        return StreamSupport.stream(payload.path("userErrors").spliterator(), false)
                .map(entry -> String.join(".", strings(entry.path("field"))) + ": " + entry.path("message").asText()
                        + (entry.hasNonNull("code") ? " (" + entry.path("code").asText() + ")" : ""))
                .toList();
    }

    private static List<String> strings(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
