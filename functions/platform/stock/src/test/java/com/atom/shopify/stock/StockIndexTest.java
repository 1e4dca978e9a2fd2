package com.atom.shopify.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.atom.shopify.aws.Items;
import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.aws.SetClock;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.money.Money;
import com.atom.shopify.stock.StockIndex.Standing;
import com.atom.shopify.tables.Table;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockIndexTest {
    private static final Instant NOON = Instant.parse("2126-11-20T12:00:00Z");
    private static final Gid LOCATION = new Gid(Gid.Kind.LOCATION, 7);
    /// Above 2^53.
    private static final Gid PRODUCT = new Gid(Gid.Kind.PRODUCT, 9_007_199_254_740_995L);

    private final SetClock clock = new SetClock(SetClock.FAR_AHEAD);
    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final ApplicationContext context = LocalAws.context(tables, kms, LocalAws.newKey(kms), clock);
    private final StockIndex index = context.getBean(StockIndex.class);
    private final AtomicInteger shops = new AtomicInteger();

    @AfterAll
    void stop() {
        context.close();
        kms.close();
        tables.close();
    }

    @Test
    void anItemIsWholeWhateverOrderItsFactsComeIn() {
        var facts = new ArrayList<StockFact>(List.of(item(1, "3.50", version(0)), variant(1, 11, "Mug", version(0)),
                variant(1, 12, "Mug", version(0)), level(1, 5, version(0))));
        var expected = new Stock(id(1), Optional.of(item(1, "3.50", version(0))),
                List.of(variant(1, 11, "Mug", version(0)), variant(1, 12, "Mug", version(0))),
                List.of(level(1, 5, version(0))));

        for (var seed = 0; seed < 5; seed++) {
            var shop = shop();
            Collections.shuffle(facts, new Random(seed));
            facts.forEach(fact -> index.record(shop, List.of(fact)));
            index.record(shop, facts);

            assertThat(index.of(shop, id(1))).contains(expected);
            assertThat(index.all(shop)).containsExactly(expected);
        }
    }

    @Test
    void theLaterFactHoldsWhicheverComesLast() {
        var shop = shop();
        index.record(shop, List.of(item(1, "4.00", version(60)), level(1, 9, version(60)),
                variant(1, 11, "New", version(60))));

        index.record(shop, List.of(item(1, "3.00", version(0)), level(1, 8, version(0)),
                variant(1, 11, "Old", version(0))));

        var stock = index.of(shop, id(1)).orElseThrow();
        assertThat(stock.cost()).contains(Money.of("4.00", "USD"));
        assertThat(stock.available()).isEqualTo(9);
        assertThat(stock.variants()).extracting(StockVariant::title).containsExactly("New");
    }

    @Test
    void aLevelDriftedWhenItWasKnownAndHasAnotherQuantity() {
        var shop = shop();

        var first = index.record(shop, List.of(item(1, "4.00", version(0)), level(1, 9, version(0))));
        var same = index.record(shop, List.of(item(1, "5.00", version(1)), level(1, 9, version(1))));
        var other = index.record(shop, List.of(level(1, 8, version(2))));
        var late = index.record(shop, List.of(level(1, 7, version(1))));

        assertThat(List.of(first, same, other, late))
                .extracting(each -> each.news().size(), StockIndex.Recorded::levels,
                        StockIndex.Recorded::drifted)
                .containsExactly(tuple(2, 0, 0), tuple(1, 1, 0), tuple(1, 1, 1),
                        tuple(0, 0, 0));
    }

    @Test
    void aCostThatWasTakenAwayIsGone() {
        var shop = shop();
        index.record(shop, List.of(item(1, "4.00", version(0))));

        index.record(shop, List.of(new StockItem(id(1), Optional.empty(), Optional.empty(), false, version(1))));

        assertThat(index.of(shop, id(1)).orElseThrow().cost()).isEmpty();
        assertThat(index.of(shop, id(1)).orElseThrow().tracked()).isFalse();
    }

    @Test
    void aWebhookMovesALevelAndLeavesWhatItDoesNotTell() {
        var shop = shop();
        index.record(shop, List.of(item(1, "4.00", version(0)), level(1, 9, version(0))));

        assertThat(index.level(shop, id(1), LOCATION, Optional.of(-2), version(5))).isEqualTo(Standing.RECORDED);

        var level = index.of(shop, id(1)).orElseThrow().levels().getFirst();
        assertThat(level.available()).contains(-2);
        assertThat(level.locationName()).contains("Barn");
        assertThat(level.onHand()).contains(new StockLevel.OnHand(10, version(0).asOf()));
    }

    @Test
    void aWebhookThatIsLateRepeatedOrUnclearChangesNothing() {
        var shop = shop();
        assertThat(index.level(shop, id(1), LOCATION, Optional.of(4), version(5))).isEqualTo(Standing.RECORDED);

        assertThat(index.level(shop, id(1), LOCATION, Optional.of(9), version(4))).isEqualTo(Standing.OLDER);
        assertThat(index.level(shop, id(1), LOCATION, Optional.of(4), version(5))).isEqualTo(Standing.SAME);
        assertThat(index.level(shop, id(1), LOCATION, Optional.of(3), version(5))).isEqualTo(Standing.UNCLEAR);

        assertThat(index.of(shop, id(1)).orElseThrow().available()).isEqualTo(4);
    }

    @Test
    void statesOfOneSecondAreToldApartByWhenTheyHappened() {
        var shop = shop();
        var second = NOON.plusSeconds(9);
        index.level(shop, id(1), LOCATION, Optional.of(3), new StockVersion(second, second.plusMillis(700)));

        assertThat(index.level(shop, id(1), LOCATION, Optional.of(5), new StockVersion(second, second.plusMillis(100))))
                .isEqualTo(Standing.OLDER);
    }

    @Test
    void aProductLosesTheVariantsThatItDoesNotHaveAnyMore() {
        var shop = shop();
        index.product(shop, product(0, variant(1, 11, "Mug", version(0)), variant(2, 12, "Mug", version(0))));

        index.product(shop, product(1, variant(1, 11, "Cup", version(1))));

        assertThat(index.all(shop)).extracting(Stock::id).containsExactly(id(1));
        assertThat(index.of(shop, id(1)).orElseThrow().variants()).extracting(StockVariant::title)
                .containsExactly("Cup");
    }

    @Test
    void aVariantThatWasSeenLaterIsNotForgottenForAnOlderList() {
        var shop = shop();
        index.product(shop, product(5, variant(1, 11, "Mug", version(5)), variant(2, 12, "Mug", version(5))));

        index.product(shop, product(1, variant(1, 11, "Mug", version(1))));

        assertThat(index.all(shop)).hasSize(2);
    }

    @Test
    void variantsThatTheDeliveryWasTooShortForStay() {
        var shop = shop();
        index.product(shop, product(0, variant(1, 11, "Mug", version(0)), variant(2, 12, "Mug", version(0))));

        index.product(shop, new ProductState(PRODUCT, List.of(variant(1, 11, "Mug", version(1))),
                Set.of(variantId(11), variantId(12)), version(1)));

        assertThat(index.all(shop)).hasSize(2);
    }

    @Test
    void aDeletedProductStaysDeletedWhateverComesLate() {
        var shop = shop();
        index.product(shop, product(0, variant(1, 11, "Mug", version(0))));
        index.record(shop, List.of(item(1, "1.00", version(0)), level(1, 3, version(0))));

        index.forgetProduct(shop, PRODUCT);
        index.record(shop, List.of(item(1, "1.00", version(9)), variant(1, 11, "Mug", version(9))));

        assertThat(index.of(shop, id(1))).isEmpty();
        assertThat(index.all(shop)).isEmpty();
    }

    @Test
    void anItemThatAnotherVariantSellsSurvives() {
        var shop = shop();
        index.product(shop, product(0, variant(1, 11, "Mug", version(0)), variant(1, 12, "Mug", version(0))));

        index.product(shop, product(1, variant(1, 11, "Mug", version(1))));

        assertThat(index.of(shop, id(1)).orElseThrow().variants()).extracting(StockVariant::variant)
                .containsExactly(variantId(11));
    }

    @Test
    void aWholeShopIsReadOverManyPagesAndNoOtherShop() {
        var shop = shop();
        var other = shop();
        index.record(other, List.of(item(1, "1.00", version(0))));
        var title = "x".repeat(20_000);
        index.record(shop, IntStream.rangeClosed(1, 600)
                .mapToObj(n -> variant(n, 10_000 + n, title, version(0))).toList());

        assertThat(index.all(shop).map(Stock::id).collect(Collectors.toSet())).hasSize(600);
    }

    @Test
    void theIndexIsReadOnBehindAnyItem() {
        var shop = shop();
        for (var number = 1; number <= 20; number++) {
            index.record(shop, List.of(item(number, "1.00", version(0)), level(number, 3, version(0)),
                    variant(number, 100 + number, "Mug", version(0))));
        }
        index.completeSince(shop, NOON);
        var all = index.all(shop).toList();

        assertThat(all).hasSize(20);
        for (var place = 0; place < all.size(); place++) {
            assertThat(index.behind(shop, all.get(place).id()).toList()).isEqualTo(all.subList(place + 1, all.size()));
        }
    }

    @Test
    void sinceWhenNothingIsMissingIsKnownOfEachShopApart() {
        var shop = shop();
        assertThat(index.completeSince(shop)).isEmpty();

        index.completeSince(shop, NOON);

        assertThat(index.completeSince(shop)).contains(NOON);
        assertThat(index.completeSince(shop())).isEmpty();
        assertThat(index.all(shop)).isEmpty();
    }

    @Test
    void everythingOfAShopIsUnderItsOwners() {
        var shop = shop();
        index.product(shop, product(0, variant(1, 11, "Mug", version(0))));
        index.record(shop, List.of(item(1, "1.00", version(0)), level(1, 3, version(0))));
        index.completeSince(shop, NOON);

        assertThat(tables.client().scanPaginator(scan -> scan.tableName(tables.name(Table.CATALOG))).items().stream()
                .map(row -> Items.text(row, "shop")).filter(owner -> owner.contains(shop.value())))
                .isSubsetOf(StockIndex.owners(shop)).hasSize(5);
    }

    @Test
    void whatNothingWasHeardOfIsNamedTheLongestSilentFirst() {
        var shop = shop();
        IntStream.rangeClosed(1, 9).forEach(n -> index.record(shop, List.of(item(n, "1.00", version(n)))));
        index.record(shop, List.of(level(2, 3, version(20))));

        assertThat(silent(shop, version(5).asOf(), 100)).containsExactlyInAnyOrder(id(1), id(3), id(4));
        assertThat(silent(shop, version(30).asOf(), 2)).containsExactlyInAnyOrder(id(1), id(3));
    }

    @Test
    void whatWasConfirmedIsSilentNoLongerAndAsItWas() {
        var shop = shop();
        index.record(shop, List.of(item(1, "1.00", version(0)), variant(2, 11, "Mug", version(0))));
        var before = index.all(shop).toList();

        index.confirm(index.silentSince(shop, clock.instant(), 100));

        assertThat(silent(shop, clock.instant(), 100)).isEmpty();
        assertThat(index.all(shop).toList()).isEqualTo(before);
    }

    @Test
    void whatIsForgottenMeanwhileIsNotConfirmed() {
        var shop = shop();
        index.record(shop, List.of(item(1, "1.00", version(0)), variant(1, 11, "Mug", version(0))));
        var silent = index.silentSince(shop, clock.instant(), 100);
        index.forgetProduct(shop, PRODUCT);

        index.confirm(silent);

        assertThat(index.of(shop, id(1))).isEmpty();
        assertThat(silent(shop, clock.instant(), 100)).isEmpty();
    }

    @Test
    void anItemIsForgottenWithItsLevelsAndTheVariantsThatSoldIt() {
        var shop = shop();
        index.record(shop, List.of(item(1, "1.00", version(0)), level(1, 3, version(0)),
                variant(1, 11, "Mug", version(0)), variant(2, 12, "Mug", version(0)), item(3, "1.00", version(0))));

        assertThat(index.forgetItem(shop, id(1))).containsExactly(PRODUCT);
        assertThat(index.forgetItem(shop, id(3))).isEmpty();
        index.record(shop, List.of(item(1, "1.00", version(9)), variant(1, 11, "Mug", version(9))));

        assertThat(index.all(shop)).extracting(Stock::id).containsExactly(id(2));
    }

    private List<Gid> silent(ShopDomain shop, Instant since, int most) {
        return index.silentSince(shop, since, most).stream().map(StockIndex.Silent::item).toList();
    }

    @Test
    void theMarkOfADeletionExpires() {
        var shop = shop();
        index.product(shop, product(0, variant(1, 11, "Mug", version(0))));

        index.forgetProduct(shop, PRODUCT);

        assertThat(tables.client().scanPaginator(scan -> scan.tableName(tables.name(Table.CATALOG))).items().stream()
                .filter(row -> Items.text(row, "shop").contains(shop.value()))
                .map(row -> Items.time(row, "expires_at")))
                .isNotEmpty().allMatch(expiry -> expiry.isAfter(clock.instant().plus(Duration.ofDays(30))));
    }

    private ShopDomain shop() {
        return new ShopDomain("stock-" + shops.incrementAndGet() + ".myshopify.com");
    }

    private static ProductState product(long seconds, StockVariant... variants) {
        return new ProductState(PRODUCT, List.of(variants),
                List.of(variants).stream().map(StockVariant::variant).collect(Collectors.toSet()), version(seconds));
    }

    private static StockVersion version(long seconds) {
        return new StockVersion(NOON.plusSeconds(seconds), NOON.plusSeconds(seconds));
    }

    private static Gid id(long number) {
        return new Gid(Gid.Kind.INVENTORY_ITEM, number);
    }

    private static Gid variantId(long number) {
        return new Gid(Gid.Kind.PRODUCT_VARIANT, number);
    }

    private static StockItem item(long number, String cost, StockVersion version) {
        return new StockItem(id(number), Optional.of("SKU"), Optional.of(Money.of(cost, "USD")), true, version);
    }

    private static StockVariant variant(long item, long variant, String title, StockVersion version) {
        return new StockVariant(id(item), variantId(variant), PRODUCT, title, "Default Title", Optional.of("SKU"),
                Optional.of("Vendor"), Optional.empty(), version);
    }

    private static StockLevel level(long item, int available, StockVersion version) {
        return new StockLevel(id(item), LOCATION, Optional.of("Barn"), Optional.of(available),
                Optional.of(new StockLevel.OnHand(10, version.asOf())), version);
    }
}
