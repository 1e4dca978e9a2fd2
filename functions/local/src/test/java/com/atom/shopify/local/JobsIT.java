package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atom.shopify.routes.Job;
import com.atom.shopify.tables.Table;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A job from its schedule's call to its report, over stores that are due, that are not, and that fail.
class JobsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void everyStoreThatIsDueIsRefreshedAndOneThatFailsIsALineOfTheReport() {
        var due = connectedUntil("P10D");
        var refused = connectedUntil("P10D");
        var fresh = connectedUntil("P90D");
        Client.mischief(refused, "\"kind\":\"revoke\"");

        var report = report(run(Job.REFRESH_TOKENS));

        var outcomes = value(report, "outcomes").m();
        assertThat(Integer.parseInt(value(report, "due").n()))
                .isEqualTo(outcomes.values().stream().mapToInt(count -> Integer.parseInt(count.n())).sum());
        assertThat(outcome(report, due)).contains("done");
        assertThat(outcome(report, refused)).contains("store.reauth-required");
        assertThat(outcome(report, fresh)).isEmpty();
        assertThat(refreshes(due)).isEqualTo(1);
        assertThat(refreshes(fresh)).isZero();
    }

    private static String connectedUntil(String refreshTokenTtl) {
        var shop = Client.newShop();
        Client.control("PUT", "/shops/" + shop, "{\"refresh_token_ttl\":\"" + refreshTokenTtl + "\"}");
        Client.ofNewUser().connect(shop);
        return shop;
    }

    private static String run(Job job) {
        var begun = Client.anonymous().post("/local/jobs/" + job.id(), "");
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(202);
        return begun.json().path("run").asText();
    }

    private static Map<String, AttributeValue> report(String run) {
        var scheduledAt = run.substring(run.indexOf('#') + 1);
        return await().atMost(PATIENCE).until(() -> item("job#" + Job.REFRESH_TOKENS.id(), "run#" + scheduledAt),
                found -> found.containsKey("finished_at"));
    }

    private static Optional<String> outcome(Map<String, AttributeValue> report, String shop) {
        return Optional.ofNullable(item("run#" + Job.REFRESH_TOKENS.id() + "#"
                + value(report, "record").s().substring("run#".length()), shop).get("outcome")).map(AttributeValue::s);
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    private static Map<String, AttributeValue> item(String owner, String record) {
        return Running.platform().tables().client().getItem(get -> get
                .tableName(Running.platform().tables().name(Table.WORK))
                .key(Map.of("owner", AttributeValue.fromS(owner), "record", AttributeValue.fromS(record)))).item();
    }

    private static long refreshes(String shop) {
        return Client.control("GET", "/token-exchanges?shop=" + shop, "").json().valueStream()
                .filter(exchange -> exchange.path("grant_type").asText().equals("refresh_token")).count();
    }
}
