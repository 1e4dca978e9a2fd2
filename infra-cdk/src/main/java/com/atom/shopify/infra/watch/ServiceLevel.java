package com.atom.shopify.infra.watch;

import com.atom.shopify.routes.Metric;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Stats;

/// What the product promises its callers, and how much of a month's budget of failures may burn before somebody is woken.
enum ServiceLevel {
    /// Answers are errors of ours or of Shopify's in less than 1 %.
    API_ERRORS("api-errors", 0.01, "API answers with 5xx") {
        @Override
        IMetric failing(Measures measures, Duration period) {
            return share("bad", "all", Map.of("bad", measures.api("5xx", "Sum", period), "all",
                    measures.requests(period)), period);
        }
    },
    /// We ourselves can answer in 99.9 %: what Shopify fails at does not count.
    API_UPTIME("api-uptime", 0.001, "requests that we could not answer (500, 503)") {
        @Override
        IMetric failing(Measures measures, Duration period) {
            return share("bad", "all", Map.of("bad", measures.sum(Metric.ANSWERS_FAILED, period), "all",
                    measures.requests(period)), period);
        }
    },
    /// 99 % of the answers come within 500 ms, waiting for Shopify included.
    API_LATENCY("api-latency", 0.01, "API answers that took longer than 500 ms") {
        @Override
        IMetric failing(Measures measures, Duration period) {
            // PR(0:500) is how many of a hundred were within it.
            return Measures.share(says(), "all * (1 - fast / 100)", "all", LEAST,
                    Map.of("fast", measures.api("Latency", Stats.percentileRank(0, 500), period), "all",
                            measures.requests(period)),
                    period);
        }
    },
    /// 99 % of the connections that a merchant begins and agrees to are finished.
    OAUTH_SUCCESS("oauth-success", 0.01, "connections of stores that failed") {
        @Override
        IMetric failing(Measures measures, Duration period) {
            return Measures.share(says(), "FILL(bad, 0)", "FILL(bad, 0) + FILL(good, 0)", 5,
                    Map.of("bad", measures.sum(Metric.CONNECTIONS_FAILED, period), "good",
                            measures.sum(Metric.CONNECTIONS_FINISHED, period)),
                    period);
        }
    };

    private static final int LEAST = 20;

    private final String section;
    private final double budget;
    private final String says;

    ServiceLevel(String section, double budget, String says) {
        this.section = section;
        this.budget = budget;
        this.says = says;
    }

    /// How fast a budget of 30 days burns, seen over a long window, and over a short one, so that the alarm ends when the trouble
    /// does.
    enum Burn {
        /// A fiftieth of the month's budget in an hour.
        FAST("fast", 14.4, Duration.minutes(5), Duration.hours(1)),
        /// A twentieth in six hours.
        SLOW("slow", 6, Duration.minutes(30), Duration.hours(6));

        private final String id;
        private final double rate;
        private final Duration shortly;
        private final Duration longer;

        Burn(String id, double rate, Duration shortly, Duration longer) {
            this.id = id;
            this.rate = rate;
            this.shortly = shortly;
            this.longer = longer;
        }

        String id() {
            return id;
        }

        Stream<Duration> windows() {
            return Stream.of(shortly, longer);
        }

        Duration longer() {
            return longer;
        }
    }

    /// The share of what fails it.
    abstract IMetric failing(Measures measures, Duration period);

    /// The section of the runbook.
    String section() {
        return section;
    }

    String says() {
        return says;
    }

    /// Above this share the budget burns as fast as that.
    double threshold(Burn burn) {
        return Math.round(budget * burn.rate * 100_000) / 100_000.0;
    }

    double budget() {
        return budget;
    }

    IMetric share(String bad, String all, Map<String, IMetric> of, Duration period) {
        return Measures.share(says, "FILL(" + bad + ", 0)", all, LEAST, of, period);
    }
}
