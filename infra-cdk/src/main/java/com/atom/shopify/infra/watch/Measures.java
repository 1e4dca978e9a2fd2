package com.atom.shopify.infra.watch;

import com.atom.shopify.infra.data.Data;
import com.atom.shopify.infra.inbox.Inbox;
import com.atom.shopify.routes.Job;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.tables.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.sqs.IQueue;

/// What is measured of a deployment: by AWS, and by the product itself in its namespace.
final class Measures {
    private static final String SUM = "Sum";

    private final String stage;
    private final Data data;
    private final Inbox inbox;
    private final String apiId;

    Measures(String stage, Data data, Inbox inbox, String apiId) {
        this.stage = stage;
        this.data = data;
        this.inbox = inbox;
        this.apiId = apiId;
    }

    IMetric sum(Metric metric, Duration period) {
        return own(metric, Map.of(), SUM, period);
    }

    IMetric sum(Metric metric, Job job, Duration period) {
        return own(metric, Map.of(Metric.Dimension.JOB.id(), job.id()), SUM, period);
    }

    IMetric stores(String status, Duration period) {
        return own(Metric.STORES_CHECKED, Map.of(Metric.Dimension.STATUS.id(), status), SUM, period);
    }

    IMetric own(Metric metric, Map<String, String> more, String statistic, Duration period) {
        var dimensions = new TreeMap<>(more);
        dimensions.put(Metric.Dimension.STAGE.id(), stage);
        return measured(Metric.NAMESPACE, metric.id(), dimensions, statistic, period);
    }

    IMetric requests(Duration period) {
        return api("Count", SUM, period);
    }

    IMetric api(String metric, String statistic, Duration period) {
        return measured("AWS/ApiGateway", metric, Map.of("ApiId", apiId), statistic, period);
    }

    IMetric waiting(Queue queue, Duration period) {
        return queue(inbox.queue(queue).messages(), "ApproximateNumberOfMessagesVisible", period);
    }

    IMetric deadLetters(Queue queue, Duration period) {
        return queue(inbox.queue(queue).deadLetters(), "ApproximateNumberOfMessagesVisible", period);
    }

    IMetric age(Queue queue, Duration period) {
        return queue(inbox.queue(queue).messages(), "ApproximateAgeOfOldestMessage", period);
    }

    /// How long the oldest message is being put back that was put back within the period.
    IMetric putBack(Queue queue, Duration period) {
        return own(Metric.PUT_BACK_AGE, Map.of(Metric.Dimension.QUEUE.id(), queue.id()), "Maximum", period);
    }

    IMetric function(LambdaFunction function, String metric, String statistic, Duration period) {
        return measured("AWS/Lambda", metric, Map.of("FunctionName", "atom-shopify-" + stage + "-" + function.id()),
                statistic, period);
    }

    IMetric throttledFunctions(Duration period) {
        return total("functions", Arrays.stream(LambdaFunction.values())
                .map(function -> function(function, "Throttles", SUM, period)).toList(), period);
    }

    IMetric throttled(Table table, Duration period) {
        var name = Map.of("TableName", data.table(table).getTableName());
        return total(table.name(), List.of(measured("AWS/DynamoDB", "ReadThrottleEvents", name, SUM, period),
                measured("AWS/DynamoDB", "WriteThrottleEvents", name, SUM, period)), period);
    }

    /// What schedules tried and could not do, in any of the ways that AWS counts.
    IMetric failedSchedules(Duration period) {
        var group = Map.of("ScheduleGroup", "atom-shopify-" + stage);
        return total("schedules", List.of(measured("AWS/Scheduler", "TargetErrorCount", group, SUM, period),
                measured("AWS/Scheduler", "InvocationDroppedCount", group, SUM, period),
                measured("AWS/Scheduler", "InvocationsSentToDeadLetterCount", group, SUM, period)), period);
    }

    IMetric failedPartnerEvents(String source, Duration period) {
        var rule = Map.of("EventBusName", source, "RuleName", "atom-shopify-" + stage + "-partner");
        return total("partner events", List.of(measured("AWS/Events", "FailedInvocations", rule, SUM, period),
                measured("AWS/Events", "InvocationsSentToDlq", rule, SUM, period)), period);
    }

    /// The share of `bad` in `total`, 0 while there are fewer than `least` in all: a rate of few says nothing.
    static IMetric share(String label, String bad, String total, int least, Map<String, IMetric> of, Duration period) {
        return MathExpression.Builder.create()
                .label(label)
                .expression("IF(FILL(" + total + ", 0) < " + least + ", 0, (" + bad + ") / (" + total + "))")
                .usingMetrics(new TreeMap<>(of))
                .period(period)
                .build();
    }

    private static IMetric total(String label, List<IMetric> metrics, Duration period) {
        var named = new TreeMap<String, IMetric>();
        var terms = new ArrayList<String>();
        metrics.forEach(metric -> {
            // Unique in a graph with several totals.
            var name = label.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + terms.size();
            named.put(name, metric);
            // What was never counted is absent, and a sum with something absent is absent too.
            terms.add("FILL(" + name + ", 0)");
        });
        return MathExpression.Builder.create().label(label).expression(String.join(" + ", terms)).usingMetrics(named)
                .period(period).build();
    }

    private static IMetric queue(IQueue queue, String metric, Duration period) {
        return measured("AWS/SQS", metric, Map.of("QueueName", queue.getQueueName()), "Maximum", period);
    }

    private static IMetric measured(String namespace, String metric, Map<String, String> dimensions, String statistic,
            Duration period) {
        return software.amazon.awscdk.services.cloudwatch.Metric.Builder.create()
                .namespace(namespace).metricName(metric).dimensionsMap(new TreeMap<>(dimensions)).statistic(statistic)
                .period(period).build();
    }
}
