package com.atom.shopify.bench;

import com.atom.shopify.local.LocalPlatform;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.tables.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// A shop of a million orders over two years: a backfill that really writes the first of them, and the figures of its last year, from
/// the making of the sums to asking a warm and a new process. The other orders are the first ones' days again under other numbers,
/// because DynamoDB Local takes an hour to be told of a million.
final class YearOfSales {
    private static final int WRITTEN = 25_000;
    private static final int COPIES = 39;
    private static final int SHARDS = 8;
    private static final int BATCH = 25;
    private static final int WRITERS = 4;
    private static final int MOST_CALLS = 200;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 60;
    private static final int COLD_ROUNDS = 5;
    private static final int ACCEPTED = 202;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final LocalPlatform platform;
    private final Clock clock = Clock.systemUTC();

    YearOfSales(LocalPlatform platform) {
        this.platform = platform;
    }

    Report measure() throws IOException {
        platform.dynamoDb().countUnits();
        var report = new Report("year",
                "A year of a shop of a million orders, through the gateway, DynamoDB Local included");
        var merchant = Merchant.connect(platform, "bench-year", "\"orders\":" + WRITTEN + ",\"history\":true");
        var began = System.nanoTime();
        sync(merchant);
        report.row("backfill with all table writes, " + WRITTEN + " orders")
                .with("seconds", seconds(began)).with("orders a second", (int) (WRITTEN / seconds(began)));
        multiply(merchant.shop());
        var today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        var year = platform.api() + "/api/shopify/enhanced/analytics?shop=" + merchant.shop() + "&from="
                + today.minusDays(365) + "&to=" + today.minusDays(1);
        built(merchant, year, report.row("its sums are made, " + (COPIES + 1) * WRITTEN / 2 + " orders"));
        warm(merchant, year, report.row("asked again, warm"));
        cold(merchant, year, report.row("asked of a process that starts"));
        report(merchant, today, report.row("a report on sales of the year"));
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
                multiplyShard("days#" + shop + "#" + shard);
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

    private void multiplyShard(String owner) {
        var table = platform.tables().name(Table.SALES);
        var days = platform.tables().client().queryPaginator(query -> query.tableName(table)
                .keyConditionExpression("#owner = :owner").expressionAttributeNames(Map.of("#owner", "owner"))
                .expressionAttributeValues(Map.of(":owner", AttributeValue.fromS(owner)))).items().stream().toList();
        var batch = new ArrayList<WriteRequest>();
        days.stream().flatMap(YearOfSales::copies).forEach(copy -> {
            batch.add(WriteRequest.builder().putRequest(PutRequest.builder().item(copy).build()).build());
            if (batch.size() == BATCH) {
                write(table, batch);
            }
        });
        if (!batch.isEmpty()) {
            write(table, batch);
        }
    }

    private void write(String table, List<WriteRequest> batch) {
        platform.tables().client().batchWriteItem(write -> write.requestItems(Map.of(table, List.copyOf(batch))));
        batch.clear();
    }

    private static Stream<Map<String, AttributeValue>> copies(Map<String, AttributeValue> day) {
        return IntStream.rangeClosed(1, COPIES).mapToObj(copy -> {
            var other = new HashMap<>(day);
            other.put("record", AttributeValue.fromS(Objects.requireNonNull(day.get("record")).s() + copy + "0"));
            return other;
        });
    }

    private void built(Merchant merchant, String year, Report.Row row) throws IOException {
        platform.dynamoDb().forgetCalls();
        var began = System.nanoTime();
        var calls = 1;
        while (Merchant.answer(merchant.request(year)).statusCode() == ACCEPTED) {
            calls++;
            if (calls > MOST_CALLS) {
                throw new IOException("the sums are not made after " + calls + " calls");
            }
        }
        row.with("seconds", seconds(began)).with("calls", calls).with("read units", units())
                .with("orders a second", (int) ((COPIES + 1) * WRITTEN / 2 / seconds(began)));
    }

    private void warm(Merchant merchant, String year, Report.Row row) throws IOException {
        var findings = new Findings();
        for (var round = 0; round < WARM_UP + ROUNDS; round++) {
            platform.dynamoDb().forgetCalls();
            var at = clock.instant();
            var start = System.nanoTime();
            orders(Merchant.JSON.readTree(Merchant.answer(merchant.request(year)).body()));
            var span = new Span(at, Duration.ofNanos(System.nanoTime() - start));
            if (round >= WARM_UP) {
                findings.add(span, "-", platform.dynamoDb().answers().stream().map(OutsideCall::toDynamoDb).toList());
            }
        }
        findings.tellAlone(row);
    }

    private void cold(Merchant merchant, String year, Report.Row row) throws IOException {
        var findings = new Findings();
        for (var round = 0; round < COLD_ROUNDS; round++) {
            platform.function(LambdaFunction.INSIGHTS).kill();
            Merchant.pause(BETWEEN_LOOKS);
            platform.dynamoDb().forgetCalls();
            var at = clock.instant();
            var start = System.nanoTime();
            orders(Merchant.JSON.readTree(Merchant.answer(merchant.request(year)).body()));
            findings.add(new Span(at, Duration.ofNanos(System.nanoTime() - start)), "-",
                    platform.dynamoDb().answers().stream().map(OutsideCall::toDynamoDb).toList());
        }
        findings.tellAlone(row);
    }

    /// From the request until the files can be fetched.
    private void report(Merchant merchant, LocalDate today, Report.Row row) throws IOException {
        platform.dynamoDb().forgetCalls();
        var began = System.nanoTime();
        var asked = Merchant.answer(merchant.request(platform.api() + "/api/shopify/enhanced/reports?shop="
                + merchant.shop()).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
                        "{\"kind\":\"sales\",\"from\":\"" + today.minusDays(365) + "\",\"to\":\"" + today.minusDays(2)
                                + "\"}")));
        ended(merchant, "/api/shopify/enhanced/reports/" + Merchant.JSON.readTree(asked.body()).at("/data/id").asText(),
                "ready");
        row.with("seconds", seconds(began)).with("read units", units());
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

    private static void orders(JsonNode answer) throws IOException {
        if (answer.at("/data/totals/orders").asLong() < (long) WRITTEN * COPIES / 4) {
            throw new IOException("the year has " + answer.at("/data/totals/orders") + " orders");
        }
    }

    private double units() {
        return platform.dynamoDb().answers().stream().mapToDouble(answer -> answer.units()).sum();
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
