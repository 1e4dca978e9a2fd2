package com.atom.shopify.bench;

import com.atom.shopify.local.LocalPlatform;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.tables.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// A shop of a million orders over two years: a backfill that really writes the first of them, and the figures of its last year, from
/// the making of the sums to asking a warm and a new process. The other orders of that year are the first ones' days again under other
/// numbers, of customers who ordered before at other times, because DynamoDB Local takes an hour to be told of a million.
final class YearOfSales {
    private static final int ALL = 1_000_000;
    private static final int WRITTEN = 5_000;
    private static final int COPIES = ALL / WRITTEN - 1;
    private static final int YEAR = 365;
    private static final int SHARDS = 8;
    private static final int BATCH = 25;
    private static final int WRITERS = 4;
    private static final int MOST_CALLS = 200;
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 60;
    private static final int COLD_ROUNDS = 5;
    private static final int RECENT_ROUNDS = 3;
    private static final int ACCEPTED = 202;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final LocalPlatform platform;
    private final Path root;
    private final LocalDate today = LocalDate.now(Clock.systemUTC().withZone(ZoneOffset.UTC));
    private final Clock clock = Clock.systemUTC();

    YearOfSales(LocalPlatform platform, Path root) {
        this.platform = platform;
        this.root = root;
    }

    Report measure() throws IOException {
        platform.dynamoDb().countUnits();
        var report = new Report("year",
                "A year of a shop of a million orders, through the gateway, DynamoDB Local included");
        var merchant = Merchant.connect(platform, "bench-year", "\"orders\":" + WRITTEN + ",\"history\":true");
        var began = System.nanoTime();
        sync(merchant);
        report.row("a backfill of " + WRITTEN + " orders with all its writes")
                .with("seconds", seconds(began)).with("orders a second", (int) (WRITTEN / seconds(began)));
        multiply(merchant.shop());
        var year = "/api/shopify/enhanced/analytics?shop=" + merchant.shop() + "&from=" + today.minusDays(YEAR)
                + "&to=" + today.minusDays(1);
        built(merchant, platform.api() + year, report);
        warm(merchant, platform.api() + year, report.row("asked again, warm"));
        warm(merchant, platform.api() + year + "&granularity=month", report.row("asked again by months, warm"));
        cold(merchant, year, report);
        recent(merchant, report.row("segments of the last 50,000 orders"));
        report(merchant, report);
        return report;
    }

