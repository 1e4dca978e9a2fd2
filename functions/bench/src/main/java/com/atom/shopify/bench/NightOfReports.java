package com.atom.shopify.bench;

import com.atom.shopify.local.LocalPlatform;
import com.atom.shopify.routes.Job;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.tables.Table;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// The night of ten thousand stores whose day has ended: one run of the job that finds them, and their four reports each, made by one
/// process. All but the first store are its rows again under other names and in other zones; making reports asks nothing of Shopify.
final class NightOfReports {
    private static final int STORES = 10_000;
    private static final int KINDS = 4;
    /// Written, taken, ready, told: whoever makes it a second time writes more often.
    private static final int STATES_OF_ONE_MAKING = 4;
    private static final int BATCH = 25;
    /// What is not made by then is only counted.
    private static final Duration MOST = Duration.ofMinutes(45);
    /// A day that ended less long ago is not reported on yet.
    private static final Duration SETTLING = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final List<ZoneId> ZONES = List.of(ZoneId.of("America/New_York"), ZoneId.of("Europe/Berlin"),
            ZoneId.of("Asia/Kolkata"), ZoneId.of("Asia/Kathmandu"), ZoneId.of("Pacific/Chatham"),
            ZoneId.of("America/St_Johns"), ZoneId.of("Pacific/Kiritimati"), ZoneId.of("Pacific/Pago_Pago"));

    private final LocalPlatform platform;
    private final Clock clock = Clock.systemUTC();
    private double units;
    private long calls;

    NightOfReports(LocalPlatform platform) {
        this.platform = platform;
    }

    Report measure() throws IOException {
        platform.dynamoDb().countUnits();
        var report = new Report("night", "The nightly reports of " + STORES + " stores, one process at work");
        var merchant = Merchant.connect(platform, "bench-night", "\"orders\":1");
        multiply(merchant.shop());
        look();
        forget();

        var began = System.nanoTime();
        var run = run(merchant);
        finished(run);
        look();
        var row = report.row("all stores found and their reports claimed");
        row.with("seconds", seconds(began)).with("stores a second", STORES / seconds(began))
                .with("dynamodb calls each", (double) calls / STORES).with("units each", units / STORES);
        var early = heap();
        while (made() < STORES * KINDS && seconds(began) < MOST.toSeconds()) {
            Merchant.pause(BETWEEN_LOOKS);
            look();
        }
        var seconds = seconds(began);
        var made = exactlyOnce();
        report.row("of these reports made").with("seconds", seconds).with("reports", made)
                .with("reports a second", made / seconds).with("dynamodb calls each", (double) calls / made)
                .with("units each", units / made).with("live heap MB", (int) heap())
                .with("live heap MB early", (int) early);

        forget();
        began = System.nanoTime();
        finished(run(merchant));
        look();
        report.row("the next run").with("seconds", seconds(began))
                .with("stores a second", STORES / seconds(began)).with("dynamodb calls each", (double) calls / STORES)
                .with("units each", units / STORES);
        return report;
    }

    /// Every store but the first is a copy of it, and all were looked after until their day began that has just ended.
    private void multiply(String shop) {
        var token = item(Table.TOKENS, Map.of("shop", text(shop)));
        var facts = item(Table.CONNECTIONS, Map.of("shop", text(shop), "record", text("store")));
        var now = clock.instant();
        write(Table.TOKENS, IntStream.range(1, STORES).mapToObj(number -> with(token, "shop", name(number))).toList());
        write(Table.CONNECTIONS, IntStream.range(1, STORES).mapToObj(number -> with(with(facts, "shop", name(number)),
                "zone", zone(number).getId())).toList());
        write(Table.WORK, IntStream.range(0, STORES).mapToObj(number -> {
            var owner = number == 0 ? shop : name(number);
            var zone = number == 0 ? ZoneId.of(Objects.requireNonNull(facts.get("zone")).s()) : zone(number);
            return Map.of("owner", text(owner), "record", text("reporting"), "WEEKLY", time(now), "MONTHLY", time(now),
                    "DAILY", time(LocalDate.ofInstant(now.minus(SETTLING), zone).minusDays(1).atStartOfDay(zone)
                            .toInstant()));
        }).toList());
    }

