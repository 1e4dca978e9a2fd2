package com.atom.shopify.bench;

import com.atom.shopify.statistics.Backtest;
import com.atom.shopify.statistics.DailySeries;
import java.time.LocalDate;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// How right forecasts would have been, made again and again in two years of shops of different kinds from nothing but what was known
/// by then, beside the same weekday of the week before. The shops are made up, with fixed seeds.
final class ForecastBacktest {
    private static final LocalDate FIRST = LocalDate.parse("2024-01-01");
    private static final int DAYS = 730;
    private static final int SHOPS = 10;
    private static final int START = 180;
    private static final int STEP = 28;
    private static final double CONFIDENCE = 0.9;

    /// Units that a day is expected to bring, by its number.
    private enum Kind implements IntToDoubleFunction {
        STEADY("steady, with weekends") {
            @Override
            public double applyAsDouble(int day) {
                return 40 * weekday(day);
            }
        },
        GROWING("growing by half in a year") {
            @Override
            public double applyAsDouble(int day) {
                return 40 * weekday(day) * Math.pow(1.5, day / 365.0);
            }
        },
        SEASONAL("with a season and sales of four days") {
            @Override
            public double applyAsDouble(int day) {
                var season = 1 + 0.4 * Math.sin(2 * Math.PI * day / 365.0);
                return 40 * weekday(day) * season * (day % 91 < 4 ? 2.5 : 1);
            }
        },
        SMALL("an order every other day") {
            @Override
            public double applyAsDouble(int day) {
                return 0.5 * weekday(day);
            }
        };

        private static final double[] WEEK = {0.9, 0.8, 0.8, 0.9, 1.1, 1.4, 1.1};

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        private static double weekday(int day) {
            return WEEK[day % WEEK.length];
        }
    }

    Report measure() {
        var report = new Report("forecast",
                "Forecasts made in the past of made-up shops: the error of a day against that of the same"
                        + " weekday before, and the share of days in their 90 % intervals");
        for (var kind : Kind.values()) {
            for (var days : new int[]{7, 28}) {
                tell(report.row(kind.title + ", " + days + " days ahead"), kind, days);
            }
        }
        return report;
    }

    private static void tell(Report.Row row, Kind kind, int days) {
        var results = IntStream.range(0, SHOPS)
                .mapToObj(seed -> Backtest.of(series(kind, seed), START, STEP, days, CONFIDENCE)).toList();
        var error = results.stream().mapToDouble(Backtest::meanAbsoluteError).sum();
        var naive = results.stream().mapToDouble(Backtest::seasonalNaiveError).sum();
        row.with("error ratio", error / naive)
                .with("in interval", results.stream().mapToDouble(Backtest::coverage).average().orElse(0))
                .with("total in interval", results.stream().mapToDouble(Backtest::totalCoverage).average().orElse(0))
                .with("forecasts", results.stream().mapToInt(Backtest::forecasts).sum());
    }

    private static DailySeries series(Kind kind, int seed) {
        var random = new Random(seed);
        return DailySeries.of(FIRST,
                IntStream.range(0, DAYS).mapToDouble(day -> count(kind.applyAsDouble(day), random)).toArray());
    }

    /// As many buyers as come by chance, by Knuth's product of uniform numbers.
    private static double count(double expected, Random random) {
        var limit = Math.exp(-expected);
        var count = 0;
        for (var product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
