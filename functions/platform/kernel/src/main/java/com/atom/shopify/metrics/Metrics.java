package com.atom.shopify.metrics;

import com.atom.shopify.routes.Metric;
import com.atom.shopify.routes.Setting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes metrics as CloudWatch reads them out of a log: one line of JSON on standard output in its embedded metric format. Nothing is
/// called and nothing can fail; a metric costs a line. By hand, because a library for it would be larger than the whole intake
/// (aws-serverless-java 6).
public final class Metrics {
    private static final String STAGE = Optional.ofNullable(System.getenv(Setting.STAGE.name())).orElse("none");

    private Metrics() {}

    /// One more.
    ///
    /// @param values of the metric's dimensions behind the stage, in their order
    public static void count(Metric metric, String... values) {
        add(metric, 1, values);
    }

    /// So many more, or a measured value in the metric's unit.
    @SuppressWarnings("SystemOut")
    public static void add(Metric metric, long amount, String... values) {
        System.out.println("{" + members(STAGE, System.currentTimeMillis(), metric, amount, values) + "}");
    }

    /// What makes a line of a log that is written anyway count one more: members of its JSON object.
    public static String members(Metric metric) {
        return members(STAGE, System.currentTimeMillis(), metric, 1);
    }

    /// The values of dimensions are words of ours, so nothing has to be escaped.
    static String members(String stage, long milliseconds, Metric metric, long amount, String... values) {
        var names = metric.dimensions().stream().map(Metric.Dimension::id).toList();
        var all = Stream.concat(Stream.of(stage), Stream.of(values)).toList();
        if (all.size() != names.size()) {
            throw new IllegalArgumentException(metric + " has the dimensions " + names);
        }
        return "\"_aws\":{\"Timestamp\":" + milliseconds + ",\"CloudWatchMetrics\":[{\"Namespace\":\""
                + Metric.NAMESPACE + "\",\"Dimensions\":[[" + names.stream().map(Metrics::quoted)
                        .collect(Collectors.joining(","))
                + "]],\"Metrics\":[{\"Name\":\"" + metric.id() + "\",\"Unit\":\"" + metric.unit().id() + "\"}]}]},"
                + dimensions(names, all) + ",\"" + metric.id() + "\":" + amount;
    }

    private static String dimensions(List<String> names, List<String> values) {
        return IntStream.range(0, names.size()).mapToObj(at -> quoted(names.get(at)) + ":" + quoted(values.get(at)))
                .collect(Collectors.joining(","));
    }

    private static String quoted(String word) {
        return "\"" + word + "\"";
    }
}
