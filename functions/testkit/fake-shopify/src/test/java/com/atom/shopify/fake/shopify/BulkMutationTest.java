package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkMutationTest {
    private static final String SET = """
            mutation Set($input: ProductSetInput!) { productSet(input: $input, synchronous: true) {
              product { id title } userErrors { field message } } }""";

    @RegisterExtension
    final FreshStores stores = new FreshStores("bulk-mutation", "write_products,read_orders");

    @Test
    void answersEachLineWithItsNumber() {
        String key = uploaded("""
                {"input": {"title": "Lamp"}}
                {"input": {"title": ""}}
                not json
                """);

        JsonNode operation = new BulkDesk(stores.store()).finished(started(SET, key));
        List<JsonNode> lines = BulkDesk.lines(operation);

        assertThat(operation.path("type").asText()).isEqualTo("MUTATION");
        assertThat(operation.path("objectCount").asText()).isEqualTo("3");
        assertThat(lines).extracting(line -> line.path("__lineNumber").asInt()).containsExactly(0, 1, 2);
        assertThat(lines.get(0).at("/data/productSet/product/title").asText()).isEqualTo("Lamp");
        assertThat(lines.get(0).at("/data/productSet/userErrors")).isEmpty();
        assertThat(lines.get(1).at("/data/productSet/userErrors")).isNotEmpty();
        assertThat(lines.get(2).path("errors")).isNotEmpty();
        assertThat(stores.store().titles("title:Lamp")).containsExactly("Lamp");
    }

    @Test
    void refusesFilesAndMutationsThatCannotRun() {
        assertThat(Store.problems(run(SET, "tmp/1/bulk/2/vars.jsonl"))).singleElement().asString()
                .endsWith("(NO_SUCH_FILE)");
        assertThat(Store.problems(run(SET, uploaded("")))).containsExactly(
                ": The input file is empty. (INVALID_STAGED_UPLOAD_FILE)");
        String key = uploaded("{}\n");
        assertThat(Store.problems(run("{ shop { name } }", key))).singleElement().asString()
                .endsWith("Only `mutation` operations are supported. (INVALID_MUTATION)");
        assertThat(Store.problems(run("mutation { nonsense }", key))).singleElement().asString()
                .endsWith("(INVALID_MUTATION)");
    }

    @Test
    void takesAnUploadOnlyAsItWasStaged() {
        JsonNode target = staged();

        assertThat(upload(target, "{}\n", "other").statusCode()).isEqualTo(403);
        assertThat(upload(target, "{}\n", parameter(target, "x-goog-signature")).statusCode()).isEqualTo(201);
    }

    private String started(String mutation, String key) {
        JsonNode data = run(mutation, key);
        assertThat(Store.problems(data)).isEmpty();
        return data.at("/bulkOperationRunMutation/bulkOperation/id").asText();
    }

    private JsonNode run(String mutation, String key) {
        return stores.store().data("""
                mutation Run($m: String!, $p: String!) { bulkOperationRunMutation(mutation: $m, stagedUploadPath: $p,
                  clientIdentifier: "one") { bulkOperation { id status } userErrors { field message code } } }""",
                Map.of("m", mutation, "p", key));
    }

    private JsonNode staged() {
        return stores.store()
                .data("""
                        mutation { stagedUploadsCreate(input: [{resource: BULK_MUTATION_VARIABLES, filename: "vars.jsonl",
                          mimeType: "text/jsonl", httpMethod: POST}]) { stagedTargets { url resourceUrl parameters { name value } }
                          userErrors { field message } } }""")
                .at("/stagedUploadsCreate/stagedTargets/0");
    }

    private String uploaded(String lines) {
        JsonNode target = staged();
        assertThat(upload(target, lines, parameter(target, "x-goog-signature")).statusCode()).isEqualTo(201);
        return parameter(target, "key");
    }

    private static String parameter(JsonNode target, String name) {
        for (JsonNode parameter : target.path("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.path("value").asText();
            }
        }
        throw new AssertionError(name);
    }

    private static HttpResponse<byte[]> upload(JsonNode target, String lines, String signature) {
        var body = new StringBuilder();
        for (JsonNode parameter : target.path("parameters")) {
            String name = parameter.path("name").asText();
            body.append("--part\r\nContent-Disposition: form-data; name=\"").append(name).append("\"\r\n\r\n")
                    .append(name.equals("x-goog-signature") ? signature : parameter.path("value").asText())
                    .append("\r\n");
        }
        body.append("--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"vars.jsonl\"\r\n")
                .append("Content-Type: text/jsonl\r\n\r\n").append(lines).append("\r\n--part--\r\n");
        return BulkDesk.send(HttpRequest.newBuilder(URI.create(target.path("url").asText()))
                .header("Content-Type", "multipart/form-data; boundary=part")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8)));
    }
}
