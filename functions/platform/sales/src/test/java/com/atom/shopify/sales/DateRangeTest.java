package com.atom.shopify.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DateRangeTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    @Test
    void rangesThatTouchOrOverlapBecomeOne() {
        assertThat(DateRange.joined(List.of(days(4, 6), days(0, 3)))).containsExactly(days(0, 6));
        assertThat(DateRange.joined(List.of(days(0, 9), days(2, 3), days(8, 12)))).containsExactly(days(0, 12));
        assertThat(DateRange.joined(List.of(days(5, 6), days(0, 3)))).containsExactly(days(0, 3), days(5, 6));
    }

    private static DateRange days(int from, int to) {
        return new DateRange(DAY.plusDays(from), DAY.plusDays(to));
    }
}
