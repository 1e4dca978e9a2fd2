package com.atom.shopify.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void aPercentileIsATimeThatWasMeasured() {
        var samples = new Samples();
        IntStream.rangeClosed(1, 200).map(number -> 201 - number)
                .forEach(millis -> samples.add(Duration.ofMillis(millis)));

        assertThat(samples.median()).isEqualTo(100);
        assertThat(samples.percentile(99)).isEqualTo(198);
        assertThat(samples.percentile(100)).isEqualTo(200);
    }
}
