package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.routes.Queue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What `docs/costs.md` says is what the templates' own numbers and AWS's list prices give.
class CostsTest {
    /// US dollars, us-east-1, arm64, no free tier (aws-serverless-java 10).
    private static final double GB_SECOND = 0.0000133334;
    private static final double CALL = 0.20e-6;
    private static final double GATEWAY_CALL = 1.00e-6;
    private static final double QUEUE_CALL = 0.40e-6;
    private static final double WRITE_UNIT = 0.625e-6;
    private static final double READ_UNIT = 0.125e-6;
    private static final double LOG_GB = 0.50;

    /// The budgets of a delivery: time of intake and worker in seconds, units of the whole path, bytes of log.
    private static final double INTAKE_TIME = 0.02;
    private static final double WORKER_TIME = 0.04;
    private static final int WRITE_UNITS = 12;
    private static final int READ_UNITS = 4;
    private static final double LOG_BYTES = 1_200;

    private static final int WEBHOOKS_OF_A_STORE = 3_000;
    private static final int CALLS_OF_A_STORE = 1_500;

    private final Stacks stacks = Stacks.withUserPool();

    @Test
    void thePageSaysWhatTheTemplatesNumbersGive() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "costs.md"));

        assertThat(page).contains(table(webhooks(1_000_000)));
        assertThat(page).contains(table(thousandStores()));
        assertThat(page).contains(table(standing()));
    }

    private Map<String, Double> webhooks(double number) {
        var batch = Stacks.all(stacks.api(), "AWS::Lambda::EventSourceMapping").stream()
                .filter(mapping -> mapping.target("EventSourceArn").equals(stacks.queueId(Queue.INBOX)))
                .mapToInt(mapping -> mapping.at("BatchSize").asInt()).findFirst().orElseThrow();
        var lines = new LinkedHashMap<String, Double>();
        lines.put("HTTP API", number * GATEWAY_CALL);
        lines.put("intake", number * (CALL + INTAKE_TIME * gigabytes(LambdaFunction.INTAKE) * GB_SECOND));
        lines.put("SQS: sent, received, deleted", number * QUEUE_CALL * (1 + 2.0 / batch));
        lines.put("worker", number * (CALL / batch + WORKER_TIME * gigabytes(LambdaFunction.WORKER) * GB_SECOND));
        lines.put("DynamoDB: " + WRITE_UNITS + " write units, " + READ_UNITS + " read units",
                number * (WRITE_UNITS * WRITE_UNIT + READ_UNITS * READ_UNIT));
        lines.put("logs", number * LOG_BYTES / 1e9 * LOG_GB);
        return lines;
    }

    private Map<String, Double> thousandStores() {
        var lines = new LinkedHashMap<String, Double>();
        lines.put("webhooks, 100 a day and store", sum(webhooks(1_000 * WEBHOOKS_OF_A_STORE)));
        lines.put("API calls, 50 a day and store", 1_000.0 * CALLS_OF_A_STORE
                * (GATEWAY_CALL + CALL + 0.1 * gigabytes(LambdaFunction.COMMERCE) * GB_SECOND + 3 * READ_UNIT
                        + WRITE_UNIT + LOG_BYTES / 1e9 * LOG_GB));
        lines.put("standing", sum(standing()));
        return lines;
    }

    private Map<String, Double> standing() {
        var lines = new LinkedHashMap<String, Double>();
        lines.put("KMS keys", 1.0 * Stacks.all(stacks.data(), "AWS::KMS::Key").size());
        lines.put("secrets", 0.40 * Stacks.all(stacks.data(), "AWS::SecretsManager::Secret").size());
        lines.put("alarms", 0.10 * alarmedMetrics() + 0.50
                * Stacks.all(stacks.watch(), "AWS::CloudWatch::CompositeAlarm").size());
        lines.put("own metrics", 0.30 * Metric.values().length);
        lines.put("dashboard", 3.0 * Stacks.all(stacks.watch(), "AWS::CloudWatch::Dashboard").size());
        return lines;
    }

    /// CloudWatch bills an alarm for each metric in its expression.
    private long alarmedMetrics() {
        return Stream.of(stacks.watch(), stacks.api())
                .flatMap(template -> Stacks.all(template, "AWS::CloudWatch::Alarm").stream())
                .mapToLong(alarm -> alarm.at("Metrics").isMissingNode()
                        ? 1
                        : alarm.at("Metrics").valueStream().filter(metric -> metric.has("MetricStat")).count())
                .sum();
    }

    private double gigabytes(LambdaFunction function) {
        return stacks.function(function).at("MemorySize").asInt() / 1_024.0;
    }

    private static double sum(Map<String, Double> lines) {
        return lines.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static String table(Map<String, Double> lines) {
        return lines.entrySet().stream().map(line -> row(line.getKey(), line.getValue()))
                .collect(Collectors.joining()) + row("**together**", sum(lines));
    }

    private static String row(String what, double dollars) {
        return String.format(Locale.ROOT, "| %s | %.2f |%n", what, dollars);
    }
}
