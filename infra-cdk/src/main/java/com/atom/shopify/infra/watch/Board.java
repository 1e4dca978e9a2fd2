package com.atom.shopify.infra.watch;

import com.atom.shopify.infra.Runbook;
import com.atom.shopify.routes.Job;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.tables.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.HorizontalAnnotation;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;
import software.constructs.Construct;

/// The dashboard for somebody who was woken: what rings, whether callers notice, whether it is us or Shopify, and what waits. Each
/// row has one question, each graph the line above which something is wrong.
final class Board extends Construct {
    private static final Duration PERIOD = Duration.minutes(5);
    private static final int WIDTH = 24;
    private static final int HEIGHT = 6;

    private final Measures measures;

    Board(Construct scope, String stage, Measures measures, Runbook runbook, List<IAlarm> alarms) {
        super(scope, "Board");
        this.measures = measures;
        Dashboard.Builder.create(this, "Dashboard")
                .dashboardName("atom-shopify-" + stage)
                .defaultInterval(Duration.hours(3))
                .widgets(List.of(
                        question("What rings?", "Red is now. Each alarm's text names its section of the runbook: "
                                + runbook.address()),
                        List.of(AlarmStatusWidget.Builder.create().title("Alarms").width(WIDTH).height(HEIGHT)
                                .alarms(alarms).build()),
                        question("Do callers notice?", "5xx: 502 and 504 are Shopify's, 500 and 503 are ours."),
                        row(graph("Requests, and by group", requests()),
                                graph("Answered 5xx, and of those ours", measures.api("5xx", "Sum", PERIOD),
                                        sum(Metric.ANSWERS_FAILED)),
                                graph("Answered 401", sum(Metric.UNAUTHORIZED)),
                                within("Latency, ms", 500, measures.api("Latency", Stats.p(50), PERIOD),
                                        measures.api("Latency", Stats.p(99), PERIOD))),
                        question("Do deliveries come through?",
                                "Accepted and worked go together; what is between them waits in the inbox."),
                        row(graph("Accepted, worked, of those ignored", sum(Metric.DELIVERIES_ACCEPTED),
                                sum(Metric.DELIVERIES_WORKED), sum(Metric.DELIVERIES_IGNORED)),
                                graph("Forged, not queued, too large, parked", sum(Metric.DELIVERIES_FORGED),
                                        sum(Metric.DELIVERIES_NOT_QUEUED), sum(Metric.DELIVERIES_TOO_LARGE),
                                        sum(Metric.DELIVERIES_PARKED)),
                                within("Oldest message, oldest put back, s", 900,
                                        Stream.of(each(Queue.values(), queue -> measures.age(queue, PERIOD)),
                                                each(Queue.values(), queue -> measures.putBack(queue, PERIOD)))
                                                .flatMap(Arrays::stream).toArray(IMetric[]::new)),
                                graph("Dead letters",
                                        each(Queue.values(), queue -> measures.deadLetters(queue, PERIOD)))),
                        question("Is it Shopify?", "If Shopify fails and we do not: https://www.shopifystatus.com/"),
                        row(graph("Shopify answered, failed, answered 401", sum(Metric.SHOPIFY_ANSWERED),
                                sum(Metric.SHOPIFY_FAILED), sum(Metric.SHOPIFY_UNAUTHORIZED)),
                                graph("Shopify throttled, other version; ms waited", sum(Metric.SHOPIFY_THROTTLED),
                                        sum(Metric.OTHER_VERSION_SERVED), sum(Metric.SHOPIFY_WAITED)),
                                graph("Tokens refreshed, failed", sum(Metric.TOKENS_REFRESHED),
                                        sum(Metric.TOKEN_REFRESHES_FAILED)),
                                graph("Connections lost, tokens unreadable", sum(Metric.REAUTH_REQUIRED),
                                        sum(Metric.TOKENS_UNREADABLE))),
                        question("How are the stores?",
                                "As the job check-health found them, and connections being made."),
                        row(graph("Stores by health", Stream.of("ok", "degraded", "down")
                                .map(status -> measures.stores(status, PERIOD)).toArray(IMetric[]::new)),
                                graph("Connections finished, failed", sum(Metric.CONNECTIONS_FINISHED),
                                        sum(Metric.CONNECTIONS_FAILED)),
                                graph("Callbacks forged, states refused", sum(Metric.CALLBACKS_FORGED),
                                        sum(Metric.STATES_REFUSED)),
                                graph("Inventory compared, different", sum(Metric.LEVELS_COMPARED),
                                        sum(Metric.LEVELS_DRIFTED))),
                        question("Do jobs run?", "A run is a point; a gap longer than the job's period is what rings."),
                        row(graph("Begun", each(Job.values(), job -> measures.sum(Metric.JOBS_BEGUN, job, PERIOD))),
                                graph("Shops failed",
                                        each(Job.values(), job -> measures.sum(Metric.JOB_SHOPS_FAILED, job, PERIOD))),
                                graph("Schedules that failed", measures.failedSchedules(PERIOD)),
                                graph("Age of deliveries when worked p95, answered p99, ms",
                                        measures.own(Metric.DELIVERY_AGE, Map.of(), Stats.p(95), PERIOD),
                                        measures.own(Metric.DELIVERY_ANSWERED, Map.of(), Stats.p(99), PERIOD))),
                        question("Is it AWS?", "Errors are deaths of a function; throttles are limits of the account."),
                        row(graph("Function errors", functions("Errors", "Sum")),
                                graph("Function time p99, ms", functions("Duration", Stats.p(99))),
                                graph("Function throttles", measures.throttledFunctions(PERIOD)),
                                graph("Table throttles",
                                        each(Table.values(), table -> measures.throttled(table, PERIOD))))))
                .build();
    }

    private IMetric sum(Metric metric) {
        return measures.sum(metric, PERIOD);
    }

    /// Each group of routes is a function, so Lambda counts its requests.
    private IMetric[] requests() {
        return Stream.concat(Stream.of(measures.requests(PERIOD)),
                Arrays.stream(LambdaFunction.values()).filter(LambdaFunction::servesRoutes)
                        .map(function -> measures.function(function, "Invocations", "Sum", PERIOD)))
                .toArray(IMetric[]::new);
    }

    private IMetric[] functions(String metric, String statistic) {
        return each(LambdaFunction.values(), function -> measures.function(function, metric, statistic, PERIOD));
    }

    private static <T> IMetric[] each(T[] of, Function<T, IMetric> measured) {
        return Arrays.stream(of).map(measured).toArray(IMetric[]::new);
    }

    private static List<IWidget> question(String question, String hint) {
        return List.of(TextWidget.Builder.create().markdown("## " + question + "\n" + hint).width(WIDTH).height(2)
                .build());
    }

    private static List<IWidget> row(IWidget... widgets) {
        return List.of(widgets);
    }

    private static GraphWidget graph(String title, IMetric... metrics) {
        return built(title, metrics).build();
    }

    private static GraphWidget within(String title, int most, IMetric... metrics) {
        return built(title, metrics).leftAnnotations(List.of(HorizontalAnnotation.builder().value(most)
                .label("promised").build())).build();
    }

    private static GraphWidget.Builder built(String title, IMetric... metrics) {
        return GraphWidget.Builder.create().title(title).left(List.of(metrics)).width(WIDTH / 4).height(HEIGHT)
                .leftYAxis(YAxisProps.builder().min(0).showUnits(false).build());
    }
}
