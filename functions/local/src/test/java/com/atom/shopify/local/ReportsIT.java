package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atom.shopify.routes.Job;
import com.atom.shopify.tables.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reports from the end of a period, or from a request, to the files behind the links.
///
/// In a product of its own: the job makes the reports of all stores there are, so it runs while there are few.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReportsIT {
    private static final String REPORTS = "/api/shopify/enhanced/reports";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int KINDS = 4;
    private static final int KINDS_TIMES_CADENCES = 12;

    private static final LocalPlatform PLATFORM = Running.start(Map.of());

    private final String shop = Client.newShop();
    private final Client client = new Client(PLATFORM, "owner-of-" + shop).connect(shop);
    private final LocalDate yesterday = LocalDate.now(ZoneId.of("America/New_York")).minusDays(1);

    @AfterAll
    static void stop() {
        PLATFORM.close();
    }

    @Test
    @Order(1)
    void whenTheirTimeHasComeEveryReportIsMadeOnceHoweverOftenTheJobRuns() {
        orderOf(yesterday);
        run();

        var made = await().atMost(PATIENCE).until(this::listed,
                all -> all.size() == KINDS_TIMES_CADENCES && all.valueStream().allMatch(ReportsIT::isReady));

        assertThat(made).extracting(each -> each.path("kind").asText() + " " + each.path("cadence").asText())
                .doesNotHaveDuplicates();
        assertThat(made).allSatisfy(each -> assertThat(each.path("origin").asText()).isEqualTo("schedule"));
        forgetThatItRan();
        run();
        assertThat(listed()).isEqualTo(made);
        assertThat(told()).hasSize(KINDS_TIMES_CADENCES)
                .containsExactlyInAnyOrderElementsOf(made.valueStream().map(each -> each.path("id").asText()).toList());
    }

    /// Two runs at once, as when a schedule calls late.
    @Test
    @Order(3)
    void aNightBringsEveryStoreItsReportsOnceByItsOwnClock() {
        var night = Stream.of("Asia/Kolkata", "Asia/Kathmandu", "Pacific/Chatham", "America/St_Johns",
                "Pacific/Kiritimati").map(ZoneId::of).collect(Collectors.toMap(zone -> zone, ReportsIT::connectedIn));
        var now = Instant.now(Clock.systemUTC());
        night.forEach((zone, store) -> PLATFORM.tables().client()
                .putItem(put -> put.tableName(table())
                        .item(Map.of("owner", AttributeValue.fromS(store.shop()), "record",
                                AttributeValue.fromS("reporting"), "DAILY",
                                second(ended(zone, now).atStartOfDay(zone).toInstant()), "WEEKLY", second(now),
                                "MONTHLY",
                                second(now)))));

        begin();
        begin();

        night.forEach((zone, store) -> {
            var made = await().atMost(PATIENCE).until(() -> store.client().get(REPORTS).data(),
                    all -> all.size() == KINDS && all.valueStream().allMatch(ReportsIT::isReady));
            assertThat(made).allSatisfy(each -> {
                assertThat(each.path("cadence").asText()).isEqualTo("daily");
                assertThat(each.path("from").asText()).isEqualTo(ended(zone, now).toString());
            });
            assertThat(made).extracting(each -> each.path("kind").asText()).doesNotHaveDuplicates();
            await().atMost(PATIENCE).until(() -> Set.copyOf(told(store.shop())), made.valueStream()
                    .map(each -> each.path("id").asText()).collect(Collectors.toSet())::equals);
            assertThat(told(store.shop())).doesNotHaveDuplicates();
        });
    }

    private record InZone(String shop, Client client) {}

    private static InZone connectedIn(ZoneId zone) {
        var shop = Client.newShop();
        Client.control(PLATFORM, "PUT", "/shops/" + shop, "{\"iana_timezone\":\"" + zone + "\"}");
        return new InZone(shop, new Client(PLATFORM, "owner-of-" + shop).connect(shop));
    }

    /// The last day of a zone that is over, and what happened on it was delivered.
    private static LocalDate ended(ZoneId zone, Instant now) {
        return LocalDate.ofInstant(now.minus(Duration.ofMinutes(10)), zone).minusDays(1);
    }

    private static AttributeValue second(Instant time) {
        return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
    }

    @Test
    @Order(2)
    void aDayThatWasMissedIsMadeLate() {
        run();
        await().atMost(PATIENCE).until(this::listed, all -> all.size() == KINDS_TIMES_CADENCES);
        markBack(yesterday.minusDays(2));

        run();

        await().atMost(PATIENCE).until(this::listed, all -> all.size() == KINDS_TIMES_CADENCES + 8);
        var days = client.get(REPORTS + "?cadence=daily&kind=finance").data();
        assertThat(days).extracting(each -> each.path("from").asText()).containsExactly(yesterday.toString(),
                yesterday.minusDays(1).toString(), yesterday.minusDays(2).toString());
    }

    @Test
    void aReportOnDemandShowsWhatWasSoldInEveryForm() throws IOException {
        orderOf(yesterday);

        var asked = client.post(REPORTS,
                "{\"kind\":\"sales\",\"from\":\"" + yesterday + "\",\"to\":\"" + yesterday + "\"}");
        assertThat(asked.status()).as(asked.response().body()).isEqualTo(202);
        var id = asked.data().path("id").asText();
        assertThat(asked.header("location")).isEqualTo(REPORTS + "/" + id);
        var ready = ready(id);

        assertThat(ready.path("partial").asBoolean()).isTrue();
        var json = fetched(ready.at("/links/json").asText());
        assertThat(json.headers().firstValue("content-type")).contains("application/json");
        var figures = Client.JSON.readTree(json.body()).at("/sections/0/figures");
        assertThat(figures).anySatisfy(figure -> {
            assertThat(figure.path("key").asText()).isEqualTo("net_sales");
            assertThat(figure.at("/value/amount").asText()).isEqualTo("20.00");
        });
        var csv = fetched(ready.at("/links/csv").asText());
        assertThat(csv.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
        assertThat(csv.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"sales-" + yesterday + ".csv\"");
        assertThat(csv.body()).contains("\r\nNet sales,20.00,,USD\r\n", "\r\nNot compared with the day before\r\n");
        var html = fetched(ready.at("/links/html").asText());
        assertThat(html.headers().firstValue("content-type")).hasValueSatisfying(
                type -> assertThat(type.replace(" ", "")).isEqualTo("text/html;charset=utf-8"));
        assertThat(html.body()).startsWith("<!doctype html>").contains("<svg", "20.00 USD", shop)
                .doesNotContain("<script", "src=", "href=");
        await().atMost(PATIENCE).until(() -> told().contains(id));
    }

    @ParameterizedTest
    @CsvSource({"inventory, weekly", "customers, monthly", "finance, weekly"})
    void everyKindIsMadeOnDemand(String kind, String cadence) {
        orderOf(yesterday);

        var asked = client.post(REPORTS, "{\"kind\":\"" + kind + "\",\"cadence\":\"" + cadence + "\"}");

        assertThat(fetched(ready(asked.data().path("id").asText()).at("/links/html").asText()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theReportsOfAShopThatIsForgottenAreErasedWithTheirFiles() {
        var asked = client.post(REPORTS, "{\"kind\":\"finance\",\"cadence\":\"daily\"}");
        var link = ready(asked.data().path("id").asText()).at("/links/json").asText();
        assertThat(fetched(link).body()).contains(shop);
        assertThat(client.post("/api/auth/shopify/revoke?shop=" + shop, "{}").status()).isEqualTo(200);

        StoreWithAPast.deliver(PLATFORM, shop, "shop/redact", "{\"shop_domain\":\"" + shop + "\"}");

        await().atMost(PATIENCE).until(() -> asked(link).statusCode() == 404);
        client.connect(shop);
        assertThat(listed()).isEmpty();
    }

    @Test
    void aReportUnderAKeyIsMadeOnce() {
        var body = "{\"kind\":\"finance\",\"cadence\":\"daily\"}".getBytes(UTF_8);
        var key = UUID.randomUUID().toString();

        var first = client.send("POST", REPORTS, body, "Idempotency-Key", key);
        var again = client.send("POST", REPORTS, body, "Idempotency-Key", key);

        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(listed()).hasSize(1);
    }

    @Test
    void aReportOfAnotherStoreIsNotThere() {
        var id = client.post(REPORTS, "{\"kind\":\"sales\"}").data().path("id").asText();
        var stranger = new Client(PLATFORM, "stranger").connect(Client.newShop());

        assertThat(stranger.get(REPORTS + "/" + id).error()).isEqualTo("404 reports.not-found");
        assertThat(stranger.get(REPORTS + "/" + id + "?shop=" + shop).error()).isEqualTo("404 store.not-found");
        assertThat(stranger.get(REPORTS).data()).isEmpty();
        assertThat(client.get(REPORTS + "/1795428000000-" + "0".repeat(16)).error())
                .isEqualTo("404 reports.not-found");
        assertThat(client.get(REPORTS + "/..%2F" + id).status()).isIn(400, 404);
        ready(id);
    }

    @Test
    void aLongListIsRead() {
        for (var kind : List.of("sales", "finance", "sales")) {
            client.post(REPORTS, "{\"kind\":\"" + kind + "\"}");
        }

        var first = client.get(REPORTS + "?limit=1&kind=sales");
        var second = client.get(REPORTS + "?limit=1&kind=sales&cursor="
                + first.json().at("/page/next_cursor").asText());

        assertThat(first.data()).hasSize(1);
        assertThat(second.data()).hasSize(1).doesNotContain(first.data().get(0));
        assertThat(second.json().at("/page/has_next").asBoolean()).isFalse();
        assertThat(client.get(REPORTS + "?shop=*&kind=finance").data().path("items")).singleElement()
                .satisfies(each -> assertThat(each.path("shop").asText()).isEqualTo(shop));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind":"weather"}                                                   | kind:choice
            {"kind":"sales","cadence":"hourly"}                                  | cadence:choice
            {"kind":"sales","from":"2026-03-02","to":"2026-03-01"}               | to:range
            {"kind":"sales","from":"2024-01-01","to":"2026-01-01"}               | to:too-long
            {"kind":"sales","from":"2999-01-01","to":"2999-01-02"}               | from:future
            {"kind":"sales","from":"2026-11-01","to":"2026-12-31"}               | to:not-ended
            {"kind":"sales","from":"2026-02-30","to":"2026-03-01"}               | from:format
            {"kind":"sales","from":"2026-02-01"}                                 | to:required
            {"kind":"sales","cadence":"daily","from":"2026-02-01","to":"2026-02-01"} | cadence:either
            {"kind":"sales","format":"pdf"}                                      | format:unknown
            {}                                                                   | kind:required
            """)
    void whatIsWrongByItselfIsRefused(String body, String problem) {
        assertThat(client.post(REPORTS, body).error()).isEqualTo("400 request.invalid " + problem);
        assertThat(listed()).isEmpty();
    }

    private void orderOf(LocalDate day) {
        StoreWithAPast.deliver(PLATFORM, shop, "orders/create", """
                {"id":9007199254740993,"processed_at":"%sT12:30:00-05:00","updated_at":"%sT18:00:00Z",
                 "currency":"USD","customer":{"id":7},"line_items":[{"id":1,"product_id":11,"variant_id":12,
                   "quantity":3,"price":"7.00","discount_allocations":[{"amount":"1.00"}]}],"total_price":"20.00"}
                """.formatted(day, day));
        await().atMost(PATIENCE).until(() -> client.get("/api/shopify/enhanced/analytics?from=" + day + "&to=" + day)
                .data().at("/totals/orders").asInt() == 1);
    }

    /// Until it has looked at every store: what it still did would meet what follows.
    private void run() {
        var run = begin();
        var key = Map.of("owner", AttributeValue.fromS("job#" + Job.MAKE_REPORTS.id()), "record",
                AttributeValue.fromS("run#" + run.substring(run.indexOf('#') + 1)));
        await().atMost(PATIENCE).until(() -> PLATFORM.tables().client()
                .getItem(get -> get.tableName(table()).key(key)).item().containsKey("finished_at"));
    }

    private String begin() {
        var begun = client.post("/local/jobs/" + Job.MAKE_REPORTS.id(), "");
        assertThat(begun.status()).isEqualTo(202);
        return begun.json().path("run").asText();
    }

    private JsonNode listed() {
        return client.get(REPORTS).data();
    }

    private static boolean isReady(JsonNode report) {
        return report.path("status").asText().equals("ready");
    }

    private JsonNode ready(String id) {
        return await().atMost(PATIENCE).until(() -> client.get(REPORTS + "/" + id).data(), ReportsIT::isReady);
    }

    private List<String> told() {
        return told(shop);
    }

    private static List<String> told(String shop) {
        return PLATFORM.events().events().stream().filter(event -> event.detailType().equals("ReportReady")
                && event.detail().path("shop").asText().equals(shop)).map(event -> event.detail().path("id").asText())
                .toList();
    }

    /// As if the last run had died before its end.
    private void forgetThatItRan() {
        PLATFORM.tables().client().deleteItem(delete -> delete.tableName(table()).key(marks()));
    }

    /// As if nobody had looked since a day began.
    private void markBack(LocalDate day) {
        var mark = day.atStartOfDay(ZoneId.of("America/New_York")).toInstant();
        PLATFORM.tables().client().updateItem(update -> update.tableName(table()).key(marks())
                .updateExpression("SET DAILY = :mark")
                .expressionAttributeValues(
                        Map.of(":mark", AttributeValue.fromN(String.valueOf(mark.getEpochSecond())))));
    }

    private Map<String, AttributeValue> marks() {
        return Map.of("owner", AttributeValue.fromS(shop), "record", AttributeValue.fromS("reporting"));
    }

    private static String table() {
        return PLATFORM.tables().name(Table.WORK);
    }

    private static HttpResponse<String> fetched(String address) {
        var file = asked(address);
        assertThat(file.statusCode()).as(file.body()).isEqualTo(200);
        return file;
    }

    private static HttpResponse<String> asked(String address) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString(UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
