package com.atom.shopify.fake.shopify;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Everything that the simulator remembers; in memory, gone with the process.
final class World {
    private final ConcurrentMap<ShopName, Shop> shops = new ConcurrentHashMap<>();
    private final Journal journal = new Journal();
    private final Mischief mischief = new Mischief();
    private final Ages ages;
    private final Secrets secrets;

    World(Ages ages, Secrets secrets) {
        this.ages = ages;
        this.secrets = secrets;
    }

    /// The shop of that name, which exists from its first use.
    Shop shop(ShopName name) {
        return shops.computeIfAbsent(name, unknown -> new Shop(unknown, ages));
    }

    Iterable<Shop> shops() {
        return shops.values();
    }

    void reset() {
        shops.clear();
        journal.reset();
        mischief.reset();
        ages.reset();
        secrets.reset();
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

    Secrets secrets() {
        return secrets;
    }
}