    private static ZoneId zone(int number) {
        return ZONES.get(number % ZONES.size());
    }

    private static String name(int number) {
        return "bench-night-" + number + ".myshopify.com";
    }

    private Map<String, AttributeValue> item(Table table, Map<String, AttributeValue> key) {
        return platform.tables().client().getItem(get -> get.tableName(platform.tables().name(table)).key(key)).item();
    }

    private static Map<String, AttributeValue> with(Map<String, AttributeValue> item, String name, String value) {
        var other = new HashMap<>(item);
        other.put(name, text(value));
        return other;
    }

    private void write(Table table, List<Map<String, AttributeValue>> items) {
        for (var at = 0; at < items.size(); at += BATCH) {
            var batch = items.subList(at, Math.min(at + BATCH, items.size())).stream().map(item -> WriteRequest
                    .builder().putRequest(PutRequest.builder().item(item).build()).build()).toList();
            platform.tables().client()
                    .batchWriteItem(write -> write.requestItems(Map.of(platform.tables().name(table), batch)));
        }
    }

    private String run(Merchant merchant) throws IOException {
        var begun = Merchant.answer(merchant.request(platform.api() + "/local/jobs/" + Job.MAKE_REPORTS.id())
                .POST(HttpRequest.BodyPublishers.noBody()));
        return Merchant.JSON.readTree(begun.body()).path("run").asText();
    }

    private void finished(String run) throws IOException {
        var key = Map.of("owner", text("job#" + Job.MAKE_REPORTS.id()), "record",
                text("run#" + run.substring(run.indexOf('#') + 1)));
        while (!item(Table.WORK, key).containsKey("finished_at")) {
            Merchant.pause(Duration.ofSeconds(1));
            look();
        }
    }

    /// The proxy remembers a hundred thousand calls, so they are added up on the way.
    private void look() {
        var answers = platform.dynamoDb().answers();
        platform.dynamoDb().forgetCalls();
        calls += answers.size();
        units += answers.stream().mapToDouble(answer -> answer.units()).sum();
    }

    private void forget() {
        calls = 0;
        units = 0;
    }

    private int made() {
        return platform.tables().client().scanPaginator(reports().select(Select.COUNT)
                .filterExpression("begins_with(#record, :report) AND contains(#state, :ready)")
                .expressionAttributeNames(Map.of("#record", "record", "#state", "state"))
                .expressionAttributeValues(Map.of(":report", text("report#"), ":ready", text("\"READY\""))).build())
                .stream().mapToInt(ScanResponse::count).sum();
    }

    private ScanRequest.Builder reports() {
        return ScanRequest.builder().tableName(platform.tables().name(Table.WORK));
    }

    /// Fails when a store has another number of reports than it should, or one was made twice; tells how many are ready.
    private int exactlyOnce() throws IOException {
        var kinds = new HashMap<String, List<String>>();
        var made = 0;
        for (var item : platform.tables().client().scanPaginator(reports()
                .filterExpression("begins_with(#record, :report)").expressionAttributeNames(Map.of("#record", "record"))
                .expressionAttributeValues(Map.of(":report", text("report#"))).build()).items()) {
            kinds.computeIfAbsent(value(item, "owner").s(), _ -> new ArrayList<>()).add(value(item, "kind").s());
            var state = Merchant.JSON.readTree(value(item, "state").s());
            if (Integer.parseInt(value(item, "revision").n()) > STATES_OF_ONE_MAKING
                    || state.path("status").asText().equals("FAILED")) {
                throw new IOException("a report of " + value(item, "owner").s() + " was not made once: " + state);
            }
            made += state.path("status").asText().equals("READY") ? 1 : 0;
        }
        if (kinds.size() != STORES
                || kinds.values().stream().anyMatch(each -> each.stream().distinct().count() != KINDS
                        || each.size() != KINDS)) {
            throw new IOException("not each of the stores has its reports, but " + kinds.size());
        }
        return made;
    }

    private long heap() {
        return platform.function(LambdaFunction.JOBS).liveMegabytes();
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue time(Instant time) {
        return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
