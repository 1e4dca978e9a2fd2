package com.atom.shopify.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.sales.DateRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuePeriodsTest {
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
    private static final Duration BETWEEN_RUNS = Duration.ofMinutes(15);

    @ParameterizedTest
    @CsvSource({"DAILY, 2026-11-25, 2026-11-25", "WEEKLY, 2026-11-16, 2026-11-22", "MONTHLY, 2026-10-01, 2026-10-31"})
    void theLastPeriodIsThatOfTheShopsOwnDays(Cadence cadence, LocalDate from, LocalDate to) {
        var period = Period.lastEnded(cadence, AUCKLAND, Instant.parse("2026-11-25T11:00:00Z"));

        assertThat(period.days()).isEqualTo(new DateRange(from, to));
        assertThat(period.previous().end()).isEqualTo(period.start());
    }

    @ParameterizedTest
    @CsvSource({
            // Clocks go forward and back, by an hour or half of one, in the night or at midnight itself.
            "America/New_York, 2026-03-08, 23", "America/New_York, 2026-11-01, 25",
            "Australia/Lord_Howe, 2026-04-05, 24.5",
            "Australia/Lord_Howe, 2026-10-04, 23.5", "Africa/Cairo, 2026-04-24, 23", "America/Havana, 2026-11-01, 25",
            "Asia/Kathmandu, 2026-11-01, 24", "Asia/Kolkata, 2026-11-01, 24"})
    void aDayIsAsLongAsItsClockSays(String zone, LocalDate day, double hours) {
        var period = Period.of(new DateRange(day, day), ZoneId.of(zone));

        assertThat(Duration.between(period.start(), period.end())).isEqualTo(Duration.ofMinutes((long) (hours * 60)));
    }

    @ParameterizedTest
    @CsvSource({"Asia/Kathmandu, 2026-11-25T18:15:00Z", "Asia/Kolkata, 2026-11-25T18:30:00Z",
            "Pacific/Chatham, 2026-11-25T10:15:00Z", "America/St_Johns, 2026-11-26T03:30:00Z"})
    void aZoneOfHalfOrQuarterHoursEndsItsDaysThere(String zone, Instant end) {
        assertThat(Period.of(new DateRange(LocalDate.parse("2026-11-25"), LocalDate.parse("2026-11-25")),
                ZoneId.of(zone)).end()).isEqualTo(end);
    }

    /// A run every quarter of an hour through a year with all its changes of clocks.
    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Africa/Cairo", "Australia/Lord_Howe", "America/St_Johns",
            "Asia/Kathmandu", "America/Havana", "Pacific/Chatham", "Africa/Casablanca", "Asia/Beirut"})
    void everyMomentOfAYearIsInOneReportOfEachCadence(String zone) {
        var runs = new Runs(ZoneId.of(zone), Instant.parse("2026-01-01T12:00:00Z"));

        runs.until(Instant.parse("2027-02-03T12:00:00Z"));

        for (var cadence : Cadence.values()) {
            var made = runs.made(cadence);
            for (var at = 1; at < made.size(); at++) {
                assertThat(made.get(at).start()).as("%s of %s", cadence, zone).isEqualTo(made.get(at - 1).end());
            }
        }
        assertThat(runs.made(Cadence.DAILY)).hasSizeBetween(398, 400);
        assertThat(runs.made(Cadence.MONTHLY)).hasSize(14);
    }

    @ParameterizedTest
    @CsvSource({"Pacific/Auckland, America/Los_Angeles", "America/Los_Angeles, Pacific/Auckland",
            "Asia/Kathmandu, Asia/Kolkata", "Europe/Berlin, America/St_Johns"})
    void aShopThatMovesHasEveryMomentInAReportAndNoPeriodTwice(String before, String after) {
        for (var hour = 0; hour < 24 * 8; hour += 5) {
            var runs = new Runs(ZoneId.of(before), Instant.parse("2026-05-20T12:00:00Z"));
            var moves = Instant.parse("2026-05-29T00:00:00Z").plus(Duration.ofHours(hour));
            runs.until(moves);
            runs.zone = ZoneId.of(after);

            runs.until(Instant.parse("2026-06-20T12:00:00Z"));

            assertThat(runs.all).doesNotHaveDuplicates();
            for (var cadence : Cadence.values()) {
                var made = runs.made(cadence);
                for (var at = 1; at < made.size(); at++) {
                    assertThat(made.get(at).start()).as("%s, moved at %s", cadence, moves)
                            .isBeforeOrEqualTo(made.get(at - 1).end());
                    assertThat(made.get(at).end()).isAfter(made.get(at - 1).end());
                }
            }
        }
    }

    @Test
    void whatWasMissedIsMadeLateAndNotAllOfALongTime() {
        var runs = new Runs(LOS_ANGELES, Instant.parse("2026-11-02T12:00:00Z"));
        runs.all.clear();

        runs.run(Instant.parse("2026-11-05T12:00:00Z"));
        assertThat(runs.made(Cadence.DAILY)).extracting(period -> period.days().from().toString())
                .containsExactly("2026-11-02", "2026-11-03", "2026-11-04");

        runs.all.clear();
        runs.run(Instant.parse("2027-03-05T12:00:00Z"));
        assertThat(runs.made(Cadence.DAILY)).hasSize(7);
        assertThat(runs.made(Cadence.WEEKLY)).hasSize(2);
        assertThat(runs.made(Cadence.MONTHLY)).hasSize(1);
    }

    @Test
    void aNewShopBeginsWithItsLastDayWeekAndMonth() {
        assertThat(DuePeriods.of(AUCKLAND, Map.of(), Instant.parse("2026-11-25T12:00:00Z")))
                .extracting(period -> period.cadence().orElseThrow() + " " + period.days().from())
                .containsExactly("MONTHLY 2026-10-01", "WEEKLY 2026-11-16", "DAILY 2026-11-25");
    }

    @Test
    void whatHappenedJustBeforeTheEndHasTimeToComeIn() {
        var mark = Map.of(Cadence.DAILY, Instant.parse("2026-11-24T11:00:00Z"), Cadence.WEEKLY, Instant.MAX,
                Cadence.MONTHLY, Instant.MAX);

        assertThat(DuePeriods.of(AUCKLAND, mark, Instant.parse("2026-11-25T11:05:00Z"))).isEmpty();
        assertThat(DuePeriods.of(AUCKLAND, mark, Instant.parse("2026-11-25T11:10:00Z"))).hasSize(1);
    }

    @Test
    void aDayThatAnIslandLeftOutHasNoReport() {
        var mark = Map.of(Cadence.DAILY, Instant.parse("2011-12-30T10:00:00Z"), Cadence.WEEKLY, Instant.MAX,
                Cadence.MONTHLY, Instant.MAX);

        assertThat(DuePeriods.of(ZoneId.of("Pacific/Apia"), mark, Instant.parse("2012-01-01T12:00:00Z")))
                .extracting(period -> period.days().from().toString())
                .containsExactly("2011-12-31", "2012-01-01");
    }

    /// Runs of the job over one shop.
    private static final class Runs {
        private final List<Period> all = new ArrayList<>();
        private ZoneId zone;
        private Instant now;
        private Map<Cadence, Instant> marks = new EnumMap<>(Cadence.class);

        private Runs(ZoneId zone, Instant now) {
            this.zone = zone;
            this.now = now;
            run(now);
        }

        private void run(Instant at) {
            now = at;
            var due = DuePeriods.of(zone, marks, at);
            all.addAll(due);
            marks = DuePeriods.marksAfter(marks, due);
        }

        private void until(Instant end) {
            while (now.isBefore(end)) {
                run(now.plus(BETWEEN_RUNS));
            }
        }

        private List<Period> made(Cadence cadence) {
            return all.stream().filter(period -> period.cadence().orElseThrow() == cadence).toList();
        }
    }
}
