package com.atom.shopify.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/// One call of an AWS double, to set up what CDK sets up in an account.
final class AwsCall {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AwsCall() {}

    static JsonNode to(URI endpoint, String target, Map<String, String> input) {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(endpoint).header("X-Amz-Target", target)
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(input))).build(),
                    HttpResponse.BodyHandlers.ofString());
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
