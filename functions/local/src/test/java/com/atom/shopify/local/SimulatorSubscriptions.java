package com.atom.shopify.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// The subscriptions of the app in one shop of the simulator, seen and changed with a token of the app's that is not ours.
record SimulatorSubscriptions(SimulatorAdmin admin) {

    static SimulatorSubscriptions of(LocalPlatform platform, String shop) {
        return new SimulatorSubscriptions(SimulatorAdmin.of(platform, shop));
    }

    List<JsonNode> all() {
        return admin.run("{ webhookSubscriptions(first: 250) { nodes { id topic uri } } }", Map.of())
                .at("/webhookSubscriptions/nodes").valueStream().toList();
    }

    List<String> topics() {
        return all().stream().map(each -> each.path("topic").asText()).toList();
    }

    void create(String topic, String uri) {
        admin.run(
                "mutation($topic: WebhookSubscriptionTopic!, $uri: String!) { webhookSubscriptionCreate(topic: $topic, "
                        + "webhookSubscription: {uri: $uri}) { userErrors { message } } }",
                Map.of("topic", topic, "uri", uri));
    }

    void delete(String topic) {
        all().stream().filter(each -> each.path("topic").asText().equals(topic))
                .forEach(each -> admin.run("mutation($id: ID!) { webhookSubscriptionDelete(id: $id) "
                        + "{ userErrors { message } } }", Map.of("id", each.path("id").asText())));
    }
}
