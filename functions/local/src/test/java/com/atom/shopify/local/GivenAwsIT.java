package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atom.shopify.routes.Bucket;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.routes.Setting;
import com.atom.shopify.tables.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The product on tables, queues, buckets and keys that it did not make itself, as after a deployment to an emulator.
class GivenAwsIT {
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void theProductRunsOnWhatSomebodyElseDeployed() {
        try (var somebodys = new OwnAws("{\"current\":\"local-secret\"}");
                var platform = LocalPlatform.start(naming(somebodys), ROOT, _ -> {})) {
            platform.subscribe();
            var shop = Client.newShop();
            var client = new Client(platform, "user-of-" + shop).connect(shop);

            var product = client.post("/api/shopify/products", "{\"title\":\"Deployed\"}");

            assertThat(product.status()).as(product.response().body()).isEqualTo(201);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                    client.get("/api/shopify/enhanced/webhooks/deliveries?topic=products/create").data())
                    .anySatisfy(delivery -> assertThat(delivery.path("outcome").asText()).isEqualTo("applied")));
            assertThat(somebodys.tables().client().scan(scan -> scan.tableName(somebodys.tables().name(Table.TOKENS)))
                    .items()).singleElement().satisfies(row -> assertThat(row.toString()).contains(shop));
            assertThat(client.get("/local/events").status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ENDPOINT_URL_KMS", "SALES_TABLE", "INBOX_DEAD_LETTER_QUEUE", "FILES_BUCKET",
            "TOKEN_KEY_ID", "SHOPIFY_SECRET_ID"})
    void namesWhatIsMissing(String setting) {
        try (var somebodys = new OwnAws("{}")) {
            var environment = naming(somebodys);
            environment.remove(setting);

            assertThatThrownBy(() -> LocalPlatform.start(environment, ROOT, _ -> {})).isInstanceOf(StartFailure.class)
                    .hasMessageContaining(setting);
        }
    }

    private static Map<String, String> naming(OwnAws aws) {
        var environment = new HashMap<>(aws.access(LambdaFunction.INTAKE));
        environment.putAll(Map.of("LOCAL_AWS", "given", "LOCAL_API_PORT", "0", "LOCAL_SHOPIFY_PORT", "0",
                "LOCAL_CONCURRENCY", "1"));
        Arrays.stream(Table.values()).map(Table::setting).forEach(name -> environment.put(name, aws.named(name)));
        Arrays.stream(Bucket.values()).map(Bucket::setting).forEach(name -> environment.put(name, aws.named(name)));
        for (var queue : Queue.values()) {
            environment.put(queue.setting(), aws.named(queue.setting()));
            environment.put(queue.deadLetterSetting(), aws.named(queue.deadLetterSetting()));
        }
        for (var setting : new Setting[]{Setting.SHOPIFY_SECRET_ID, Setting.EVENT_BUS, Setting.TOKEN_KEY_ID,
                Setting.ANSWER_KEY_ID}) {
            environment.put(setting.name(), aws.named(setting.name()));
        }
        return environment;
    }
}
