package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// The subscriptions of the app in one shop of the simulator, seen and changed with a token of the app's that is not ours.
record SimulatorSubscriptions(LocalPlatform platform, String shop, String token) {
    private static final String OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";

    static SimulatorSubscriptions of(LocalPlatform platform, String shop) {
        var permanent = Client.anonymous().send("POST", platform.shopify() + "/_control/permanent-token",
                ("{\"shop\":\"" + shop + "\",\"scope\":\"" + ConnectStoreIT.SCOPES + "\"}").getBytes(UTF_8)).json()
                .path("access_token").asText();
        var made = Client.anonymous().send("POST", platform.shopify() + "/" + shop + "/admin/oauth/access_token",
                ("client_id=local-key&client_secret=local-secret&expiring=1&subject_token=" + permanent
                        + "&grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token_type=" + OFFLINE
                        + "&requested_token_type=" + OFFLINE).getBytes(UTF_8),
                "Content-Type", "application/x-www-form-urlencoded");
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
