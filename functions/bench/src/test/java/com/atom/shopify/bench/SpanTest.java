package com.atom.shopify.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTest {
    private static final Span REQUEST = span(100, 50);

    @Test
    void timeThatIsCoveredTwiceIsTakenOffOnce() {
        assertThat(REQUEST.without(List.of(span(110, 20), span(120, 15), span(112, 3))))
                .isEqualTo(Duration.ofMillis(25));
    }

    @Test
    void whatLiesOutsideIsNotTakenOff() {
        assertThat(REQUEST.without(List.of(span(90, 20), span(140, 30), span(200, 10))))
                .isEqualTo(Duration.ofMillis(30));
        assertThat(REQUEST.without(List.of())).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void holdsItsStartButNotItsEnd() {
        assertThat(REQUEST.holds(REQUEST.start())).isTrue();
        assertThat(REQUEST.holds(REQUEST.end())).isFalse();
    }

    private static Span span(int start, int length) {
        return new Span(Instant.EPOCH.plusMillis(start), Duration.ofMillis(length));
    }
}
