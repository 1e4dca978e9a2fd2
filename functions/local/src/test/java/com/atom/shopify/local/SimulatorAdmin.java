package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// The Admin API of one shop of the simulator, with a token of the app's that is not ours.
record SimulatorAdmin(LocalPlatform platform, String shop, String token) {
    private static final String OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";

    static SimulatorAdmin of(LocalPlatform platform, String shop) {
        var permanent = Client.anonymous().send("POST", platform.shopify() + "/_control/permanent-token",
                ("{\"shop\":\"" + shop + "\",\"scope\":\"" + ConnectStoreIT.SCOPES + "\"}").getBytes(UTF_8)).json()
                .path("access_token").asText();
        var made = Client.anonymous().send("POST", platform.shopify() + "/" + shop + "/admin/oauth/access_token",
                ("client_id=local-key&client_secret=local-secret&expiring=1&subject_token=" + permanent
                        + "&grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token_type=" + OFFLINE
                        + "&requested_token_type=" + OFFLINE).getBytes(UTF_8),
                "Content-Type", "application/x-www-form-urlencoded");
        return new SimulatorAdmin(platform, shop, made.json().path("access_token").asText());
    }

    /// The data of an answer without errors.
    JsonNode run(String document, Map<String, ?> variables) {
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
