package com.atom.shopify.sales;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.aws.SetClock;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.ApplicationContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SalesBookTest {
    private final SetClock clock = new SetClock(SetClock.FAR_AHEAD);
    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final ApplicationContext context = LocalAws.context(tables, kms, LocalAws.newKey(kms), clock);
    private final OrderReader reader = context.getBean(OrderReader.class);
    private final Analytics analytics = context.getBean(Analytics.class);

    @AfterAll
    void stop() {
        context.close();
        kms.close();
        tables.close();
    }

    private interface Delivery {
        void bring(SalesBook book, Errand errand);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void anyOrderOfArrivalAndAnyRepetitionEndInTheSameFigures(long seed) {
        var sample = new SampleShop(seed, true);
        var shop = newShop();
        var deliveries = deliveries(sample);
        deliveries.addAll(deliveries.subList(0, deliveries.size() / 2));
        Collections.shuffle(deliveries, sample.random);
        var book = book(sample);

        deliveries.forEach(delivery -> delivery.bring(book, errand(shop)));

        agrees(shop, sample, sample.zone);
        agrees(shop, sample, sample.laterZone);
    }

    /// Of one order with two refunds, each of which comes alone too: 120 ways to arrive; and as many in which it is deleted at some
    /// time.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyPermutationOfAnOrdersDeliveriesEndsInTheSameFigures(boolean deleted) {
        var sample = Stream.iterate(1L, seed -> seed + 1).map(seed -> new SampleShop(seed, false))
                .filter(shop -> shop.orders.stream().anyMatch(SalesBookTest::isRefundedTwice)).findFirst()
                .orElseThrow();
        var order = sample.orders.stream().filter(SalesBookTest::isRefundedTwice).findFirst().orElseThrow();
        sample.orders.retainAll(List.of(order));
        var from = order.processed().minusSeconds(1);
        var to = order.refunds().getLast().at().plusSeconds(1);
        var range = new DateRange(LocalDate.ofInstant(from, sample.zone), LocalDate.ofInstant(to, sample.zone));
        var expected = deleted
                ? values(new Tally(), range.start(sample.zone), order.currency())
                : new Oracle(sample.orders).figures(range.start(sample.zone), range.end(sample.zone),
                        order.currency());
        var book = book(sample);
        var deliveries = deliveries(sample);
        if (deleted) {
            deliveries.set(0, (itself, errand) -> itself.deleted(errand.shop(), gid(order), Instant.now(clock)));
        }
        var arrivals = permutations(deliveries);
        assertThat(arrivals).hasSize(120);

        for (var arrival : arrivals) {
            var shop = newShop();
            arrival.forEach(delivery -> delivery.bring(book, errand(shop)));
            var tally = figures(shop, sample.zone, range).totals().getOrDefault(order.currency(), new Tally());
            assertThat(values(tally, range.start(sample.zone), order.currency())).isEqualTo(expected);
        }
    }

    private static boolean isRefundedTwice(SampleShop.Order order) {
        return order.refunds().size() == 2 && !order.test() && order.edits().isEmpty();
    }

    private static List<List<Delivery>> permutations(List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return List.of(List.of());
        }
        return IntStream.range(0, deliveries.size()).boxed().flatMap(first -> {
            var rest = new ArrayList<>(deliveries);
            var taken = rest.remove(first.intValue());
            return permutations(rest).stream()
                    .map(others -> Stream.concat(Stream.of(taken), others.stream()).toList());
        }).toList();
    }

    @Test
    void figuresFollowWhatComesAfterTheyWereRead() {
        var sample = new SampleShop(21, false);
        var shop = newShop();
        var book = book(sample);
        for (var order : List.copyOf(sample.orders)) {
            var known = new SampleShop(21, false);
            known.orders.removeIf(other -> other.id() > order.id());

            shown(order, order.refunds().size()).bring(book, errand(shop));

            agrees(shop, known, sample.zone);
        }
    }

    @Test
    void aDeletedOrderVanishesAndStaysAway() {
        var sample = new SampleShop(34, true);
        var shop = newShop();
        var book = book(sample);
        deliveries(sample).forEach(delivery -> delivery.bring(book, errand(shop)));
        var gone = sample.orders.removeFirst();

        book.deleted(shop, gid(gone), Instant.now(clock));
        shown(gone, gone.refunds().size()).bring(book, errand(shop));

        agrees(shop, sample, sample.zone);
    }

    /// Before the first delivery that shows it, and before the file that still holds it is taken in.
    @Test
    void anOrderThatWasDeletedBeforeItWasKnownStaysAway() {
        var sample = new SampleShop(34, true);
        var shop = newShop();
        var book = book(sample);
        var gone = sample.orders.getFirst();
        var late = deliveries(sample);
        var file = sample.orders.stream().map(this::ledger).toList();

        book.deleted(shop, gid(gone), Instant.now(clock));
        late.forEach(delivery -> delivery.bring(book, errand(shop)));
        var news = book.record(shop, file);
        book.deleted(shop, gid(gone), Instant.now(clock));
        book.forget(shop, Optional.empty(), List.of(gid(gone)));

        sample.orders.remove(gone);
        agrees(shop, sample, sample.zone);
        assertThat(news).noneMatch(order -> order.id() == gone.id());
    }

    @ParameterizedTest
    @ValueSource(longs = {55, 89})
    void aBackfillFindsTheSameAsWebhooksAndDoublesNothing(long seed) {
        var sample = new SampleShop(seed, true);
        var shop = newShop();
        var book = book(sample);
        var documents = sample.orders.stream().map(this::ledger).toList();

        book.record(shop, documents);
        deliveries(sample).forEach(delivery -> delivery.bring(book, errand(shop)));
        book.record(shop, documents);

        agrees(shop, sample, sample.zone);
    }

    /// Also by one that only took units off, which leaves what was placed and paid back as it was.
    @ParameterizedTest
    @ValueSource(longs = {100, 200, 300, 400, 500})
    void anOrderThatABackfillReadBeforeItWasEditedFollowsTheEdit(long seed) {
        var sample = Stream.iterate(seed, next -> next + 1).map(next -> new SampleShop(next, true))
                .filter(any -> any.orders.stream().anyMatch(order -> isOnlyReducedByHand(order, any))).findFirst()
                .orElseThrow();
        var shop = newShop();
        var book = book(sample);
        book.record(shop, sample.orders.stream().map(order -> ledger(order.unedited())).toList());

        sample.orders.forEach(order -> shown(order, order.refunds().size()).bring(book, errand(shop)));

        agrees(shop, sample, sample.zone);
    }

    /// Amounts of duties and fees come with other digits than Shopify's ledger has them.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatABackfillReadIsNotReadAgainForADeliveryThatShowsTheSame(long seed) {
        var sample = new SampleShop(seed, false);
        assertThat(sample.orders).anyMatch(order -> order.duties() > 0 && order.digits() > 0);
        var shop = newShop();
        var read = new ArrayList<Gid>();
        var book = book((order, _) -> {
            read.add(order);
            return Optional.empty();
        });
        book.record(shop, sample.orders.stream().map(this::ledger).toList());

        sample.orders.forEach(order -> shown(order, order.refunds().size()).bring(book, errand(shop)));

        assertThat(read).isEmpty();
    }

    /// On a day that is looked at.
    private static boolean isOnlyReducedByHand(SampleShop.Order order, SampleShop sample) {
        var range = new DateRange(sample.from, sample.to);
        return !order.test() && order.edits().stream().anyMatch(edit -> edit.added().isEmpty()
                && edit.removed().stream().noneMatch(taken -> taken.line().gift())
                && range.dates().toList().contains(LocalDate.ofInstant(edit.at(), sample.zone)));
    }

    @Test
    void forgottenCustomersCountAsGuests() {
        var sample = new SampleShop(144, false);
        var shop = newShop();
        var book = book(sample);
        deliveries(sample).forEach(delivery -> delivery.bring(book, errand(shop)));
        var customer = sample.orders.stream().filter(order -> order.customer() != 0).findFirst().orElseThrow()
                .customer();

        book.forget(shop, Optional.of(new Gid(Gid.Kind.CUSTOMER, customer)), List.of());
        deliveries(sample).forEach(delivery -> delivery.bring(book, errand(shop)));

        sample.orders.replaceAll(order -> order.customer() == customer ? guest(order) : order);
        agrees(shop, sample, sample.zone);
    }

    @Test
    void whatComesInWhileOneReadsIsInWhatTheNextOneReads() {
        var sample = new SampleShop(21, false);
        var shop = newShop();
        var book = book(sample);
        var range = new DateRange(sample.from, sample.to);
        var deliveries = deliveries(sample);
        deliveries.removeFirst().bring(book, errand(shop));

        var reading = analytics.read(shop, sample.zone, range);
        deliveries.forEach(delivery -> delivery.bring(book, errand(shop)));
        reading.figures(range, Granularity.DAY);

        agrees(shop, sample, sample.zone);
    }

    @Test
    void withoutAnyHistoryFiguresArePartialUntilItIsRead() {
        var shop = newShop();
        var sample = new SampleShop(1, false);
        var range = new DateRange(sample.from, sample.to);

        assertThat(figures(shop, sample.zone, range).partial()).isTrue();
        context.getBean(History.class).completeSince(shop, Instant.EPOCH);

        assertThat(figures(shop, sample.zone, range).partial()).isFalse();
    }

    /// Days a year before are asked for too, so that all strides are taken.
    @ParameterizedTest
    @ValueSource(longs = {4, 7, 11})
    void theOrdersOfTheLastDaysAreWhatTheFiguresSay(long seed) {
        var sample = new SampleShop(seed, true);
        var shop = newShop();
        deliveries(sample).forEach(delivery -> delivery.bring(book(sample), errand(shop)));
        var range = new DateRange(sample.from.minusYears(1), sample.to);
        var parts = new ArrayList<RecentOrders.Part>();

        var from = context.getBean(RecentOrders.class).each(shop, sample.zone, range, parts::add);

        assertThat(from).isEqualTo(range.from());
        var figures = figures(shop, sample.zone, range);
        figures.totals().forEach((currency, tally) -> {
            var own = parts.stream().filter(part -> part.currency().equals(currency)).toList();
            assertThat(own.stream().map(RecentOrders.Part::net).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(tally.netSales());
            assertThat(own.stream().filter(part -> part.placed().isPresent()).count()).isEqualTo(tally.orders());
        });
        assertThat(parts.stream().flatMap(part -> part.placed().stream())).isNotEmpty()
                .allMatch(range.dates().toList()::contains);
    }

    @Test
    void ofTooManyOrdersTheOldestDaysAreLeftOutWhole() {
        var sample = new SampleShop(11, false);
        var shop = newShop();
        deliveries(sample).forEach(delivery -> delivery.bring(book(sample), errand(shop)));
        var range = new DateRange(sample.from.minusDays(2), sample.to.plusDays(3));
        var parts = new ArrayList<RecentOrders.Part>();

        var from = new RecentOrders(context.getBean(Days.class), context.getBean(Generations.class), 3).each(shop,
                sample.zone, range, parts::add);

        assertThat(from).isAfter(range.from());
        var kept = figures(shop, sample.zone, new DateRange(from, range.to())).totals().values();
        assertThat(parts.stream().filter(part -> part.placed().isPresent()).count()).isPositive()
                .isEqualTo(kept.stream().mapToLong(Tally::orders).sum())
                .isLessThan(figures(shop, sample.zone, range).totals().values().stream().mapToLong(Tally::orders)
                        .sum());
        assertThat(parts.stream().flatMap(part -> part.placed().stream())).allMatch(day -> !day.isBefore(from));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 7, 11})
    void whatGroupsSellOnEachDayAddsUpToWhatTheySell(long seed) {
        var sample = new SampleShop(seed, true);
        var shop = newShop();
        deliveries(sample).forEach(delivery -> delivery.bring(book(sample), errand(shop)));
        var range = new DateRange(sample.from, sample.to);
        var units = new HashMap<String, Long>();
        var days = new HashSet<LocalDate>();

        assertThat(analytics.read(shop, sample.zone, range).eachDay(range, Dimension.VARIANT, _ -> true, day -> {
            units.merge(day.group(), day.tally().units(), Long::sum);
            days.add(day.date());
        })).isEmpty();

        var groups = (Analytics.Grouped.Known) analytics.read(shop, sample.zone, range).groups(range,
                Dimension.VARIANT);
        assertThat(units).isNotEmpty().isEqualTo(groups.groups().entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey, group -> group.getValue().values().stream().mapToLong(Tally::units).sum())));
        assertThat(days).isNotEmpty().allMatch(range.dates().toList()::contains);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01T05:00:00Z, 2026-03-01", "2026-03-01T05:00:01Z, 2026-03-02",
            "1970-01-01T00:00:00Z, 2026-02-20"})
    void onlyDaysOfWhichTheBookHasAllOrdersAreKnown(Instant since, LocalDate first) {
        var shop = newShop();
        var history = context.getBean(History.class);
        var zone = ZoneId.of("America/New_York");
        var range = new DateRange(LocalDate.parse("2026-02-20"), LocalDate.parse("2026-03-05"));
        assertThat(history.known(shop, zone, range)).isEmpty();

        history.completeSince(shop, since);

        assertThat(history.known(shop, zone, range)).contains(new DateRange(first, range.to()));
        assertThat(history.known(shop, zone, range.yearBefore()).isPresent()).isEqualTo(since.equals(Instant.EPOCH));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-05T04:59:59Z, true, 2026-03-03", "2026-03-05T05:00:00Z, true, 2026-03-04",
            "2026-03-06T04:59:59Z, true, 2026-03-04", "2026-03-06T05:00:00Z, false, 2026-03-05",
            "2026-02-20T12:00:00Z, true,"})
    void figuresThatReachIntoAGapOfDeliveriesArePartial(Instant gap, boolean partial, @Nullable LocalDate last) {
        var zone = ZoneId.of("America/New_York");
        var range = new DateRange(LocalDate.parse("2026-02-20"), LocalDate.parse("2026-03-05"));
        var extent = new History.Extent(Optional.of(Instant.EPOCH), Optional.of(gap));

        assertThat(extent.lacks(range.start(zone), range.end(zone))).isEqualTo(partial);
        assertThat(extent.known(zone, range))
                .isEqualTo(Optional.ofNullable(last).map(day -> new DateRange(range.from(), day)));
    }

    private static SampleShop.Order guest(SampleShop.Order order) {
        return new SampleShop.Order(order.id(), order.processed(), order.created(), order.test(), order.currency(),
                order.included(), 0, order.lines(), order.shipping(), order.refunds(), order.edits(),
                order.cancelled());
    }

    private SalesBook book(SampleShop sample) {
        return book((order, _) -> sample.orders.stream().filter(each -> each.id() == order.number()).findFirst()
                .map(this::ledger));
    }

    private SalesBook book(ShopifysLedger shopify) {
        return new SalesBook(reader, shopify, context.getBean(Heads.class), context.getBean(Days.class),
                context.getBean(CustomerOrders.class), context.getBean(Generations.class));
    }

    private OrderDocument ledger(SampleShop.Order order) {
        var rows = new ArrayList<>(SampleShop.rows(order));
        var root = rows.removeFirst();
        return reader.rows(root, rows);
    }

    private static List<Delivery> deliveries(SampleShop sample) {
        var deliveries = new ArrayList<Delivery>();
        for (var order : sample.orders) {
            for (var refunds = 0; refunds <= order.refunds().size(); refunds++) {
                deliveries.add(shown(order, refunds));
            }
            order.refunds().forEach(refund -> deliveries
                    .add((book, errand) -> book.refunded(errand, gid(order),
                            SampleShop.refund(order, refund).getBytes(UTF_8))));
        }
        return deliveries;
    }

    private static Delivery shown(SampleShop.Order order, int refunds) {
        return (book, errand) -> book.shown(errand, gid(order), SampleShop.payload(order, refunds),
                order.updated(refunds),
                order.id() + " with " + refunds);
    }

    private void agrees(ShopDomain shop, SampleShop sample, ZoneId zone) {
        var oracle = new Oracle(sample.orders);
        var range = new DateRange(sample.from, sample.to);
        for (var granularity : Granularity.values()) {
            var figures = (SalesFigures.Known) analytics.read(shop, zone, range).figures(range, granularity);
            figures.totals().forEach((currency, tally) -> assertThat(values(tally, range.start(zone), currency))
                    .as("total by %s in %s", granularity, zone)
                    .isEqualTo(oracle.figures(range.start(zone), range.end(zone), currency)));
            var counted = figures.series().stream().map(SalesFigures.Stretch::counted).toList();
            for (var at = 0; at < counted.size(); at++) {
                var from = counted.get(at);
                var to = at + 1 < counted.size() ? counted.get(at + 1) : range.end(zone);
                figures.series().get(at).totals().forEach((currency, tally) -> assertThat(values(tally, from, currency))
                        .as("%s from %s in %s", granularity, from, zone)
                        .isEqualTo(oracle.figures(from, to, currency)));
            }
        }
        for (var currency : sample.orders.stream().map(SampleShop.Order::currency).distinct().toList()) {
            var orders = oracle.figures(range.start(zone), range.end(zone), currency).get("orders");
            var tally = figures(shop, zone, range).totals().getOrDefault(currency, new Tally());
            assertThat(BigDecimal.valueOf(tally.orders())).isEqualTo(orders);
        }
    }

    private SalesFigures.Known figures(ShopDomain shop, ZoneId zone, DateRange range) {
        return (SalesFigures.Known) analytics.read(shop, zone, range).figures(range, Granularity.DAY);
    }

    private static Map<String, @Nullable BigDecimal> values(Tally tally, Instant from, String currency) {
        var values = new LinkedHashMap<String, @Nullable BigDecimal>();
        for (var metric : Metric.values()) {
            values.put(metric.word(), metric.of(tally, from, currency).orElse(null));
        }
        return values;
    }

    private static Gid gid(SampleShop.Order order) {
        return new Gid(Gid.Kind.ORDER, order.id());
    }

    private Errand errand(ShopDomain shop) {
        return Errand.at(shop, Deadline.in(Duration.ofSeconds(30), clock));
    }

    private static ShopDomain newShop() {
        return ShopDomain.parse("s" + UUID.randomUUID().toString().substring(0, 8) + ".myshopify.com");
    }
}
