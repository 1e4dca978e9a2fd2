package com.atom.shopify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.atom.shopify.failure.FailureException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    /// Annual oil production in Saudi Arabia 1996 to 2013, of Hyndman and Athanasopoulos, Forecasting: Principles and Practice (2nd
    /// edition), 7.1, who fit alpha 0.83 and a start of 446.6 and say 542.68 of 2014.
    private static final double[] OIL = {445.36, 453.20, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43, 521.28,
            508.95, 488.89, 509.87, 456.72, 473.82, 525.95, 549.83, 542.34};

    @Test
    void smoothingSaysWhatTheTextbookSays() {
        assertThat(SimpleSmoothing.of(OIL, 0.8339, 446.5868).level()).isEqualTo(542.68, within(0.02));

        var fitted = SimpleSmoothing.fit(OIL);

        assertThat(fitted.alpha()).isEqualTo(0.83, within(0.02));
        assertThat(fitted.start()).isEqualTo(446.6, within(0.5));
        assertThat(fitted.level()).isEqualTo(542.68, within(0.2));
    }

    @Test
    void weekdaysThatDifferAreForecastApart() {
        var week = new double[]{10, 10, 10, 10, 20, 40, 0};
        var forecast = Forecast.of(DailySeries.of(FIRST, repeated(week, 20)), 14, 0.9);

        for (var day = 0; day < 14; day++) {
            assertThat(forecast.days().get(day).estimate().expected()).isEqualTo(week[day % 7], within(0.01));
        }
        assertThat(forecast.total().expected()).isEqualTo(200, within(0.1));
        assertThat(forecast.days().getFirst().date()).isEqualTo(FIRST.plusDays(140));
        assertThat(forecast.sampleSize()).isEqualTo(140);
    }

    @Test
    void aTrendGoesOn() {
        var rising = IntStream.range(0, 140).mapToDouble(day -> 100 + day).toArray();

        var forecast = Forecast.of(DailySeries.of(FIRST, rising), 7, 0.8);

        assertThat(forecast.method()).isEqualTo("theta");
        assertThat(forecast.days().getLast().estimate().expected()).isBetween(239.0, 247.0);
    }

    @Test
    void seasonalNaiveIsUsedWhereItWasLessWrong() {
        var random = new Random(5);
        var weeks = new double[200];
        for (var day = 0; day < weeks.length; day++) {
            // each fortnight other weekdays, which only the last week tells
            weeks[day] = day % 7 == day / 70 ? 100 + random.nextInt(2) : 1;
        }

        var forecast = Forecast.of(DailySeries.of(FIRST, weeks), 7, 0.8);

        assertThat(forecast.meanAbsoluteError()).isLessThanOrEqualTo(forecast.seasonalNaiveError());
        assertThat(forecast.method()).isEqualTo("seasonal_naive");
    }

    @Test
    void refusesWhatIsTooShortOrAlmostEmpty() {
        var enough = Forecast.needs(14, 0.9);
        var empty = new double[enough];
        empty[3] = 1;

        assertThat(enough).isEqualTo(60);
        assertThatThrownBy(() -> Forecast.of(DailySeries.of(FIRST, empty), 14, 0.9)).satisfies(ForecastTest::isRefused);
        assertThatThrownBy(() -> Forecast.of(DailySeries.of(FIRST, sales(enough - 1, 1)), 14, 0.9))
                .satisfies(ForecastTest::isRefused);
        assertThat(Forecast.of(DailySeries.of(FIRST, sales(enough, 1)), 14, 0.9).origins()).isEqualTo(19);
    }

    @Test
    void daysThatAreNotNamedAreZero() {
        var series = DailySeries.of(FIRST, FIRST.plusDays(2), Map.of(FIRST.plusDays(1), 4, FIRST.plusDays(9), 7));

        assertThat(series.values()).containsExactly(0, 4, 0);
        assertThat(series.last()).isEqualTo(FIRST.plusDays(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 30})
    void intervalsHoldTheirExpectationAndNothingIsBelowZeroWhateverIsSold(int days) {
        for (var seed = 0; seed < 8; seed++) {
            var random = new Random(seed);
            var wild = random.doubles(90).map(share -> share < 0.5 ? 0 : Math.exp(20 * share - 8)).toArray();

            var forecast = Forecast.of(DailySeries.of(FIRST, wild), days, 0.8);

            assertThat(forecast.days()).hasSize(days).allSatisfy(day -> holds(day.estimate()));
            holds(forecast.total());
        }
    }

    @Test
    void twiceTheSalesAreTwiceTheForecast() {
        for (var seed = 0; seed < 10; seed++) {
            var values = sales(120, seed);
            var doubled = Arrays.stream(values).map(value -> 2 * value).toArray();

            var once = Forecast.of(DailySeries.of(FIRST, values), 7, 0.9).total();
            var twice = Forecast.of(DailySeries.of(FIRST, doubled), 7, 0.9).total();

            assertThat(twice.expected()).isEqualTo(2 * once.expected(), within(1e-6));
            assertThat(twice.upper()).isEqualTo(2 * once.upper(), within(1e-6));
        }
    }

    /// Ten shops of a year each: weekdays, a season, noise as of counts. The interval is of 90 %.
    @Test
    void beatsSeasonalNaiveAndItsIntervalsHoldWhatTheyPromise() {
        var error = 0.0;
        var naive = 0.0;
        var coverage = 0.0;
        var totals = 0.0;
        var shops = 10;
        for (var seed = 0; seed < shops; seed++) {
            var result = Backtest.of(DailySeries.of(FIRST, sales(365, seed)), 120, 35, 14, 0.9);
            error += result.meanAbsoluteError() / shops;
            naive += result.seasonalNaiveError() / shops;
            coverage += result.coverage() / shops;
            totals += result.totalCoverage() / shops;
        }

        assertThat(error / naive).isLessThan(0.85);
        assertThat(coverage).isBetween(0.85, 0.95);
        assertThat(totals).isBetween(0.85, 0.95);
    }

    /// Twenty shops that sell the same on every day but for chance, so that nothing but the number of windows is uncertain.
    @Test
    void totalsOfFourWeeksAreInTheirIntervalsAsOftenAsPromised() {
        var coverage = IntStream.range(0, 20).mapToDouble(seed -> {
            var random = new Random(seed);
            var values = random.doubles(400).map(each -> 30 + Math.round(10 * each)).toArray();
            return Backtest.of(DailySeries.of(FIRST, values), 180, 28, 28, 0.9).totalCoverage();
        }).average().orElseThrow();

        assertThat(coverage).isBetween(0.85, 0.97);
    }

    /// From printed tables of the distribution.
    @ParameterizedTest
    @CsvSource({"0.95, 2, 2.920, 0.02", "0.975, 2, 4.303, 0.05", "0.9, 3, 1.638, 0.005", "0.975, 5, 2.571, 0.003",
            "0.95, 8, 1.860, 0.001", "0.95, 30, 1.697, 0.001", "0.05, 8, -1.860, 0.001", "0.5, 4, 0, 0.001"})
    void quantilesAreThoseOfTheTables(double probability, double freedom, double expected, double tolerance) {
        assertThat(StudentQuantile.of(probability, freedom)).isEqualTo(expected, within(tolerance));
    }

    private static void holds(Forecast.Estimate estimate) {
        assertThat(estimate.lower()).isBetween(0.0, estimate.expected());
        assertThat(estimate.upper()).isGreaterThanOrEqualTo(estimate.expected());
        assertThat(estimate.upper()).isFinite();
    }

    private static void isRefused(Throwable thrown) {
        assertThat(((FailureException) thrown).failure().code()).isEqualTo("insights.too-little-data");
    }

    private static double[] repeated(double[] week, int times) {
        return IntStream.range(0, week.length * times).mapToDouble(day -> week[day % week.length]).toArray();
    }

    private static double[] sales(int days, int seed) {
        var random = new Random(seed);
        var level = 5 + random.nextInt(60);
        var weekend = 0.5 + random.nextDouble();
        var growth = (random.nextDouble() - 0.3) / 365;
        return IntStream.range(0, days).mapToDouble(day -> {
            var mean = level * (day % 7 >= 5 ? weekend : 1) * (1 + growth * day) * (1 + 0.2 * Math.sin(day / 58.0));
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian() * 1.3));
        }).toArray();
    }
}
