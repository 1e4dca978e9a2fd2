package com.atom.shopify.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/// One call of a double, to set up what CDK sets up in an account, or the app's configuration at Shopify.
final class SetupCall {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SetupCall() {}

    static JsonNode to(URI endpoint, String target, Map<String, String> input) {
        return send(HttpRequest.newBuilder(endpoint).header("X-Amz-Target", target)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(input).toString())).build(), target);
    }

    static void put(URI address, String body) {
        var _ = send(HttpRequest.newBuilder(address).PUT(HttpRequest.BodyPublishers.ofString(body)).build(),
                address.getPath());
    }

    private static JsonNode send(HttpRequest request, String target) {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new StartFailure(target + " failed.");
            }
            return JSON.readTree(answer.body());
        } catch (IOException broken) {
            throw new StartFailure(target + " failed.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Stopped.");
        }
    }
}
