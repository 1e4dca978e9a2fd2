package com.atom.shopify.infra.watch;

import com.atom.shopify.infra.Runbook;
import com.atom.shopify.routes.Job;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.tables.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmBase;
import software.amazon.awscdk.services.cloudwatch.AlarmRule;
import software.amazon.awscdk.services.cloudwatch.AlarmState;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarmAction;
import software.amazon.awscdk.services.cloudwatch.IAlarmRule;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/// What wakes an operator. Each alarm says in a sentence what is wrong, and names its section of the runbook.
final class Alarms extends Construct {
    private static final Duration MINUTES = Duration.minutes(5);
    private static final Duration QUARTER = Duration.minutes(15);
    private static final Duration HOUR = Duration.hours(1);
    private static final Duration DAY = Duration.days(1);

    private final String stage;
    private final Measures measures;
    private final Runbook runbook;
    private final IAlarmAction tell;
    private final List<IAlarm> all = new ArrayList<>();

    Alarms(Construct scope, String stage, Measures measures, Runbook runbook, IAlarmAction tell) {
        super(scope, "Alarms");
        this.stage = stage;
        this.measures = measures;
        this.runbook = runbook;
        this.tell = tell;
        serviceLevels();
        deliveries();
        strangers();
        stores();
        queues();
        jobs();
        aws();
    }

    /// Those that tell an operator, in the order in which the dashboard shows them.
    List<IAlarm> all() {
        return List.copyOf(all);
    }

    /// Functions die in another stack, where their alarms also roll back a new version.
    void functionsFail(Collection<Alarm> alarms) {
        composite("function-fails", "function-fails",
                "A function died over what it was called with; which one, its own alarm says.",
                AlarmRule.anyOf(alarms.stream().map(Alarms::rings).toArray(IAlarmRule[]::new)));
    }

    void partnerEventsFail(String source) {
        above("partner-events-fail", "Shopify's partner events do not reach the inbox queue.",
                measures.failedPartnerEvents(source, MINUTES), 0);
    }

    private void serviceLevels() {
        for (var level : ServiceLevel.values()) {
            for (var burn : ServiceLevel.Burn.values()) {
                var name = level.section() + "-" + burn.id();
                var parts = burn.windows().map(window -> rings(Alarm.Builder
                        .create(this, name + window.toMinutes())
                        .alarmName(name(name + "-" + window.toMinutes() + "-minutes"))
                        .alarmDescription(runbook.text("Part of " + name(name) + ", tells nobody by itself.",
                                level.section()))
                        .metric(level.failing(measures, window))
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                        .threshold(level.threshold(burn))
                        .evaluationPeriods(1)
                        .treatMissingData(TreatMissingData.NOT_BREACHING)
                        .build())).toArray(IAlarmRule[]::new);
                composite(name, level.section(),
                        "More than " + percent(level.threshold(burn)) + " " + level.says() + ", for "
                                + burn.longer().toMinutes() + " minutes and still. Promised: "
                                + percent(level.budget()) + " at most.",
                        AlarmRule.allOf(parts));
            }
        }
        above("inventory-drift", "More than 1 % of the inventory levels that were compared differ from Shopify's.",
                Measures.share("levels that differ", "FILL(bad, 0)", "all", 100,
                        Map.of("bad", measures.sum(Metric.LEVELS_DRIFTED, DAY), "all",
                                measures.sum(Metric.LEVELS_COMPARED, DAY)),
                        DAY),
                0.01);
    }

    private void deliveries() {
        above("deliveries-not-queued", "Genuine deliveries were answered 503; Shopify repeats them for four hours.",
                measures.sum(Metric.DELIVERIES_NOT_QUEUED, MINUTES), 0);
        above("deliveries-too-large", "Shopify delivered more than 6 MB, which Lambda cannot be given.",
                measures.sum(Metric.DELIVERIES_TOO_LARGE, MINUTES), 0);
        above("intake-slow", "One in a hundred deliveries takes more than 3 s; Shopify gives up after 5.",
                measures.own(Metric.DELIVERY_ANSWERED, Map.of(), Stats.p(99), MINUTES), 3_000);
    }

    private void strangers() {
        above("forged-deliveries", "Somebody sends deliveries that Shopify did not sign, or our secret is wrong.",
                measures.sum(Metric.DELIVERIES_FORGED, MINUTES), 20);
        above("forged-callbacks", "Somebody sends OAuth callbacks that Shopify did not sign, or our secret is wrong.",
                measures.sum(Metric.CALLBACKS_FORGED, MINUTES), 10);
        above("refused-states", "OAuth callbacks come with states that are unknown, used or another user's.",
                measures.sum(Metric.STATES_REFUSED, QUARTER), 10);
        above("unauthorized", "One request in five is answered 401.",
                Measures.share("answered 401", "FILL(bad, 0)", "all", 50,
                        Map.of("bad", measures.sum(Metric.UNAUTHORIZED, QUARTER), "all", measures.requests(QUARTER)),
                        QUARTER),
                0.2);
    }

