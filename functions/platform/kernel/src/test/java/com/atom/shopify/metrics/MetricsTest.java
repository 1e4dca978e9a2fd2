package com.atom.shopify.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.routes.Metric;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsTest {
    @Test
    void aLineIsAsCloudWatchReadsIt() {
        assertThat(Metrics.members("prod", 1_795_428_000_000L, Metric.JOB_SHOPS_FAILED, 3, "check-health"))
                .isEqualTo("""
                        "_aws":{"Timestamp":1795428000000,"CloudWatchMetrics":[{"Namespace":"AtomShopify",\
                        "Dimensions":[["stage","job"]],"Metrics":[{"Name":"JobShopsFailed","Unit":"Count"}]}]},\
                        "stage":"prod","job":"check-health","JobShopsFailed":3""");
    }

    @Test
    void aMeasuredValueHasItsUnit() {
        assertThat(Metrics.members("prod", 1, Metric.DELIVERY_AGE, 1_250))
                .contains("\"Unit\":\"Milliseconds\"").endsWith("\"stage\":\"prod\",\"DeliveryAge\":1250");
    }

    @ParameterizedTest
    @EnumSource
    void everyDimensionNeedsItsValueAndNoOtherIsTaken(Metric metric) {
        var values = IntStream.range(1, metric.dimensions().size()).mapToObj(String::valueOf).toArray(String[]::new);
        var more = Collections.nCopies(values.length + 1, "x").toArray(String[]::new);

        assertThat(Metrics.members("prod", 1, metric, 1, values)).contains(metric.id());
        assertThatThrownBy(() -> Metrics.members("prod", 1, metric, 1, more))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
