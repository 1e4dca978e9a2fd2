package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atom.shopify.routes.InsightsRoute;
import com.atom.shopify.routes.IntakeRoute;
import com.atom.shopify.routes.Job;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.routes.WebhooksRoute;
import com.atom.shopify.tables.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Syncs and imports from the request to the end, against the simulator's bulk operations.
///
/// In a product of its own: the nightly job looks at all stores there are.
class SyncIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SYNC = WebhooksRoute.START_SYNC.path();
    private static final String IMPORTS = WebhooksRoute.CREATE_IMPORT.path();

    private static final Pattern DRIFTED = Pattern.compile("\"" + Metric.LEVELS_DRIFTED.id() + "\":([0-9]+)");

    private static final LocalPlatform PLATFORM = Running.start(Map.of());

    private final String shop = Client.newShop();
    private final Client client = new Client(PLATFORM, "owner-of-" + shop);

    /// Shopify tells when an operation has ended; who has to look again and again waits for half a minute each time.
    @BeforeAll
    static void listen() {
        var configured = Client.control(PLATFORM, "PUT", "/app", "{\"webhook_uri\":\"" + PLATFORM.api()
                + IntakeRoute.INTAKE.path() + "\",\"topics\":[\"bulk_operations/finish\"],\"compliance\":false}");
        assertThat(configured.status()).as(configured.response().body()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        PLATFORM.close();
    }

    @BeforeEach
    void connect() {
        client.connect(shop);
    }

    @ParameterizedTest
    @CsvSource({"orders", "products", "customers", "inventory"})
    void aSubjectIsReadFromItsBeginningToItsEnd(String subject) {
        var started = client.post(SYNC, "{\"subject\":\"" + subject + "\"}");
        assertThat(started.status()).as(started.response().body()).isEqualTo(202);

        var done = ended(SYNC + "/" + started.data().path("id").asText());

        assertThat(done.path("status").asText()).as(done.toString()).isEqualTo("completed");
        assertThat(done.path("cursor")).isEqualTo(done.path("until"));
        assertThat(done.at("/progress/done").asLong()).isEqualTo(done.at("/progress/total").asLong());
        var known = client.get(InsightsRoute.INVENTORY_SUMMARY.path()).data();
        assertThat(known.path("stock_complete_since").isNull()).isEqualTo(!subject.equals("inventory"));
        assertThat(known.at("/window/complete_since").isNull()).isEqualTo(!subject.equals("orders"));
    }

    @Test
    void whereShopifyRefusesSalesInBulkOrdersAreReadOneByOneAndSellTheSame() {
        Client.control(PLATFORM, "PUT", "/shops/" + shop,
                "{\"seed\":{\"products\":3,\"orders\":30},\"bulk_nodes\":\"node_only\"}");

        var oneByOne = soldAfterASync();

        assertThat(oneByOne.path("orders").asInt()).isPositive();
        Client.control(PLATFORM, "PUT", "/shops/" + shop, "{\"bulk_nodes\":\"with_id\"}");
        assertThat(soldAfterASync()).isEqualTo(oneByOne);
    }

    private JsonNode soldAfterASync() {
        var id = client.post(SYNC, "{\"subject\":\"orders\"}").data().path("id").asText();
        var done = ended(SYNC + "/" + id);
        assertThat(done.path("status").asText()).as(done.toString()).isEqualTo("completed");
        var today = LocalDate.now(ZoneOffset.UTC);
        return await().atMost(PATIENCE).until(() -> client.get(InsightsRoute.READ_ANALYTICS.path() + "?from="
                + today.minusYears(2) + "&to=" + today.minusDays(1) + "&granularity=month").data().path("totals"),
                JsonNode::isObject);
    }

    @Test
    void whatIsReadAlreadyIsNotReadTwiceAtATimeAndASyncOfAnotherStoreIsNotThere() {
        var other = new Client(PLATFORM, "stranger").connect(Client.newShop());
        var id = client.post(SYNC, "{\"subject\":\"orders\"}").data().path("id").asText();

        assertThat(other.get(SYNC + "/" + id).error()).isEqualTo("404 sync.not-found");
        assertThat(other.post(SYNC + "/" + id + "/cancel", "{}").error()).isEqualTo("404 sync.not-found");
        assertThat(client.post(SYNC, "{\"subject\":\"weather\"}").status()).isEqualTo(400);
        assertThat(client.post(SYNC, "{\"subject\":\"orders\",\"from\":\"2226-01-01T00:00:00Z\"}").error())
                .isEqualTo("400 request.invalid from:future");
        var done = ended(SYNC + "/" + id);
        assertThat(client.post(SYNC + "/" + id + "/cancel", "{}").error()).isEqualTo("409 sync.ended");
        assertThat(done.path("status").asText()).isEqualTo("completed");
    }

    @Test
    void stockFromAFileIsInTheStoreAndALineThatShopifyRefusesIsNamed() {
        var item = client.post("/api/shopify/products", "{\"title\":\"Tea\"}").data()
                .at("/variants/0/inventory_item_id").asText();
        var level = client.get("/api/shopify/enhanced/inventory?inventory_item_ids=" + item).data().at("/0/levels/0");
        var location = level.path("location_id").asText();

        var done = imported("inventory", quantity(item, location, 42) + "\n" + quantity("999999999", location, 1));

        assertThat(done.path("status").asText()).as(done.toString()).isEqualTo("completed");
        assertThat(done.at("/progress/written").asInt()).isEqualTo(1);
        assertThat(done.at("/errors/0/line").asInt()).isEqualTo(2);
        assertThat(client.get("/api/shopify/enhanced/inventory?inventory_item_ids=" + item).data()
                .at("/0/levels/0/available").asInt()).isEqualTo(42);
    }

    @Test
    void nothingOfAFileWithABadLineIsSent() {
        var done = imported("products", "{\"title\":\"no handle\"}");

        assertThat(done.path("status").asText()).isEqualTo("failed");
        assertThat(done.path("reason").asText()).isEqualTo("import.lines-invalid");
        assertThat(done.at("/errors/0/field").asText()).isEqualTo("handle");
    }

    @Test
    void whatWasNotUploadedFails() {
        var created = client.post(IMPORTS, "{\"kind\":\"products\"}").data();
        client.post(IMPORTS + "/" + created.path("id").asText() + "/start", "{}");

        assertThat(ended(IMPORTS + "/" + created.path("id").asText()).path("reason").asText())
                .isEqualTo("import.not-uploaded");
    }

    @Test
    void whatASyncFindsIsToldAndWhatWasDeletedUnheardIsForgotten() {
        var product = client.post("/api/shopify/products", "{\"title\":\"Tea\"}").data();
        var item = product.at("/variants/0/inventory_item_id").asLong();
        var gid = product.path("admin_graphql_api_id").asText();
        // A sync reads up to the second in which it begins, and the product may be of that second.
        await().atMost(PATIENCE).untilAsserted(() -> {
            synced("products");
            assertThat(told("ProductChanged", gid)).containsExactly(false);
        });
        synced("inventory");
        assertThat(client.get("/local/events").json().valueStream()
                .filter(event -> event.path("detail-type").asText().equals("InventoryChanged"))
                .map(event -> event.at("/detail/item_id").asText())).contains("gid://shopify/InventoryItem/" + item);
        synced("products");
        assertThat(told("ProductChanged", gid)).as("nothing is news a second time").containsExactly(false);
        // Nobody hears of it: this shop has no subscription to deletions.
        client.delete("/api/shopify/products/" + product.path("id").asText());

        // It asks for what was not heard of since the second in which it began.
        await().atMost(PATIENCE).untilAsserted(() -> {
            synced("inventory");
            assertThat(row(item)).containsKey("deleted_at").doesNotContainKey("tracked");
        });

        assertThat(told("ProductChanged", gid)).containsExactly(false, true);
    }

    @Test
    void theNightlyJobForgetsWhatWasDeletedUnheard() {
        var product = client.post("/api/shopify/products", "{\"title\":\"Tea\"}").data();
        var item = product.at("/variants/0/inventory_item_id").asLong();
        await().atMost(PATIENCE).untilAsserted(() -> {
            synced("inventory");
            assertThat(row(item)).containsKey("tracked");
        });
        client.delete("/api/shopify/products/" + product.path("id").asText());

        var run = client.post("/local/jobs/" + Job.RECONCILE.id(), "");

        assertThat(run.status()).isEqualTo(202);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(row(item)).containsKey("deleted_at"));
    }

    private void synced(String subject) {
        var started = client.post(SYNC, "{\"subject\":\"" + subject + "\"}");
        assertThat(started.status()).as(started.response().body()).isEqualTo(202);
        var done = ended(SYNC + "/" + started.data().path("id").asText());
        assertThat(done.path("status").asText()).as(done.toString()).isEqualTo("completed");
    }

    /// Of each event about a thing, whether it said that the thing is deleted.
    private List<Boolean> told(String type, String id) {
        return client.get("/local/events").json().valueStream()
                .filter(event -> event.at("/detail/shop").asText().equals(shop)
                        && event.path("detail-type").asText().equals(type)
                        && event.at("/detail/id").asText().equals(id))
                .map(event -> event.at("/detail/deleted").asBoolean()).toList();
    }

    /// What is kept of an item of the shop.
    private Map<String, AttributeValue> row(long item) {
        return PLATFORM.tables().client()
                .getItem(get -> get.tableName(PLATFORM.tables().name(Table.CATALOG))
                        .key(Map.of("shop", AttributeValue.fromS("stock#" + shop + "#" + item % 8), "record",
                                AttributeValue.fromS("item#%019d".formatted(item)))))
                .item();
    }

    @Test
    void theNightlyJobReadsEverySubjectOfAStore() {
        var run = client.post("/local/jobs/" + Job.RECONCILE.id(), "");

        assertThat(run.status()).isEqualTo(202);
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(Client.control(PLATFORM, "GET", "/requests?shop=" + shop, "").response().body())
                        .contains("CountOrders", "CountProducts", "CountCustomers", "CountVariants"));
        var compared = await().atMost(PATIENCE).until(() -> health().path("last_comparison"), JsonNode::isObject);
        assertThat(compared.path("objects").asLong()).isGreaterThanOrEqualTo(compared.path("drifted").asLong());
        assertThat(Instant.parse(compared.path("through").asText())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void aQuantityThatNobodyToldOfIsDrift() {
        var known = client.get("/api/shopify/enhanced/inventory?limit=1").data().path(0);
        var item = known.path("id").asText();
        var location = known.at("/levels/0/location_id").asText();
        synced("inventory");
        var before = drifted();

        assertThat(client
                .post("/api/shopify/enhanced/inventory/adjustments", "{\"mode\":\"set\",\"reason\":\"correction\","
                        + "\"reference_document_uri\":\"gid://sample/Count/1\",\"changes\":[{\"inventory_item_id\":\""
                        + item
                        + "\",\"location_id\":\"" + location + "\",\"quantity\":4711,\"change_from_quantity\":null}]}")
                .status())
                .isEqualTo(200);

        // A sync reads what was changed before the second in which it began.
        await().atMost(PATIENCE).until(() -> {
            synced("inventory");
            return drifted() > before;
        });
        assertThat(health().at("/last_sync/subject").asText()).isEqualTo("inventory");
        assertThat(health().at("/last_sync/status").asText()).isEqualTo("completed");
    }

    /// As the lines of the log count them.
    private static long drifted() {
        return PLATFORM.log().stream().map(DRIFTED::matcher).filter(Matcher::find)
                .mapToLong(found -> Long.parseLong(found.group(1))).sum();
    }

    private JsonNode health() {
        return client.get("/api/shopify/health/summary").data().at("/stores/0");
    }

    private JsonNode imported(String kind, String lines) {
        var created = client.post(IMPORTS, "{\"kind\":\"" + kind + "\"}");
        assertThat(created.status()).as(created.response().body()).isEqualTo(202);
        var id = created.data().path("id").asText();
        upload(created.data().path("upload_url").asText(), lines);
        assertThat(client.post(IMPORTS + "/" + id + "/start", "{}").status()).isEqualTo(202);
        return ended(IMPORTS + "/" + id);
    }

    private static void upload(String address, String lines) {
        try (var http = HttpClient.newHttpClient()) {
            var put = HttpRequest.newBuilder(URI.create(address)).PUT(BodyPublishers.ofString(lines, UTF_8)).build();
            assertThat(http.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private static String quantity(String item, String location, int quantity) {
        return "{\"inventory_item_id\":\"%s\",\"location_id\":\"%s\",\"quantity\":%d}".formatted(item, location,
                quantity);
    }

    private JsonNode ended(String path) {
        return await().atMost(PATIENCE).until(() -> client.get(path).data(),
                shown -> shown.path("ended_at").isTextual());
    }
}
