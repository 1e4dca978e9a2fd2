package com.atom.shopify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.atom.shopify.failure.FailureException;
import com.atom.shopify.statistics.Reorder.Policy;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReorderTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    /// Of any table of the standard normal distribution.
    @ParameterizedTest
    @CsvSource({"0.5,0", "0.75,0.6744898", "0.9,1.2815516", "0.95,1.6448536", "0.975,1.9599640", "0.99,2.3263479",
            "0.995,2.5758293", "0.999,3.0902323", "0.9999,3.7190165", "0.0001,-3.7190165", "0.000000000001,-7.0344838"})
    void quantilesAreThoseOfTheTables(double probability, double quantile) {
        assertThat(NormalQuantile.of(probability)).isEqualTo(quantile, within(5e-7 * Math.max(1, Math.abs(quantile))));
    }

    @Test
    void demandIsMeanAndDeviationOfAllDays() {
        var demand = Demand.of(DailySeries.of(FIRST, 2, 4, 4, 4, 5, 5, 7, 9));

        assertThat(demand.mean()).isEqualTo(5);
        assertThat(demand.deviation()).isEqualTo(Math.sqrt(32.0 / 7), within(1e-12));
        assertThat(demand.daysOfCover(35)).hasValue(7);
        assertThat(demand.daysOfCover(-3)).hasValue(0);
        assertThat(Demand.of(DailySeries.of(FIRST, 0, 0)).daysOfCover(5)).isEmpty();
    }

    @Test
    void aSuggestionFollowsTheFormula() {
        var reorder = Reorder.of(new Demand(90, 80, 20, 6), 100, new Policy(9, 7, 0.95));

        assertThat(reorder.z()).isEqualTo(1.645, within(0.001));
        assertThat(reorder.safetyStock()).isEqualTo(1.64485 * 6 * 4, within(0.001));
        assertThat(reorder.reorderPoint()).isEqualTo(180 + 1.64485 * 6 * 3, within(0.001));
        assertThat(reorder.orderUpTo()).isEqualTo(359.476, within(0.001));
        assertThat(reorder.quantity()).isEqualTo(260);
    }

    @Test
    void nothingIsSuggestedWhereThereIsEnough() {
        assertThat(Reorder.of(new Demand(90, 80, 20, 6), 10_000, new Policy(9, 7, 0.95)).quantity()).isZero();
    }

    @Test
    void tooFewDaysOrSalesBearNoSuggestion() {
        for (var thin : new Demand[]{new Demand(27, 27, 1, 1), new Demand(90, 3, 0.1, 1), new Demand(90, 9, 0, 2)}) {
            assertThat(thin.isEnough()).isFalse();
            assertThatThrownBy(() -> Reorder.of(thin, 0, new Policy(9, 7, 0.95)))
                    .isInstanceOfSatisfying(FailureException.class,
                            refused -> assertThat(refused.failure().code()).isEqualTo("insights.too-little-data"));
        }
    }

    @Test
    void moreStockNeverOrdersMoreAndMoreServiceNeverLess() {
        var random = new Random(3);
        for (var tries = 0; tries < 500; tries++) {
            var demand = new Demand(90, 30, 0.01 + 500 * random.nextDouble(), 500 * random.nextDouble());
            var lead = random.nextInt(120);
            var available = random.nextInt(-50, 10_000);
            var usual = Reorder.of(demand, available, new Policy(lead, 7, 0.9));

            assertThat(Reorder.of(demand, available + 1L, new Policy(lead, 7, 0.9)).quantity())
                    .isLessThanOrEqualTo(usual.quantity());
            assertThat(Reorder.of(demand, available, new Policy(lead, 7, 0.99)).quantity())
                    .isGreaterThanOrEqualTo(usual.quantity());
            assertThat(available + usual.quantity()).isGreaterThanOrEqualTo((long) Math.floor(usual.orderUpTo()));
        }
    }
}