    private void stores() {
        above("token-refreshes-fail", "Tokens of stores cannot be refreshed.",
                measures.sum(Metric.TOKEN_REFRESHES_FAILED, HOUR), 10);
        above("reauth-required",
                "Several stores lost their connection within an hour; only their merchants can renew it.",
                measures.sum(Metric.REAUTH_REQUIRED, HOUR), 5);
        above("tokens-unreadable", "A stored token cannot be decrypted.",
                measures.sum(Metric.TOKENS_UNREADABLE, MINUTES), 0);
        above("shopify-fails", "One request to Shopify in ten fails after all retries.",
                Measures.share("failed at Shopify", "FILL(bad, 0)", "FILL(bad, 0) + FILL(good, 0)", 50,
                        Map.of("bad", measures.sum(Metric.SHOPIFY_FAILED, QUARTER), "good",
                                measures.sum(Metric.SHOPIFY_ANSWERED, QUARTER)),
                        QUARTER),
                0.1);
        above("shopify-unauthorized",
                "One request to Shopify in ten is answered 401: tokens of stores, or our secret, are not accepted.",
                Measures.share("answered 401 by Shopify", "FILL(bad, 0)", "FILL(bad, 0) + FILL(good, 0)", 50,
                        Map.of("bad", measures.sum(Metric.SHOPIFY_UNAUTHORIZED, QUARTER), "good",
                                measures.sum(Metric.SHOPIFY_ANSWERED, QUARTER)),
                        QUARTER),
                0.1);
        above("other-version-served", "Shopify serves another API version than the one that we ask for.",
                measures.sum(Metric.OTHER_VERSION_SERVED, HOUR), 0);
        above("stores-down", "One store in twenty is down.",
                Measures.share("stores down", "FILL(down, 0)", "FILL(ok, 0) + FILL(degraded, 0) + FILL(down, 0)", 10,
                        Map.of("ok", measures.stores("ok", HOUR), "degraded", measures.stores("degraded", HOUR), "down",
                                measures.stores("down", HOUR)),
                        HOUR),
                0.05);
    }

    private void queues() {
        for (var queue : Queue.values()) {
            above(queue.id() + "-dead-letters", "dead-letters",
                    "Messages of the queue " + queue.id() + " could not be worked and wait for an operator.",
                    measures.deadLetters(queue, MINUTES), 0);
            above(queue.id() + "-age", "queue-age",
                    "The oldest message of the queue " + queue.id() + " waits for more than "
                            + patience(queue).toMinutes() + " minutes.",
                    measures.age(queue, MINUTES), patience(queue).toSeconds().doubleValue());
            // A message waits a quarter of an hour at most before it is tried again, so an hour without one has none.
            above(queue.id() + "-put-back", "put-back",
                    "A message of the queue " + queue.id() + " is put back again and again, for more than "
                            + longestPutBack(queue).toHours() + " hours now.",
                    measures.putBack(queue, HOUR), longestPutBack(queue).toSeconds().doubleValue());
        }
    }

    /// What waits for Shopify's own work, or for the other stores of a run, is put back for hours as a matter of course.
    private static Duration longestPutBack(Queue queue) {
        return switch (queue) {
            case INBOX -> Duration.hours(2);
            case JOBS -> Duration.hours(24);
        };
    }

    private static Duration patience(Queue queue) {
        return switch (queue) {
            case INBOX -> Duration.minutes(15);
            case JOBS -> Duration.hours(1);
        };
    }

    private void jobs() {
        for (var job : Job.values()) {
            // Time enough for the second schedule, too; and no data at all is just what is looked for.
            var period = Duration.seconds(job.every().toSeconds());
            all.add(told(Alarm.Builder.create(this, job.id() + "-silent")
                    .alarmName(name(job.id() + "-silent"))
                    .alarmDescription(runbook.text("The job " + job.id() + " did not begin twice in a row.",
                            "job-silent"))
                    .metric(measures.sum(Metric.JOBS_BEGUN, job, period))
                    .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                    .threshold(1)
                    .evaluationPeriods(2)
                    .treatMissingData(TreatMissingData.BREACHING)
                    .build()));
            above(job.id() + "-fails", "job-fails", "The job " + job.id() + " failed on more than ten shops.",
                    measures.sum(Metric.JOB_SHOPS_FAILED, job, period), 10);
        }
        above("schedules-fail", "A schedule could not begin its job, or gave up.",
                measures.failedSchedules(MINUTES), 0);
    }

    private void aws() {
        above("functions-throttled", "Lambda refuses calls: the account's concurrency is used up.",
                measures.throttledFunctions(MINUTES), 0);
        for (var table : Table.values()) {
            above(table.name().toLowerCase(Locale.ROOT) + "-throttled", "table-throttled",
                    "DynamoDB refuses calls to the table " + table.name().toLowerCase(Locale.ROOT)
                            + ": a partition is hot, or the account's limit is reached.",
                    measures.throttled(table, MINUTES), 10);
        }
    }

    private void above(String id, String says, IMetric metric, double threshold) {
        above(id, id, says, metric, threshold);
    }

    private void above(String id, String section, String says, IMetric metric, double threshold) {
        all.add(told(Alarm.Builder.create(this, id)
                .alarmName(name(id))
                .alarmDescription(runbook.text(says, section))
                .metric(metric)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .threshold(threshold)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build()));
    }

    private void composite(String id, String section, String says, IAlarmRule rule) {
        all.add(told(CompositeAlarm.Builder.create(this, id)
                .compositeAlarmName(name(id))
                .alarmDescription(runbook.text(says, section))
                .alarmRule(rule)
                .build()));
    }

    private AlarmBase told(AlarmBase alarm) {
        alarm.addAlarmAction(tell);
        alarm.addOkAction(tell);
        return alarm;
    }

    private static IAlarmRule rings(IAlarm alarm) {
        return AlarmRule.fromAlarm(alarm, AlarmState.ALARM);
    }

    private String name(String id) {
        return "atom-shopify-" + stage + "-" + id;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%s %%", Math.round(share * 100_000) / 1_000.0);
    }
}
