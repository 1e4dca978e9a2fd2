package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Tokens.Lifetimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One shop: its settings, products, orders, tokens and query budget. Whoever touches them holds the shop's lock.
final class Shop {
    private final ReentrantLock lock = new ReentrantLock();
    private final ShopName name;
    private final Ages ages;
    private final Instant opened;
    private final Map<App, Tokens> tokens = new LinkedHashMap<>();
    private final Webhooks webhooks;
    private final Subscriptions subscriptions = new Subscriptions();
    private final Changes changes = new Changes(this);
    private final Idempotency idempotency = new Idempotency();
    private final Bulks bulks;
    private final Bucket bucket;
    private volatile Settings settings;
    private volatile Catalog catalog;
    private volatile Stock stock;
    private volatile Approval approval = Approval.APPROVED;
    private volatile BulkNodes bulkNodes = BulkNodes.WITH_ID;
    private volatile Orders.Delays delays = Orders.Delays.SHOPIFYS;
    private volatile @Nullable Orders orders;
    private volatile Instant updatedAt;

    /// Who asks the Admin API, and what the token opens.
    record Caller(App app, Tokens.Verdict verdict) {}

    /// What `/_control` may change. `id` is the number in the shop's gid.
    record Settings(Currency currency, ZoneId zone, Plan plan, long id, Lifetimes lifetimes) {
        private Settings with(Lifetimes others) {
            return new Settings(currency, zone, plan, id, others);
        }
    }

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

    Shop(ShopName name, Ages ages, Webhooks webhooks, Bulks.Works works) {
        this.bulks = new Bulks(this, works);
        this.webhooks = webhooks;
        this.name = name;
        this.ages = ages;
        this.opened = ages.real().minus(Duration.ofDays(400));
        this.updatedAt = opened;
        this.settings = new Settings(Currency.getInstance("USD"), ZoneId.of("America/New_York"), Plan.STANDARD,
                60_000_000_000L + name.number(), Lifetimes.SHOPIFYS);
        this.bucket = new Bucket(ages.real(), Plan.STANDARD.bucket());
        this.catalog = Seed.small(name).watched(changes);
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
        boolean same = changed.with(settings.lifetimes()).equals(settings);
        settings = changed;
        if (!same) {
            updatedAt = now();
            tell("shop/update", ShopPayload.of(this));
        }
    }

    Instant updatedAt() {
        return updatedAt;
    }

    String email() {
        return "owner@" + name.label() + ".example";
    }

    Catalog catalog() {
        return catalog;
    }

    void catalog(Catalog seeded) {
        catalog = seeded.watched(changes);
        stock = new Stock(this);
    }

    BulkNodes bulkNodes() {
        return bulkNodes;
    }

    void bulkNodes(BulkNodes changed) {
        bulkNodes = changed;
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
        if (known.settle(this)) {
            changes.later();
        }
        return known;
    }

    /// Lets happen what is due, and tells what has happened.
    void settle() {
        locked(() -> {
            if (orders != null) {
                orders();
            }
            changes.tellDue();
            bulks.settle();
            return this;
        });
    }

    /// The orders that there are so far; none are made up for this.
    Collection<Order> ordersSoFar() {
        return orders == null ? List.of() : orders.kept();
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

    /// What an app holds here.
    Tokens tokens(App app) {
        return tokens.computeIfAbsent(app, unknown -> new Tokens());
    }

    /// The app whose token this is; nobody's token is refused.
    Caller caller(String token) {
        Caller caller = new Caller(webhooks.platform(), new Tokens.Verdict.Refused());
        for (var held : tokens.entrySet()) {
            Tokens.Verdict verdict = held.getValue().use(token, ages.aged());
            if (!(verdict instanceof Tokens.Verdict.Refused)) {
                caller = new Caller(held.getKey(), verdict);
            }
        }
        return caller;
    }

    /// Ends the installation of one app: it hears of it, and nothing that it holds works any more.
    void uninstall(App app) {
        webhooks.emit(this, app, "app/uninstalled", ShopPayload.of(this));
        subscriptions.removeOf(app);
        tokens(app).revoke();
    }

    /// Tells each app that wants to know.
    void tell(String topic, Object payload) {
        webhooks.emit(this, topic, payload);
    }

    /// Tells what one action led to.
    void tell(List<Webhooks.Event> events) {
        webhooks.emit(this, events);
    }

    Bulks bulks() {
        return bulks;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    Changes changes() {
        return changes;
    }

    Bucket bucket() {
        return bucket;
    }
}
