package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/// Runs bulk operations in a store and fetches their lines, by nothing but HTTP.
final class BulkDesk {
    private static final Set<String> OVER = Set.of("COMPLETED", "FAILED", "CANCELED", "EXPIRED");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Store store;

    BulkDesk(Store store) {
        this.store = store;
    }

    /// The answer of `bulkOperationRunQuery`.
    JsonNode ask(String query, boolean grouped) {
        return store.data("""
                mutation Run($q: String!, $g: Boolean!) { bulkOperationRunQuery(query: $q, groupObjects: $g) {
                  bulkOperation { id status type query createdAt } userErrors { field message code } } }""",
                Map.of("q", query, "g", grouped));
    }

    String start(String query) {
        JsonNode data = ask(query, false);
        assertThat(Store.problems(data)).isEmpty();
        return data.at("/bulkOperationRunQuery/bulkOperation/id").asText();
    }

    List<String> problems(String query) {
        return Store.problems(ask(query, false));
    }

    JsonNode read(String id) {
        return store.data("""
                query Get($id: ID!) { bulkOperation(id: $id) { id status errorCode type createdAt completedAt
                  objectCount rootObjectCount fileSize url partialDataUrl } }""", Map.of("id", id))
                .path("bulkOperation");
    }

    JsonNode finished(String id) {
        Awaitility.await("the operation to end").atMost(Duration.ofMinutes(2))
                .until(() -> OVER.contains(read(id).path("status").asText()));
        return read(id);
    }

    JsonNode run(String query) {
        return finished(start(query));
    }

    List<JsonNode> lines(String query) {
        JsonNode operation = run(query);
        assertThat(operation.path("status").asText()).isEqualTo("COMPLETED");
        return lines(operation);
    }

    static List<JsonNode> lines(JsonNode operation) {
        return operation.path("url").isNull() ? List.of() : parsed(text(operation.path("url").asText()));
    }

    static List<JsonNode> parsed(String text) {
        return Arrays.stream(text.split("\n")).filter(line -> !line.isEmpty()).map(line -> {
            try {
                return JSON.readTree(line);
            } catch (JsonProcessingException failure) {
                throw new UncheckedIOException(failure);
            }
        }).toList();
    }

    static String text(String url) {
        HttpResponse<byte[]> answer = get(url);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    static HttpResponse<byte[]> get(String url, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
        return send((headers.length == 0 ? request : request.headers(headers)).GET());
    }

    static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
