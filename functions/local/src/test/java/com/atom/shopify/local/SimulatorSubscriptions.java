package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// The subscriptions of the app in one shop of the simulator, seen and changed with a token of the app's that is not ours.
record SimulatorSubscriptions(LocalPlatform platform, String shop, String token) {

    static SimulatorSubscriptions of(LocalPlatform platform, String shop) {
        var made = Client.anonymous().send("POST", platform.shopify() + "/_control/permanent-token",
                ("{\"shop\":\"" + shop + "\",\"scope\":\"" + ConnectStoreIT.SCOPES + "\"}").getBytes(UTF_8));
        return new SimulatorSubscriptions(platform, shop, made.json().path("access_token").asText());
    }

    List<JsonNode> all() {
        return run("{ webhookSubscriptions(first: 250) { nodes { id topic uri } } }", Map.of())
                .at("/webhookSubscriptions/nodes").valueStream().toList();
    }

    List<String> topics() {
        return all().stream().map(each -> each.path("topic").asText()).toList();
    }

    void create(String topic, String uri) {
        run("mutation($topic: WebhookSubscriptionTopic!, $uri: String!) { webhookSubscriptionCreate(topic: $topic, "
                + "webhookSubscription: {uri: $uri}) { userErrors { message } } }",
                Map.of("topic", topic, "uri", uri));
    }

    void delete(String topic) {
        all().stream().filter(each -> each.path("topic").asText().equals(topic))
                .forEach(each -> run("mutation($id: ID!) { webhookSubscriptionDelete(id: $id) "
                        + "{ userErrors { message } } }", Map.of("id", each.path("id").asText())));
    }

    private JsonNode run(String document, Map<String, String> variables) {
        var body = Client.JSON.createObjectNode().put("query", document);
        body.set("variables", Client.JSON.valueToTree(variables));
        var reply = Client.anonymous().send("POST",
                platform.shopify() + "/" + shop + "/admin/api/2026-10/graphql.json", body.toString().getBytes(UTF_8),
                "X-Shopify-Access-Token", token);
        var data = reply.json().path("data");
        if (reply.json().has("errors") || !data.path("userErrors").isEmpty()) {
            throw new IllegalStateException(reply.response().body());
        }
        return data;
    }
}
