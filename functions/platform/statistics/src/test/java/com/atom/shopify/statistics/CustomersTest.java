package com.atom.shopify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.atom.shopify.failure.FailureException;
import com.atom.shopify.statistics.Segments.Customer;
import com.atom.shopify.statistics.Segments.Segment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Segments, cohorts and what is bought together.
class CustomersTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);

    @Test
    void everybodyIsInTheFifthThatHeIsIn() {
        var customers = IntStream.range(0, 50).mapToObj(n -> customer(n, n, n + 1, n)).toList();

        var segments = Segments.of(customers, TODAY);

        assertThat(segments.sampleSize()).isEqualTo(50);
        assertThat(segments.customers()).allSatisfy(each -> {
            var fifth = 1 + Integer.parseInt(each.customer().id()) / 10;
            assertThat(List.of(each.recency(), each.frequency(), each.monetary())).containsOnly(fifth);
        });
        assertThat(segments.groups().get(Segment.CHAMPIONS)).isEqualTo(new Segments.Group(20, new BigDecimal("790")));
        assertThat(segments.groups().get(Segment.LOST)).isEqualTo(new Segments.Group(20, new BigDecimal("190")));
    }

    @Test
    void whoBoughtOnceAndLatelyIsNewAndWhoBoughtMuchLongAgoAtRisk() {
        var customers = new ArrayList<>(IntStream.range(0, 40).mapToObj(n -> customer(n, 50, 3, 100)).toList());
        customers.add(customer(100, 99, 1, 5));
        customers.add(customer(101, 0, 30, 5_000));

        var segments = Segments.of(customers, TODAY);

        assertThat(segmentOf(segments, "100")).isEqualTo(Segment.NEW);
        assertThat(segmentOf(segments, "101")).isEqualTo(Segment.AT_RISK);
    }

    @Test
    void segmentsDoNotDependOnTheOrderAndHoldEverybodyOnce() {
        for (var seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            var customers = new ArrayList<>(IntStream.range(0, 60).mapToObj(n -> customer(n, random.nextInt(100),
                    1 + random.nextInt(4), random.nextInt(500))).toList());
            var before = Segments.of(customers, TODAY);

            Collections.shuffle(customers, random);
            var after = Segments.of(customers, TODAY);

            assertThat(after.groups()).isEqualTo(before.groups());
            assertThat(after.groups().values().stream().mapToInt(Segments.Group::customers).sum()).isEqualTo(60);
            assertThat(after.customers()).containsExactlyInAnyOrderElementsOf(before.customers());
        }
    }

    @Test
    void cohortsHoldWhoCameBackInEachWholeMonth() {
        var purchases = new ArrayList<Cohorts.Purchase>();
        IntStream.range(0, 20).forEach(n -> purchases.add(purchase("march" + n, 3, 5)));
        IntStream.range(0, 5).forEach(n -> purchases.add(purchase("march" + n, 4, 30)));
        IntStream.range(0, 10).forEach(n -> purchases.add(purchase("march" + n, 6, 30)));
        IntStream.range(0, 4).forEach(n -> purchases.add(purchase("april" + n, 4, 1)));

        var cohorts = Cohorts.of(purchases, TODAY);

        assertThat(cohorts.sampleSize()).isEqualTo(24);
        assertThat(cohorts.cohorts()).containsExactly(
                new Cohorts.Cohort(YearMonth.of(2026, 3), 20, List.of(0.25, 0.0, 0.5)),
                new Cohorts.Cohort(YearMonth.of(2026, 4), 4, List.of(0.0, 0.0)));
        assertThat(Cohorts.of(purchases, TODAY.minusDays(1)).cohorts().getFirst().retention())
                .containsExactly(0.25, 0.0);
    }

    @Test
    void theAnswerForBeerAndDiapersIsThatOfTheTextbook() {
        // Tan, Steinbach and Kumar, Introduction to Data Mining, table 6.1, ten times
        var baskets = Collections.nCopies(10,
                List.of(Set.of("bread", "milk"), Set.of("bread", "diapers", "beer", "eggs"),
                        Set.of("milk", "diapers", "beer", "cola"), Set.of("bread", "milk", "diapers", "beer"),
                        Set.of("bread", "milk", "diapers", "cola")))
                .stream().flatMap(List::stream).toList();

        var together = BoughtTogether.of(baskets, 100);

        assertThat(together.sampleSize()).isEqualTo(50);
        var pair = together.pairs().stream().filter(each -> each.first().equals("beer")
                && each.second().equals("diapers")).findFirst().orElseThrow();
        assertThat(pair.orders()).isEqualTo(30);
        assertThat(pair.support()).isEqualTo(0.6, within(1e-12));
        assertThat(pair.confidence()).isEqualTo(1.0, within(1e-12));
        assertThat(pair.reverseConfidence()).isEqualTo(0.75, within(1e-12));
        assertThat(pair.lift()).isEqualTo(1.25, within(1e-12));
        assertThat(together.pairs()).allMatch(each -> each.lift() > 1).isSortedAccordingTo(
                (one, other) -> Double.compare(other.lift(), one.lift()));
    }

    @Test
    void whatHappenedFourTimesIsAnAnecdote() {
        var baskets = Stream.concat(Stream.generate(() -> Set.of(1, 2)).limit(4),
                Stream.generate(() -> Set.of(3)).limit(96)).toList();

        assertThat(BoughtTogether.of(baskets, 10).pairs()).isEmpty();
    }

    @Test
    void tooFewAreRefused() {
        refused(() -> Segments.of(IntStream.range(0, 24).mapToObj(n -> customer(n, n, 1, n)).toList(), TODAY));
        refused(() -> Cohorts.of(List.of(), TODAY));
        refused(() -> Cohorts.of(IntStream.range(0, 50).mapToObj(n -> purchase("c" + n, 6, 1)).toList(), TODAY));
        refused(() -> BoughtTogether.of(Collections.nCopies(49, Set.of("a", "b")), 10));
    }

    private static void refused(Runnable question) {
        assertThatThrownBy(question::run).isInstanceOfSatisfying(FailureException.class,
                refused -> assertThat(refused.failure().code()).isEqualTo("insights.too-little-data"));
    }

    private static Segment segmentOf(Segments segments, String id) {
        return segments.customers().stream().filter(each -> each.customer().id().equals(id)).findFirst().orElseThrow()
                .segment();
    }

    private static Customer customer(int id, int day, int orders, int spent) {
        return new Customer(Integer.toString(id), TODAY.minusDays(100 - day), orders, BigDecimal.valueOf(spent));
    }

    private static Cohorts.Purchase purchase(String customer, int month, int day) {
        return new Cohorts.Purchase(customer, LocalDate.of(2026, month, day));
    }
}
