package com.atom.shopify.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.aws.SetClock;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.sales.Totals.Cell;
import com.atom.shopify.sales.Totals.Kind;
import com.atom.shopify.sales.Totals.OfDate;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TotalsTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");
    private static final Kind BY_CODE = new Kind(ZoneOffset.UTC, false, Optional.of(Dimension.DISCOUNT_CODE));
    /// More than go into one item.
    private static final int MANY = 25_000;

    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final ApplicationContext context = LocalAws.context(tables, kms, LocalAws.newKey(kms),
            new SetClock(SetClock.FAR_AHEAD));
    private final Totals totals = context.getBean(Totals.class);
    private final SalesTable table = context.getBean(SalesTable.class);
    private final ShopDomain shop = new ShopDomain("shop-" + UUID.randomUUID() + ".myshopify.com");

    @AfterAll
    void stop() {
        context.close();
        kms.close();
        tables.close();
    }

    @Test
    void aDayHasMoreGroupsThanOneItemHolds() {
        var sums = new OfDate(7, cells(MANY));
        var next = new OfDate(2, cells(3));

        totals.keep(shop, BY_CODE, DAY, sums);
        totals.keep(shop, BY_CODE, DAY.plusDays(1), next);

        var kept = kept();
        assertThat(kept.keySet()).containsExactly(DAY, DAY.plusDays(1));
        assertThat(kept.get(DAY)).isEqualTo(sums);
        assertThat(kept.get(DAY.plusDays(1))).isEqualTo(next);
    }

    @Test
    void fewerGroupsThanBeforeReplaceAllOfThem() {
        totals.keep(shop, BY_CODE, DAY, new OfDate(7, cells(MANY)));
        var fewer = new OfDate(8, cells(5));

        totals.keep(shop, BY_CODE, DAY, fewer);

        assertThat(kept().get(DAY)).isEqualTo(fewer);
    }

    @Test
    void ofWhatTwoWroteAtOnceNothingIsTold() {
        totals.keep(shop, BY_CODE, DAY, new OfDate(7, cells(MANY)));
        var last = SalesTable.key(SalesTable.ofShop(shop), "totals#Z#DAY#discount_code#" + DAY + "#0024");
        var older = table.read(last);
        assertThat(older).isNotEmpty();

        totals.keep(shop, BY_CODE, DAY, new OfDate(8, cells(MANY)));
        table.put(last, older);

        assertThat(kept()).doesNotContainKey(DAY);
    }

    private Map<LocalDate, OfDate> kept() {
        var kept = new TreeMap<LocalDate, OfDate>();
        totals.each(shop, BY_CODE, new DateRange(DAY, DAY.plusDays(1)), kept::put);
        return kept;
    }

    /// Sorted, with names that no compression makes shorter.
    private static List<Cell> cells(int number) {
        var random = new Random(number);
        return IntStream.range(0, number).mapToObj(each -> Cell.of(Instant.EPOCH,
                new Cells.Column("%05d-%016x%016x".formatted(each, random.nextLong(), random.nextLong()), "USD"),
                new Tally())).toList();
    }
}
