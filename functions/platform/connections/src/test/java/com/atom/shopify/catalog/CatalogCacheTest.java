package com.atom.shopify.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.aws.SetClock;
import com.atom.shopify.catalog.Cached.Source;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.id.ShopDomain;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two instances on one table.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogCacheTest {
    private static final Argument<String> TEXT = Argument.STRING;

    private final SetClock clock = new SetClock(SetClock.FAR_AHEAD);
    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final String key = LocalAws.newKey(kms);
    private final ApplicationContext one = LocalAws.context(tables, kms, key, clock);
    private final ApplicationContext other = LocalAws.context(tables, kms, key, clock);
    private final CatalogCache cache = one.getBean(CatalogCache.class);
    private final CatalogCache othersCache = other.getBean(CatalogCache.class);

    @AfterAll
    void stop() {
        other.close();
        one.close();
        kms.close();
        tables.close();
    }

    @Test
    void theSecondReaderIsServedFromTheCacheInWhicheverInstance() {
        var shop = new ShopDomain("read.myshopify.com");

        assertThat(read(cache, shop, () -> "first")).isEqualTo(new Cached<>("first", Source.MISS));
        assertThat(read(othersCache, shop, () -> "second")).isEqualTo(new Cached<>("first", Source.HIT));
    }

    @Test
    void storesAndQuestionsDoNotMix() {
        read(cache, new ShopDomain("mine.myshopify.com"), () -> "mine");

        assertThat(read(cache, new ShopDomain("yours.myshopify.com"), () -> "yours").value()).isEqualTo("yours");
        assertThat(cache.read(new ShopDomain("mine.myshopify.com"), "another", TEXT, false, () -> "else").value())
                .isEqualTo("else");
    }

    @Test
    void whoeverWantsItFreshGetsItFreshAndTheNextOneTheSame() {
        var shop = new ShopDomain("fresh.myshopify.com");
        read(cache, shop, () -> "old");

        assertThat(cache.read(shop, "question", TEXT, true, () -> "new"))
                .isEqualTo(new Cached<>("new", Source.BYPASS));
        assertThat(read(cache, shop, () -> "newer")).isEqualTo(new Cached<>("new", Source.HIT));
    }

    @Test
    void aChangeEndsEveryKeptAnswerOfItsStore() {
        var shop = new ShopDomain("changed.myshopify.com");
        read(cache, shop, () -> "before");

        othersCache.changing(shop, () -> "done");

        assertThat(read(cache, shop, () -> "after")).isEqualTo(new Cached<>("after", Source.MISS));
    }

    @Test
    void aChangeThatFailsMayHaveHappenedAndEndsThemToo() {
        var shop = new ShopDomain("unclear.myshopify.com");
        read(cache, shop, () -> "before");

        assertThatThrownBy(() -> cache.changing(shop, () -> {
            throw new IllegalStateException("cut");
        })).hasMessage("cut");

        assertThat(read(cache, shop, () -> "after").value()).isEqualTo("after");
    }

    @Test
    void whatWasReadBeforeAChangeIsNotShownAfterIt() {
        var shop = new ShopDomain("overtaken.myshopify.com");

        read(cache, shop, () -> {
            othersCache.changing(shop, () -> "done");
            return "before";
        });

        assertThat(read(cache, shop, () -> "after")).isEqualTo(new Cached<>("after", Source.MISS));
    }

    @Test
    void anAnswerIsKeptForAMinute() {
        var shop = new ShopDomain("aging.myshopify.com");
        read(cache, shop, () -> "first");

        clock.advance(Duration.ofSeconds(59));
        assertThat(read(cache, shop, () -> "second").source()).isEqualTo(Source.HIT);

        clock.advance(Duration.ofSeconds(2));
        assertThat(read(cache, shop, () -> "third").value()).isEqualTo("third");
    }

    @Test
    void anAnswerThatIsTooLargeForAnItemIsNotKept() {
        var shop = new ShopDomain("large.myshopify.com");
        var noise = new Random(1).ints(800_000, '!', '~').mapToObj(Character::toString).collect(Collectors.joining());

        read(cache, shop, () -> noise);

        assertThat(read(cache, shop, () -> "again")).isEqualTo(new Cached<>("again", Source.MISS));
    }

    private static Cached<String> read(CatalogCache cache, ShopDomain shop, Supplier<String> ask) {
        return cache.read(shop, "question", TEXT, false, ask);
    }
}
