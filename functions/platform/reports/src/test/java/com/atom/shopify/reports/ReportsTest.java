package com.atom.shopify.reports;

import static com.atom.shopify.tables.Table.WORK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.aws.Items;
import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.aws.SetClock;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalBuckets;
import com.atom.shopify.fake.aws.LocalQueues;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.money.Money;
import com.atom.shopify.reports.ReportMaker.Made;
import com.atom.shopify.reports.Section.Figures;
import com.atom.shopify.reports.Section.Remark;
import com.atom.shopify.reports.Section.Table;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.sales.DateRange;
import com.atom.shopify.sales.History;
import com.atom.shopify.sales.SalesBook;
import com.atom.shopify.stock.StockFact;
import com.atom.shopify.stock.StockIndex;
import com.atom.shopify.stock.StockItem;
import com.atom.shopify.stock.StockLevel;
import com.atom.shopify.stock.StockVariant;
import com.atom.shopify.stock.StockVersion;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.ApplicationContext;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.S3Client;

/// Which reports are claimed, what is in them, where they lie and how they go.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final int ALL = 12;
    private static final LocalDate DAY = LocalDate.parse("2126-11-22");

    private final SetClock clock = new SetClock(SetClock.FAR_AHEAD);
    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final LocalQueues queues = LocalQueues.start();
    private final LocalBuckets buckets = LocalBuckets.start();
    private final String jobs = queues.create("jobs", Duration.ofMinutes(12), Queue.MOST_RECEIVES);
    private final ApplicationContext context = LocalAws.context(tables, kms, LocalAws.newKey(kms), clock,
            Map.of("test.sqs", queues.endpoint().toString(), "jobs.queue", jobs, "test.s3",
                    buckets.endpoint().toString(), "test.s3.secret", buckets.secretKey(), "reports.bucket", "reports"));
    private final Reports reports = context.getBean(Reports.class);
    private final ReportIndex index = context.getBean(ReportIndex.class);
    private final ReportMaker maker = context.getBean(ReportMaker.class);
    private final ReportFiles files = context.getBean(ReportFiles.class);
    private final ShopDomain shop = new ShopDomain("shop-" + UUID.randomUUID() + ".myshopify.com");

    ReportsTest() {
        buckets.create("reports");
    }

    @AfterAll
    void stop() {
        context.close();
        buckets.close();
        queues.close();
        kms.close();
        tables.close();
    }

    private static ShopDomain newShop() {
        return new ShopDomain("shop-" + UUID.randomUUID() + ".myshopify.com");
    }

    @Test
    void ofManyRunsAtOnceOneClaimsEachReport() throws Exception {
        var other = newShop();
        try (var threads = Executors.newFixedThreadPool(6)) {
            var claimed = threads.invokeAll(IntStream.range(0, 6)
                    .<Callable<Integer>>mapToObj(_ -> () -> reports.claim(other, NEW_YORK)).toList());

            var sum = 0;
            for (var each : claimed) {
                sum += each.get();
            }
            assertThat(sum).isEqualTo(ALL);
        }
        assertThat(list(other)).hasSize(ALL);
        assertThat(reports.claim(other, NEW_YORK)).isZero();
        assertThat(reports.due(Map.of(other, NEW_YORK, newShop(), NEW_YORK))).hasSize(1).doesNotContain(other);
    }

    @Test
    void whatWasClaimedAndNotSentIsSentByTheNextRun() {
        var other = newShop();
        var period = Period.lastEnded(Cadence.DAILY, NEW_YORK, clock.instant());
        reports.claim(other, NEW_YORK);
        drained();
        forgetMarks(other);

        assertThat(reports.claim(other, NEW_YORK)).isZero();

        assertThat(drained()).hasSize(ALL).allMatch(body -> body.contains(other.value()));
        assertThat(list(other)).filteredOn(entry -> entry.period().equals(period)).hasSize(4);
    }

    @Test
    void ofTwoWhoWriteTheSameStateOneIsLate() {
        var other = newShop();
        var entry = reports.ask(other, ReportKind.SALES, day());

        assertThat(index.write(other, entry.taken(clock.instant()))).isTrue();
        assertThat(index.write(other, entry.failed("late", clock.instant()))).isFalse();
        assertThat(index.get(other, entry.id()).status()).isEqualTo(ReportEntry.Status.RUNNING);
        assertThatThrownBy(() -> index.get(newShop(), entry.id())).isInstanceOf(FailureException.class);
    }

    @Test
    void whatHasExpiredIsNotThere() {
        var other = newShop();
        var entry = reports.ask(other, ReportKind.SALES, day());

        clock.advance(Duration.ofDays(401));
        try {
            assertThat(index.find(other, entry.id())).isEmpty();
            assertThat(list(other)).isEmpty();
        } finally {
            clock.advance(Duration.ofDays(-401));
        }
    }

    @Test
    void aReportShowsWhatWasSoldAndSaysWhatMayBeMissing() {
        order(shop, 1, 7L, "2126-11-22T12:00:00-05:00", 3);
        order(shop, 2, 8L, "2126-11-23T12:00:00-05:00", 5);

        var report = made(shop, ReportKind.SALES, day());

        assertThat(figure(report, "units")).isEqualTo(new Value.Count(3));
        assertThat(figure(report, "net_sales")).isEqualTo(new Value.Amount(Money.of("30.00", "USD")));
        assertThat(report.partial()).isTrue();
        context.getBean(History.class).completeSince(shop, Instant.EPOCH);
        assertThat(made(shop, ReportKind.SALES, day()).partial()).isFalse();
    }

    @Test
    void aReportOfATimeFromWhichDeliveriesMayBeMissingSaysSo() {
        var other = newShop();
        context.getBean(History.class).completeSince(other, Instant.EPOCH);
        var gap = Map.of("owner", Items.text(other.value()), "record", Items.text("subscriptions"), "gap_from",
                Items.time(day().end().minusSeconds(1)));
        tables.client().putItem(put -> put.tableName(tables.name(WORK)).item(gap));

        for (var kind : List.of(ReportKind.SALES, ReportKind.FINANCE, ReportKind.CUSTOMERS, ReportKind.INVENTORY)) {
            var report = made(other, kind, day());

            assertThat(report.partial()).isTrue();
            assertThat(report.sections()).extracting(Section::title).contains("What may be missing in the sales");
        }
        assertThat(made(other, ReportKind.SALES, day().previous()).partial()).isFalse();
    }

    @Test
    void nothingIsComparedWithATimeOfWhichOrdersMayBeMissing() {
        var other = newShop();
        var week = Period.lastEnded(Cadence.WEEKLY, NEW_YORK, Instant.parse("2126-11-25T12:00:00Z"));
        order(other, 1, 1L, "2126-11-13T12:00:00-05:00", 1);
        order(other, 2, 1L, "2126-11-20T12:00:00-05:00", 5);
        context.getBean(History.class).completeSince(other, week.start());

        for (var kind : List.of(ReportKind.SALES, ReportKind.FINANCE, ReportKind.CUSTOMERS)) {
            var report = made(other, kind, week);

            assertThat(report.partial()).isFalse();
            assertThat(figures(report).before()).isEmpty();
            assertThat(figures(report).figures()).extracting(Section.Figure::before)
                    .containsOnly(new Value.None());
            assertThat(report.sections()).extracting(Section::title).contains("Not compared with the week before");
        }
        context.getBean(History.class).completeSince(other, Instant.EPOCH);
        var known = figures(made(other, ReportKind.SALES, week));
        assertThat(known.before()).isEqualTo("the week before");
        assertThat(known.figures()).extracting(Section.Figure::before)
                .contains(new Value.Amount(Money.of("10.00", "USD")));
    }

    @Test
    void customersAreComparedWhenThereAreEnough() {
        var other = newShop();
        var week = Period.lastEnded(Cadence.WEEKLY, NEW_YORK, Instant.parse("2126-11-25T12:00:00Z"));
        order(other, 1, 1L, "2126-11-22T12:00:00-05:00", 1);
        order(other, 2, 1L, "2126-11-23T12:00:00-05:00", 1);

        var thin = made(other, ReportKind.CUSTOMERS, week);
        for (var customer = 2; customer <= 30; customer++) {
            order(other, 100 + customer, (long) customer, "2126-11-20T12:00:00-05:00", customer);
        }
        var enough = made(other, ReportKind.CUSTOMERS, week);

        assertThat(figure(thin, "customers")).isEqualTo(new Value.Count(1));
        assertThat(thin.sections()).anySatisfy(section -> assertThat(section).isInstanceOfSatisfying(Remark.class,
                remark -> assertThat(remark.text()).contains("too little data", "customers: 1 of the 25 needed")));
        assertThat(enough.sections()).anySatisfy(section -> assertThat(section).isInstanceOfSatisfying(Table.class,
                table -> assertThat(table.title()).startsWith("Segments of the 30 customers")));
    }

    /// As an app has it that may not read all orders.
    @Test
    void customersAreComparedInTheDaysThatAreKnown() {
        var other = newShop();
        var week = Period.lastEnded(Cadence.WEEKLY, NEW_YORK, Instant.parse("2126-11-25T12:00:00Z"));
        for (var customer = 1; customer <= 30; customer++) {
            order(other, customer, (long) customer, "2126-11-20T12:00:00-05:00", customer);
        }
        order(other, 100, 100L, "2126-09-10T12:00:00-05:00", 1);
        context.getBean(History.class).completeSince(other, Instant.parse("2126-09-26T04:00:00Z"));

        var report = made(other, ReportKind.CUSTOMERS, week);

        assertThat(report.partial()).isFalse();
        assertThat(report.sections()).extracting(Section::title)
                .anyMatch(title -> title.startsWith("Segments of the 30 customers of the last 60 days"))
                .contains("Who counts as new");
        context.getBean(History.class).completeSince(other, Instant.EPOCH);
        assertThat(made(other, ReportKind.CUSTOMERS, week).sections()).extracting(Section::title)
                .anyMatch(title -> title.startsWith("Segments of the 31 customers of the last 90 days"))
                .doesNotContain("Who counts as new");
    }

    @Test
    void manyDaysAreShownByTheWeekAndNoneOfBefore() {
        var days = new DateRange(DAY.minusDays(99), DAY);

        var report = made(newShop(), ReportKind.FINANCE, Period.of(days, NEW_YORK));

        assertThat(days.from().getDayOfWeek()).isNotEqualTo(DayOfWeek.MONDAY);
        assertThat(report.sections()).anySatisfy(section -> assertThat(section).isInstanceOfSatisfying(Table.class,
                table -> {
                    assertThat(table.title()).isEqualTo("Week by week");
                    assertThat(table.rows()).hasSize(15);
                    assertThat(table.rows().getFirst()).startsWith(new Value.Text(days.from().toString()));
                }));
    }

    @Test
    void aLocationIsOneWhateverItIsCalled() {
        var other = newShop();
        var version = new StockVersion(Instant.parse("2126-11-01T00:00:00Z"), Instant.parse("2126-11-01T00:00:00Z"));
        var facts = Stream.of(stock(1, 4, "2.50"), stock(2, 3, "1.00")).flatMap(List::stream)
                .map(fact -> fact instanceof StockLevel level && level.item().number() == 2
                        ? new StockLevel(level.item(), level.location(), Optional.empty(), level.available(),
                                Optional.empty(), version)
                        : fact)
                .toList();
        context.getBean(StockIndex.class).record(other, facts);

        var report = made(other, ReportKind.INVENTORY, day());

        assertThat(report.sections()).anySatisfy(section -> assertThat(section).isInstanceOfSatisfying(Table.class,
                table -> {
                    assertThat(table.title()).isEqualTo("Locations");
                    assertThat(table.rows()).containsExactly(List.of(new Value.Text("Shop"), new Value.Count(7),
                            new Value.Amount(Money.of("13.00", "USD"))));
                }));
    }

    @Test
    void stockIsCountedWithWhatWasSold() {
        var other = newShop();
        context.getBean(StockIndex.class).record(other, Stream.of(stock(1, 4, "2.50"), stock(2, 0, "9.00"),
                stock(3, 50, "1.00")).flatMap(List::stream).toList());
        order(other, 1, 7L, "2126-11-22T12:00:00-05:00", 28);

        var report = made(other, ReportKind.INVENTORY, day());

        assertThat(figure(report, "value_at_cost")).isEqualTo(new Value.Amount(Money.of("60.00", "USD")));
        assertThat(figure(report, "out_of_stock")).isEqualTo(new Value.Count(1));
        assertThat(figure(report, "running_low")).isEqualTo(new Value.Count(1));
        assertThat(report.sections()).anySatisfy(section -> assertThat(section).isInstanceOfSatisfying(Table.class,
                table -> assertThat(table.rows()).contains(List.of(new Value.Text("Product 1"), new Value.Text(""),
                        new Value.Count(4), new Value.Count(28), new Value.Days(new BigDecimal("4.0"))))));
        assertThat(report.partial()).isTrue();
        context.getBean(StockIndex.class).completeSince(other, Instant.EPOCH);
        context.getBean(History.class).completeSince(other, Instant.EPOCH);
        assertThat(made(other, ReportKind.INVENTORY, day()).partial()).isFalse();
    }

    @Test
    void aShopWithoutAnythingHasReportsToo() {
        for (var kind : ReportKind.values()) {
            var report = made(newShop(), kind, day());

            files.put(report);
            assertThat(report.sections()).isNotEmpty();
        }
    }

    @Test
    void whenAShopIsErasedItsFilesGo() {
        var other = newShop();
        var entry = reports.ask(other, ReportKind.SALES, day());
        files.put(((Made.Done) maker.of(other, USD, entry)).report());
        var stays = reports.ask(shop, ReportKind.SALES, day());
        files.put(((Made.Done) maker.of(shop, USD, stays)).report());
        assertThat(stored(other)).hasSize(3);

        index.eraseFiles(other, Deadline.in(Duration.ofSeconds(60), clock));
        index.eraseFiles(other, Deadline.in(Duration.ofSeconds(60), clock));

        assertThat(stored(other)).isEmpty();
        assertThat(stored(shop)).contains(shop + "/" + stays.id() + ".html");
    }

    private Period day() {
        return Period.of(new DateRange(DAY, DAY), NEW_YORK);
    }

    private Report made(ShopDomain of, ReportKind kind, Period period) {
        return switch (maker.of(of, USD, ReportEntry.of("4951000000000-" + "0".repeat(16), kind, period, true,
                clock.instant()))) {
            case Made.Done(var report) -> report;
            case Made.Reached _ -> throw new AssertionError("not summed at once");
        };
    }

    private static Value figure(Report report, String key) {
        return figures(report).figures().stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow()
                .value();
    }

    private static Figures figures(Report report) {
        return report.sections().stream().flatMap(section -> section instanceof Figures figures
                ? Stream.of(figures)
                : Stream.of()).findFirst().orElseThrow();
    }

    private List<ReportEntry> list(ShopDomain of) {
        return index.page(of, Optional.empty(), Optional.empty(), new PageRequest(250, null)).items();
    }

    private List<String> stored(ShopDomain of) {
        return context.getBean(S3Client.class).listObjectsV2(list -> list.bucket("reports").prefix(of + "/"))
                .contents().stream().map(each -> each.key()).toList();
    }

    private void order(ShopDomain of, long id, long customer, String at, int quantity) {
        var body = """
                {"id":%d,"processed_at":"%s","updated_at":"%s","currency":"USD","customer":{"id":%d},
                 "line_items":[{"id":%d,"product_id":11,"variant_id":1,"quantity":%d,"price":"10.00"}],
                 "total_price":"%d.00"}""".formatted(id, at, at, customer, id, quantity, quantity * 10);
        context.getBean(SalesBook.class).shown(Errand.at(of, Deadline.in(Duration.ofSeconds(60), clock)),
                new Gid(Gid.Kind.ORDER, id), body.getBytes(UTF_8), Instant.parse("2126-11-22T18:00:00Z"), "digest");
    }

    private static List<StockFact> stock(long id, int available, String cost) {
        var version = new StockVersion(Instant.parse("2126-11-01T00:00:00Z"), Instant.parse("2126-11-01T00:00:00Z"));
        var item = new Gid(Gid.Kind.INVENTORY_ITEM, id);
        return List.of(
                new StockItem(item, Optional.empty(), Optional.of(Money.of(cost, "USD")), true, version),
                new StockVariant(item, new Gid(Gid.Kind.PRODUCT_VARIANT, id), new Gid(Gid.Kind.PRODUCT, id),
                        "Product " + id, "Default Title", Optional.empty(), Optional.empty(), Optional.empty(),
                        version),
                new StockLevel(item, new Gid(Gid.Kind.LOCATION, 1), Optional.of("Shop"), Optional.of(available),
                        Optional.empty(), version));
    }

    private List<String> drained() {
        var bodies = new ArrayList<String>();
        while (true) {
            var messages = queues.client().receiveMessage(call -> call.queueUrl(jobs).maxNumberOfMessages(10))
                    .messages();
            if (messages.isEmpty()) {
                return bodies;
            }
            bodies.addAll(messages.stream().map(message -> message.body()).toList());
        }
    }

    private void forgetMarks(ShopDomain of) {
        tables.client().deleteItem(delete -> delete.tableName(tables.name(com.atom.shopify.tables.Table.WORK))
                .key(Map.of("owner", Items.text(of.value()), "record",
                        Items.text("reporting"))));
    }
}