    private void sync(Merchant merchant) throws IOException {
        var started = Merchant
                .answer(merchant.request(platform.api() + "/api/shopify/enhanced/sync?shop=" + merchant.shop())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"subject\":\"orders\"}")));
        ended(merchant, "/api/shopify/enhanced/sync/" + Merchant.JSON.readTree(started.body()).at("/data/id").asText(),
                "completed");
        platform.dynamoDb().forgetCalls();
    }

    private void multiply(String shop) throws IOException {
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var shards = IntStream.range(0, SHARDS).<Callable<Boolean>>mapToObj(shard -> () -> {
                new Shard("days#" + shop + "#" + shard, shard).multiply();
                return true;
            }).toList();
            for (var done : threads.invokeAll(shards)) {
                done.get();
            }
        } catch (ExecutionException failed) {
            throw new IOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    /// A part of the shop's days, in the order of their time.
    private final class Shard {
        private final String table = platform.tables().name(Table.SALES);
        private final String owner;
        private final Random random;
        /// When customers had ordered before, of all orders so far: any of them is before the next order too.
        private final List<JsonNode> before = new ArrayList<>();
        private final List<WriteRequest> batch = new ArrayList<>();

        private Shard(String owner, int seed) {
            this.owner = owner;
            this.random = new Random(seed);
        }

        void multiply() throws IOException {
            var first = today.minusDays(YEAR + 1).toString();
            var days = platform.tables().client().queryPaginator(query -> query.tableName(table)
                    .keyConditionExpression("#owner = :owner").expressionAttributeNames(Map.of("#owner", "owner"))
                    .expressionAttributeValues(Map.of(":owner", AttributeValue.fromS(owner)))).items().stream()
                    .toList();
            for (var item : days) {
                if (item.containsKey("day")) {
                    var day = (ObjectNode) Merchant.JSON
                            .readTree(new InflaterInputStream(value(item, "day").b().asInputStream()));
                    if (day.hasNonNull("previous")) {
                        before.add(day.get("previous"));
                    }
                    for (var copy = 1; value(item, "record").s().compareTo(first) >= 0 && copy <= COPIES; copy++) {
                        copy(item, day, copy);
                    }
                }
            }
            if (!batch.isEmpty()) {
                write();
            }
        }

        private void copy(Map<String, AttributeValue> item, ObjectNode day, int copy) throws IOException {
            if (day.hasNonNull("previous")) {
                day.set("previous", before.get(random.nextInt(before.size())));
            }
            var other = new HashMap<>(item);
            other.put("record", AttributeValue.fromS(value(item, "record").s() + copy + "0"));
            other.put("day", AttributeValue.fromB(packed(day)));
            batch.add(WriteRequest.builder().putRequest(PutRequest.builder().item(other).build()).build());
            if (batch.size() == BATCH) {
                write();
            }
        }

        private static SdkBytes packed(ObjectNode day) throws IOException {
            var packed = new ByteArrayOutputStream();
            try (var stream = new DeflaterOutputStream(packed)) {
                stream.write(Merchant.JSON.writeValueAsBytes(day));
            }
            return SdkBytes.fromByteArray(packed.toByteArray());
        }

        private void write() {
            platform.tables().client().batchWriteItem(write -> write.requestItems(Map.of(table, List.copyOf(batch))));
            batch.clear();
        }

        private static AttributeValue value(Map<String, AttributeValue> item, String name) {
            return Objects.requireNonNull(item.get(name), name);
        }
    }

    private void built(Merchant merchant, String year, Report report) throws IOException {
        platform.dynamoDb().forgetCalls();
        var began = System.nanoTime();
        var calls = 1;
        var slowest = Duration.ZERO;
        while (true) {
            var start = System.nanoTime();
            var answer = Merchant.answer(merchant.request(year));
            var took = Duration.ofNanos(System.nanoTime() - start);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            if (answer.statusCode() != ACCEPTED) {
                var orders = orders(answer.body());
                report.row("its sums are made, " + orders + " orders").with("seconds", seconds(began))
                        .with("orders a second", (int) (orders / seconds(began))).with("read units", units())
                        .with("calls", calls).with("slowest call ms", (int) slowest.toMillis())
                        .with("live heap MB", (int) platform.function(LambdaFunction.INSIGHTS).liveMegabytes());
                return;
            }
            calls++;
            if (calls > MOST_CALLS) {
                throw new IOException("the sums are not made after " + calls + " calls");
            }
        }
    }

    private void warm(Merchant merchant, String year, Report.Row row) throws IOException {
        var findings = new Findings();
        var function = platform.function(LambdaFunction.INSIGHTS);
        var cpu = Duration.ZERO;
        for (var round = 0; round < WARM_UP + ROUNDS; round++) {
            cpu = round == WARM_UP ? function.cpu() : cpu;
            var span = asked(merchant, year);
            if (round >= WARM_UP) {
                findings.add(span, "-", platform.dynamoDb().answers().stream().map(OutsideCall::toDynamoDb).toList());
            }
        }
        findings.tellAlone(row);
        row.with("cpu ms each", function.cpu().minus(cpu).toMillis() / (double) ROUNDS).with("live heap MB",
                (int) function.liveMegabytes());
    }

    /// Of processes that are ready for their first event, which is this one.
    private void cold(Merchant merchant, String year, Report report) throws IOException {
        var findings = new Findings();
        var starts = new Samples();
        var cpu = Duration.ZERO;
        for (var round = 0; round < COLD_ROUNDS; round++) {
            var function = LambdaFunction.INSIGHTS;
            try (var host = platform.inPlaceOf(function, function.handler(), root.resolve(function.zip()))) {
                starts.add(host.awaitReady());
                var before = host.cpu();
                findings.add(asked(merchant, platform.gatewayBefore(Map.of(function, host)) + year), "-",
                        platform.dynamoDb().answers().stream().map(OutsideCall::toDynamoDb).toList());
                cpu = cpu.plus(host.cpu().minus(before));
            }
        }
        findings.tellAlone(report.row("asked first of a new process").with("cpu ms each",
                cpu.toMillis() / (double) COLD_ROUNDS));
        report.row("that process until it is ready for an event").with("ms p50", starts.median()).with("requests",
                starts.size());
    }

    /// What looks at the orders themselves and not at sums, which is at most fifty thousand of them.
    private void recent(Merchant merchant, Report.Row row) throws IOException {
        var findings = new Findings();
        for (var round = 0; round < RECENT_ROUNDS; round++) {
            platform.dynamoDb().forgetCalls();
            var at = clock.instant();
            var start = System.nanoTime();
            var answer = Merchant.answer(merchant.request(platform.api() + "/api/shopify/enhanced/segments?shop="
                    + merchant.shop())).body();
            var span = new Span(at, Duration.ofNanos(System.nanoTime() - start));
            if (!Merchant.JSON.readTree(answer).at("/data/shortened").asBoolean()) {
                throw new IOException("segments do not say that they look at the latest orders only");
            }
            findings.add(span, "-", platform.dynamoDb().answers().stream().map(OutsideCall::toDynamoDb).toList());
        }
        findings.tellAlone(row);
        row.with("live heap MB", (int) platform.function(LambdaFunction.INSIGHTS).liveMegabytes());
    }

    private Span asked(Merchant merchant, String year) throws IOException {
        platform.dynamoDb().forgetCalls();
        var at = clock.instant();
        var start = System.nanoTime();
        var answer = Merchant.answer(merchant.request(year)).body();
        var took = Duration.ofNanos(System.nanoTime() - start);
        orders(answer);
        return new Span(at, took);
    }

    /// From the request until the files can be fetched. Its products and channels have no sums yet.
    private void report(Merchant merchant, Report report) throws IOException {
        for (var time : List.of("a report on sales of the year, its groups not summed", "the same report again")) {
            platform.dynamoDb().forgetCalls();
            var began = System.nanoTime();
            var asked = Merchant.answer(merchant.request(platform.api() + "/api/shopify/enhanced/reports?shop="
                    + merchant.shop()).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"kind\":\"sales\",\"from\":\"" + today.minusDays(YEAR)
                            + "\",\"to\":\"" + today.minusDays(2) + "\"}")));
            ended(merchant, "/api/shopify/enhanced/reports/"
                    + Merchant.JSON.readTree(asked.body()).at("/data/id").asText(), "ready");
            report.row(time).with("seconds", seconds(began)).with("read units", units()).with("live heap MB",
                    (int) platform.function(LambdaFunction.JOBS).liveMegabytes());
        }
    }

    private void ended(Merchant merchant, String path, String wanted) throws IOException {
        for (var status = ""; !status.equals(wanted);) {
            Merchant.pause(BETWEEN_LOOKS);
            status = Merchant.JSON
                    .readTree(Merchant.answer(merchant.request(platform.api() + path + "?shop=" + merchant.shop()))
                            .body())
                    .at("/data/status").asText();
            if (status.equals("failed") || status.equals("canceled")) {
                throw new IOException(path + " ended as " + status);
            }
        }
    }

    /// How many the year has; fails when that is not about half of all.
    private static int orders(String answer) throws IOException {
        var orders = Merchant.JSON.readTree(answer).at("/data/totals/orders").asInt();
        if (orders < ALL / 2 || orders > ALL * 2 / 3) {
            throw new IOException("the year has " + orders + " orders");
        }
        return orders;
    }

    private double units() {
        return platform.dynamoDb().answers().stream().mapToDouble(answer -> answer.units()).sum();
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
