package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookSubscriptionsTest {
    private static final String URI = "http://127.0.0.1:9/hooks";
    private static final String LIST = """
            query Hooks($topics: [WebhookSubscriptionTopic!], $uri: String, $first: Int = 10, $after: String) {
              webhookSubscriptions(first: $first, after: $after, topics: $topics, uri: $uri) { nodes { id topic uri
                format filter includeFields name apiVersion { handle } createdAt updatedAt legacyResourceId }
                pageInfo { hasNextPage endCursor } } webhookSubscriptionsCount { count } }""";

    @RegisterExtension
    static final FreshStores STORES = new FreshStores("subscriptions", "write_products,read_orders");

    @Test
    void areMadeChangedAndEnded() {
        String id = create("ORDERS_CREATE", Map.of("uri", URI, "name", "first")).at(
                "/webhookSubscriptionCreate/webhookSubscription/id").asText();

        JsonNode made = STORES.store().data("query One($id: ID!) { webhookSubscription(id: $id) { topic uri name } }",
                Map.of("id", id)).path("webhookSubscription");
        JsonNode changed = update(id, Map.of("uri", URI + "/other"))
                .at("/webhookSubscriptionUpdate/webhookSubscription");
        JsonNode ended = delete(id).path("webhookSubscriptionDelete");

        assertThat(made.path("topic").asText()).isEqualTo("ORDERS_CREATE");
        assertThat(made.path("name").asText()).isEqualTo("first");
        assertThat(changed.path("uri").asText()).isEqualTo(URI + "/other");
        assertThat(ended.path("deletedWebhookSubscriptionId").asText()).isEqualTo(id);
        assertThat(list(Map.of()).at("/webhookSubscriptionsCount/count").asInt()).isZero();
        assertThat(Store.problems(delete(id))).containsExactly("id: Webhook subscription does not exist");
        assertThat(Store.problems(update(id, Map.of("uri", URI)))).hasSize(1);
    }

    @Test
    void areListedByTopicAndAddressInPages() {
        create("ORDERS_CREATE", Map.of("uri", URI));
        create("PRODUCTS_UPDATE", Map.of("uri", URI));
        create("APP_UNINSTALLED", Map.of("uri", "https://example.com/hooks"));

        JsonNode first = list(Map.of("first", 2)).path("webhookSubscriptions");
        JsonNode second = list(Map.of("first", 2, "after", first.at("/pageInfo/endCursor").asText()))
                .path("webhookSubscriptions");

        assertThat(first.findValuesAsText("topic")).containsExactly("ORDERS_CREATE", "PRODUCTS_UPDATE");
        assertThat(second.findValuesAsText("topic")).containsExactly("APP_UNINSTALLED");
        assertThat(first.at("/nodes/0/apiVersion/handle").asText()).isEqualTo("2026-10");
        assertThat(list(Map.of("topics", List.of("PRODUCTS_UPDATE"))).findValuesAsText("topic"))
                .containsExactly("PRODUCTS_UPDATE");
        assertThat(list(Map.of("uri", "https://example.com/hooks")).findValuesAsText("topic"))
                .containsExactly("APP_UNINSTALLED");
    }

    @Test
    void areNotMadeTwiceForOneAddress() {
        create("ORDERS_CREATE", Map.of("uri", URI));
        String other = create("ORDERS_CREATE", Map.of("uri", URI + "/2")).findValuesAsText("id").getFirst();

        assertThat(Store.problems(create("ORDERS_CREATE", Map.of("uri", URI)))).containsExactly(
                "webhookSubscription.uri: Address for this topic has already been taken");
        assertThat(Store.problems(update(other, Map.of("uri", URI)))).hasSize(1);
        assertThat(Store.problems(update(other, Map.of("uri", URI + "/2")))).isEmpty();
        assertThat(Store.problems(create("ORDERS_UPDATED", Map.of("uri", URI)))).isEmpty();
    }

    @Test
    void objectToAddressesNamesAndTopicsThatMayNotBe() {
        for (String uri : List.of("", "nowhere", "http://example.com/hooks", "ftp://127.0.0.1/")) {
            assertThat(Store.problems(create("ORDERS_CREATE", Map.of("uri", uri)))).as(uri).hasSize(1);
        }
        assertThat(Store.problems(create("ORDERS_CREATE", Map.of("uri", URI, "name", "x".repeat(51))))).hasSize(1);
        assertThat(Store.problems(create("CUSTOMERS_CREATE", Map.of("uri", URI)))).singleElement().asString()
                .contains("read_customers");
        assertThat(ask("SHOP_REDACT", Map.of("uri", URI)).path("errors")).isNotEmpty();
        assertThat(ask("CUSTOMERS_DATA_REQUEST", Map.of("uri", URI)).path("errors")).isNotEmpty();
    }

    @Test
    void refuseLoudlyWhatIsNotPlayed() {
        for (Map<String, Object> more : List.<Map<String, Object>>of(Map.of("filter", "id:1"),
                Map.of("includeFields", List.of("id")), Map.of("metafieldNamespaces", List.of("a")),
                Map.of("format", "XML"))) {
            var input = new LinkedHashMap<String, Object>(Map.of("uri", URI));
            input.putAll(more);

            assertThat(ask("ORDERS_CREATE", input).at("/errors/0/extensions/code").asText()).as(more.toString())
                    .isEqualTo("SIMULATOR_UNSUPPORTED");
        }
    }

    @Test
    void belongToOneAppAndGoWithIt() {
        var merchant = STORES.store().merchant();
        String mine = create("ORDERS_CREATE", Map.of("uri", URI)).findValuesAsText("id").getFirst();
        JsonNode own = Merchant.body(merchant.control("POST", "/own-app",
                Merchant.json(Map.of("shop", merchant.shop(), "scope", "read_orders"))));
        String token = Merchant.body(merchant.token("grant_type", "client_credentials", "client_id",
                own.path("client_id").asText(), "client_secret", own.path("client_secret").asText()))
                .path("access_token").asText();

        JsonNode seen = Merchant.body(merchant.graphql(token, LIST, Map.of()));
        JsonNode deleted = Merchant.body(merchant.graphql(token, "mutation D($id: ID!) { "
                + "webhookSubscriptionDelete(id: $id) { userErrors { message } } }", Map.of("id", mine)));
        merchant.control("POST", "/uninstall", Merchant.json(Map.of("shop", merchant.shop())));
        STORES.reinstall();

        assertThat(seen.at("/data/webhookSubscriptions/nodes")).isEmpty();
        assertThat(deleted.findValuesAsText("message")).hasSize(1);
        assertThat(list(Map.of()).at("/webhookSubscriptions/nodes")).isEmpty();
    }

    private static JsonNode create(String topic, Map<String, ?> input) {
        JsonNode body = ask(topic, input);
        assertThat(body.has("errors")).as(body.toString()).isFalse();
        return body.path("data");
    }

    private static JsonNode ask(String topic, Map<String, ?> input) {
        return STORES.store().ask("""
                mutation HookCreate($topic: WebhookSubscriptionTopic!, $sub: WebhookSubscriptionInput!) {
                  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $sub) {
                    webhookSubscription { id uri topic } userErrors { field message } } }""",
                Map.of("topic", topic, "sub", input));
    }

    private static JsonNode update(String id, Map<String, ?> input) {
        return STORES.store().data("""
                mutation HookUpdate($id: ID!, $sub: WebhookSubscriptionInput!) {
                  webhookSubscriptionUpdate(id: $id, webhookSubscription: $sub) {
                    webhookSubscription { id uri } userErrors { field message } } }""",
                Map.of("id", id, "sub", input));
    }

    private static JsonNode delete(String id) {
        return STORES.store().data("""
                mutation HookDelete($id: ID!) { webhookSubscriptionDelete(id: $id) {
                  deletedWebhookSubscriptionId userErrors { field message } } }""", Map.of("id", id));
    }

    private static JsonNode list(Map<String, ?> variables) {
        return STORES.store().data(LIST, variables);
    }
}
