package com.atom.shopify.fake.shopify;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that the simulator remembers; in memory, gone with the process.
final class World {
    private static final Logger LOG = LoggerFactory.getLogger(World.class);

    private final ConcurrentMap<ShopName, Shop> shops = new ConcurrentHashMap<>();
    private final Journal journal = new Journal();
    private final Mischief mischief = new Mischief();
    private final Ages ages;
    private final Apps apps;
    private final Webhooks webhooks;
    private final Warehouse warehouse;
    private final Executor threads;

    World(Ages ages, Secrets secrets, Executor threads, Warehouse warehouse) {
        this.ages = ages;
        this.threads = threads;
        this.warehouse = warehouse;
        this.apps = new Apps(secrets);
        this.webhooks = new Webhooks(apps, ages, mischief, threads);
        threads.execute(this::live);
    }

    /// What is due happens even if nobody asks.
    private void live() {
        while (webhooks.pause()) {
            try {
                shops.values().forEach(Shop::settle);
                webhooks.sendDue();
            } catch (RuntimeException bug) {
                if (webhooks.open()) {
                    LOG.atError().setCause(bug).log("the simulator failed");
                }
            }
        }
    }

    /// The shop of that name, which exists from its first use.
    Shop shop(ShopName name) {
        return shops.computeIfAbsent(name, unknown -> new Shop(unknown, ages, webhooks,
                new Bulks.Works(threads, warehouse, mischief, ages, webhooks)));
    }

    Iterable<Shop> shops() {
        return shops.values();
    }

    void reset() {
        shops.clear();
        journal.reset();
        mischief.reset();
        ages.reset();
        apps.reset();
        webhooks.reset();
        warehouse.reset();
    }

    Journal journal() {
        return journal;
    }

    Mischief mischief() {
        return mischief;
    }

    Ages ages() {
        return ages;
    }

    Apps apps() {
        return apps;
    }

    Warehouse warehouse() {
        return warehouse;
    }

    Webhooks webhooks() {
        return webhooks;
    }
}
