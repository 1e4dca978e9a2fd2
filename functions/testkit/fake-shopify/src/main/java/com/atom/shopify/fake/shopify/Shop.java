package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Tokens.Lifetimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One shop: its settings, products, orders, tokens and query budget. Whoever touches them holds the shop's lock.
final class Shop {
    private final ReentrantLock lock = new ReentrantLock();
    private final ShopName name;
    private final Ages ages;
    private final Instant opened;
    private final Tokens tokens = new Tokens();
    private final Idempotency idempotency = new Idempotency();
    private final Bucket bucket;
    private volatile Settings settings;
    private volatile Catalog catalog;
    private volatile Stock stock;
    private volatile Approval approval = Approval.APPROVED;
    private volatile Orders.Delays delays = Orders.Delays.SHOPIFYS;
    private volatile @Nullable Orders orders;

    /// What `/_control` may change. `id` is the number in the shop's gid.
    record Settings(Currency currency, ZoneId zone, Plan plan, long id, Lifetimes lifetimes) {}

    /// What differs between plans here. Source: shopify-platform 4.1.
    enum Plan {
        /// Standard.
        STANDARD("Basic", 2_000, 100),
        /// Advanced.
        ADVANCED("Advanced", 4_000, 200),
        /// Plus.
        PLUS("Shopify Plus", 20_000, 1_000),
        /// Enterprise.
        ENTERPRISE("Enterprise", 40_000, 2_000);

        private final String title;
        private final int bucket;
        private final int restoreRate;

        Plan(String title, int bucket, int restoreRate) {
            this.title = title;
            this.bucket = bucket;
            this.restoreRate = restoreRate;
        }

        String title() {
            return title;
        }

        int bucket() {
            return bucket;
        }

        /// Points per second.
        int restoreRate() {
            return restoreRate;
        }

        boolean plus() {
            return this == PLUS || this == ENTERPRISE;
        }
    }

    Shop(ShopName name, Ages ages) {
        this.name = name;
        this.ages = ages;
        this.opened = ages.real().minus(Duration.ofDays(400));
        this.settings = new Settings(Currency.getInstance("USD"), ZoneId.of("America/New_York"), Plan.STANDARD,
                60_000_000_000L + name.number(), Lifetimes.SHOPIFYS);
        this.bucket = new Bucket(ages.real(), Plan.STANDARD.bucket());
        this.catalog = Seed.small(name);
        this.stock = new Stock(this);
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    ShopName name() {
        return name;
    }

    String gid() {
        return Gid.of("Shop", settings.id());
    }

    /// Now, as written into records: real, and without the fractions that Shopify does not show.
    Instant now() {
        return ages.real();
    }

    /// Now, by the clock that lets tokens and keys grow old.
    Instant aged() {
        return ages.aged();
    }

    Instant opened() {
        return opened;
    }

    Settings settings() {
        return settings;
    }

    void settings(Settings changed) {
        settings = changed;
    }

    Catalog catalog() {
        return catalog;
    }

    void catalog(Catalog seeded) {
        catalog = seeded;
        stock = new Stock(this);
    }

    Approval approval() {
        return approval;
    }

    void approval(Approval changed) {
        approval = changed;
    }

    Stock stock() {
        return stock;
    }

    Idempotency idempotency() {
        return idempotency;
    }

    /// The orders as they are now. A shop has believable ones from their first use on.
    Orders orders() {
        Orders known = orders;
        if (known == null) {
            known = OrderSeed.of(this, OrderSeed.FEW);
            orders = known;
        }
        known.settle(this);
        return known;
    }

    Customers customers() {
        return orders().customers();
    }

    void orders(Orders seeded) {
        orders = seeded;
    }

    Orders.Delays delays() {
        return delays;
    }

    void delays(Orders.Delays changed) {
        delays = changed;
    }

    Tokens tokens() {
        return tokens;
    }

    Bucket bucket() {
        return bucket;
    }
}
