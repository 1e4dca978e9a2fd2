package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.Job;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.tables.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchStackTest {
    private static final Path RUNBOOK = Path.of("..", "docs", "runbook.md");
    private static final Pattern LINK = Pattern.compile("What to do: docs/runbook\\.md#([a-z0-9-]+)$");
    private static final Pattern SECTION = Pattern.compile("^## ([a-z0-9-]+)$", Pattern.MULTILINE);
    private static final String PREFIX = "atom-shopify-" + Stacks.STAGE + "-";

    private final Stacks stacks = Stacks.withUserPool();

    @Test
    void everyAlarmHasItsSectionOfTheRunbookAndEverySectionItsAlarm() throws IOException {
        var sections = new TreeSet<String>();
        SECTION.matcher(Files.readString(RUNBOOK)).results().forEach(found -> sections.add(found.group(1)));
        var named = new TreeSet<String>();
        alarms(Stacks.withEverything()).forEach(alarm -> {
            var link = LINK.matcher(alarm.text("AlarmDescription"));
            assertThat(link.find()).as("a link at the end of the text of " + name(alarm)).isTrue();
            named.add(link.group(1));
        });

        assertThat(named).isEqualTo(sections);
    }

    @Test
    void theRunbooksAddressIsASetting() {
        var elsewhere = Stacks.of(Stacks.with(Map.of("RUNBOOK_URL", "https://wiki.example.com/shopify")));

        assertThat(alarms(elsewhere)).extracting(alarm -> alarm.text("AlarmDescription"))
                .allMatch(text -> text.contains("What to do: https://wiki.example.com/shopify#"));
    }

    @Test
    void everyAlarmTellsTheTopicOrIsPartOfOneThatDoes() {
        var topic = Stacks.only(stacks.watch(), "AWS::SNS::Topic").id();
        var parts = alarms(stacks).filter(alarm -> alarm.at("AlarmActions").isMissingNode()).toList();
        var rules = Stacks.all(stacks.watch(), "AWS::CloudWatch::CompositeAlarm").stream()
                .map(alarm -> alarm.at("AlarmRule").toString()).toList();

        assertThat(parts).isNotEmpty()
                .allSatisfy(part -> assertThat(rules).anyMatch(rule -> rule.contains("\"" + part.id() + "\"")));
        assertThat(alarms(stacks)).filteredOn(alarm -> !alarm.at("AlarmActions").isMissingNode()).isNotEmpty()
                .allSatisfy(alarm -> {
                    assertThat(alarm.target("AlarmActions/0")).isEqualTo(topic);
                    assertThat(alarm.target("OKActions/0")).isEqualTo(topic);
                });
    }

    /// A policy of the topic's own takes the place of the one that SNS gives it, in which alarms may tell it anything.
    @Test
    void alarmsOfThisAccountMayTellTheTopic() {
        var topic = Stacks.only(stacks.watch(), "AWS::SNS::Topic");
        var policy = Stacks.only(stacks.watch(), "AWS::SNS::TopicPolicy");
        var allowed = policy.at("PolicyDocument/Statement").valueStream()
                .filter(statement -> statement.path("Effect").asText().equals("Allow")).toList();

        assertThat(Stacks.referredTo(policy.at("Topics/0"))).isEqualTo(topic.id());
        assertThat(allowed).singleElement().satisfies(statement -> {
            assertThat(statement.at("/Principal/Service").asText()).isEqualTo("cloudwatch.amazonaws.com");
            assertThat(new Statement(statement).actions()).containsExactly("sns:Publish");
            assertThat(new Statement(statement).targets()).containsExactly(topic.id());
            assertThat(Stacks.referredTo(statement.at("/Condition/StringEquals/aws:SourceAccount")))
                    .isEqualTo("AWS::AccountId");
        });
        // Under a key, its policy would have to let them in as well.
        assertThat(topic.at("KmsMasterKeyId").isMissingNode()).isTrue();
    }

    @Test
    void operatorsAreToldByMailWhenTheSettingSaysSo() {
        assertThat(Stacks.all(stacks.watch(), "AWS::SNS::Subscription")).isEmpty();
        assertThat(Stacks.only(Stacks.withEverything().watch(), "AWS::SNS::Subscription").text("Endpoint"))
                .isEqualTo("operators@example.com");
    }

    /// 14.4 times a budget of 30 days is a fiftieth of it in an hour, 6 times a twentieth in six hours.
    @ParameterizedTest
    @ValueSource(strings = {"api-errors 0.144 0.06", "api-uptime 0.0144 0.006", "api-latency 0.144 0.06",
            "oauth-success 0.144 0.06"})
    void aServiceLevelRingsWhenItsBudgetBurnsFastOrForLong(String line) {
        var words = List.of(line.split(" "));
        burns(words.getFirst() + "-fast", words.get(1), 300, 3_600);
        burns(words.getFirst() + "-slow", words.get(2), 1_800, 21_600);
    }

    private void burns(String name, String threshold, int shortly, int longer) {
        var both = alarm(name);
        assertThat(both.at("AlarmRule").toString()).contains(" AND ");
        for (var period : List.of(shortly, longer)) {
            var part = alarm(name + "-" + period / 60 + "-minutes");
            assertThat(part.at("Threshold").asText()).isEqualTo(threshold);
            assertThat(part.at("Metrics").valueStream().filter(metric -> metric.has("MetricStat"))
                    .map(metric -> metric.at("/MetricStat/Period").asInt())).isNotEmpty().containsOnly(period);
            assertThat(both.at("AlarmRule").toString()).contains("\"" + part.id() + "\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyQueueRingsForDeadLettersAndOldMessages(Queue queue) {
        assertThat(Stacks.referredTo(alarm(queue.id() + "-dead-letters").at("Dimensions").path(0).path("Value")))
                .isEqualTo(stacks.deadLettersId(queue));
        assertThat(Stacks.referredTo(alarm(queue.id() + "-age").at("Dimensions").path(0).path("Value")))
                .isEqualTo(stacks.queueId(queue));
    }

    /// SQS counts the age of a message that was put back from zero.
    @ParameterizedTest
    @EnumSource
    void everyQueueRingsForWhatIsPutBackForTooLong(Queue queue) {
        var alarm = alarm(queue.id() + "-put-back");

        assertThat(alarm.text("MetricName")).isEqualTo(Metric.PUT_BACK_AGE.id());
        assertThat(alarm.text("Statistic")).isEqualTo("Maximum");
        assertThat(alarm.at("Dimensions").toString()).contains("\"" + queue.id() + "\"");
        // Nothing waits longer between two attempts.
        assertThat(alarm.at("Period").asLong()).isGreaterThan(15 * 60);
        assertThat(alarm.at("Threshold").asLong()).isLessThanOrEqualTo(24 * 3_600);
    }

    /// Lambda's own measure begins when the function has started.
    @Test
    void slownessOfTheIntakeIsWhatItsCallersWaitFor() {
        var filter = Stacks.all(stacks.api(), "AWS::Logs::MetricFilter").stream()
                .filter(each -> each.text("MetricTransformations/0/MetricName").equals(Metric.DELIVERY_ANSWERED.id()))
                .findFirst().orElseThrow();

        assertThat(alarm("intake-slow").text("MetricName")).isEqualTo(Metric.DELIVERY_ANSWERED.id());
        assertThat(alarm("intake-slow").text("ExtendedStatistic")).isEqualTo("p99");
        assertThat(filter.text("FilterPattern")).contains("\"ANY /webhooks/*\"", "$.ms = *");
        assertThat(filter.text("MetricTransformations/0/MetricValue")).isEqualTo("$.ms");
        assertThat(filter.text("MetricTransformations/0/Unit")).isEqualTo("Milliseconds");
    }

    @ParameterizedTest
    @EnumSource
    void everyJobRingsWhenItIsSilentForTwoOfItsPeriods(Job job) {
        var silent = alarm(job.id() + "-silent");

        assertThat(silent.at("Period").asLong()).isEqualTo(job.every().toSeconds());
        assertThat(silent.at("EvaluationPeriods").asInt()).isEqualTo(2);
        assertThat(silent.text("TreatMissingData")).isEqualTo("breaching");
        assertThat(silent.at("Dimensions").toString()).contains("\"" + job.id() + "\"");
        assertThat(alarm(job.id() + "-fails").at("Dimensions").toString()).contains("\"" + job.id() + "\"");
    }

    @ParameterizedTest
    @EnumSource
    void everyTableRingsWhenItIsThrottled(Table table) {
        assertThat(alarm(table.name().toLowerCase(Locale.ROOT) + "-throttled").at("Metrics").toString())
                .contains(stacks.tableId(table));
    }

    @ParameterizedTest
    @EnumSource
    void everyFunctionRingsWhenItDies(LambdaFunction function) {
        var own = alarm(function.id() + "-fails");

        assertThat(alarm("function-fails").at("AlarmRule").toString()).contains(own.id());
    }

    /// CloudWatch accepts an alarm on a metric that nobody writes, and it never rings.
    @Test
    void whatIsLookedAtIsWrittenBySomebodyUnderTheSameDimensions() {
        var ours = Stream.concat(
                Stream.of(stacks.watch(), stacks.api()).flatMap(template -> metrics(template).stream()),
                dashboard().stream()).filter(metric -> metric.namespace().equals(Metric.NAMESPACE)).toList();

        assertThat(ours).isNotEmpty().allSatisfy(metric -> assertThat(Arrays.stream(Metric.values())
                .filter(each -> each.id().equals(metric.name())
                        && each.dimensions().stream().map(Metric.Dimension::id).sorted().toList()
                                .equals(metric.dimensions())))
                .as(metric.toString()).hasSize(1));
    }

    @Test
    void everyMetricOfOursIsOnTheDashboard() {
        assertThat(dashboard()).extracting(Looked::name)
                .containsAll(Arrays.stream(Metric.values()).map(Metric::id).toList());
    }

    @Test
    void whatOnlyTheGatewayKnowsIsCountedInItsLog() {
        assertThat(Stacks.all(stacks.api(), "AWS::Logs::MetricFilter"))
                .allSatisfy(filter -> {
                    assertThat(filter.text("MetricTransformations/0/MetricNamespace")).isEqualTo(Metric.NAMESPACE);
                    assertThat(filter.at("MetricTransformations/0/Dimensions").toString())
                            .isEqualTo("[{\"Key\":\"stage\",\"Value\":\"$.stage\"}]");
                })
                .extracting(filter -> filter.text("MetricTransformations/0/MetricName"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Metric.values())
                        .filter(metric -> metric.writer() == Metric.Writer.ACCESS_LOG).map(Metric::id).toList());
    }

    private record Looked(String namespace, String name, List<String> dimensions) {}

    /// The metrics that alarms of a template look at.
    private static List<Looked> metrics(JsonNode template) {
        return Stacks.all(template, "AWS::CloudWatch::Alarm").stream()
                .flatMap(alarm -> alarm.at("Metrics").isMissingNode()
                        ? Stream.of(alarm.json().path("Properties"))
                        : alarm.at("Metrics").valueStream().map(metric -> metric.at("/MetricStat/Metric"))
                                .filter(JsonNode::isObject))
                .map(metric -> new Looked(metric.path("Namespace").asText(), metric.path("MetricName").asText(),
                        metric.path("Dimensions").valueStream().map(each -> each.path("Name").asText()).sorted()
                                .toList()))
                .toList();
    }

    private List<Looked> dashboard() {
        return Arrays.stream(Metric.values()).filter(metric -> body().contains("\"" + Metric.NAMESPACE + "\",\""
                + metric.id() + "\"," + metric.dimensions().stream().sorted(Comparator.comparing(Metric.Dimension::id))
                        .findFirst().map(first -> "\"" + first.id() + "\"").orElseThrow()))
                .map(metric -> new Looked(Metric.NAMESPACE, metric.id(),
                        metric.dimensions().stream().map(Metric.Dimension::id).sorted().toList()))
                .toList();
    }

    private String body() {
        return Stacks.only(stacks.watch(), "AWS::CloudWatch::Dashboard").at("DashboardBody").toString()
                .replace("\\\"", "\"");
    }

    private Resource alarm(String name) {
        return alarms(stacks).filter(alarm -> name(alarm).equals(PREFIX + name)).findFirst()
                .orElseThrow(() -> new AssertionError("no alarm " + name));
    }

    private static String name(Resource alarm) {
        return alarm.text("AlarmName");
    }

    private static Stream<Resource> alarms(Stacks stacks) {
        return Stream.of(stacks.watch(), stacks.api()).flatMap(template -> Stream
                .of("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
                .flatMap(type -> Stacks.all(template, type).stream()));
    }
}
