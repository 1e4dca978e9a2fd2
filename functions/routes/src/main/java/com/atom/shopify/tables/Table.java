package com.atom.shopify.tables;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// The DynamoDB tables, split by who may touch them and how long things live. All keys are strings.
public enum Table {
    /// One item per shop: the encrypted token pair with its version and expiries. Kept, with point-in-time recovery.
    TOKENS("shop", null, null, null, true),
    /// Stores and the links between users and stores. Kept, with point-in-time recovery.
    CONNECTIONS("shop", "record", new Index("by-user", "user", "shop"), null, true),
    /// What must happen once or not for long: OAuth states, leases, idempotency records,
    /// shared pacing and rate budgets. Expires by itself.
    ONCE("key", null, null, "expires_at", false),
    /// The product cache. Expires by itself and is rebuilt from Shopify at any time.
    CATALOG("shop", "record", null, "expires_at", false),
    /// What was done and how far it is: deliveries, syncs, runs of jobs, audit. `owner` is a shop or what else the work
    /// belongs to. Each item expires by itself.
    WORK("owner", "record", null, "expires_at", false),
    /// What was sold: each order's state and its days, and totals of days. `owner` is a shop's share of one of these. Kept,
    /// with point-in-time recovery, though all of it can be read from Shopify again.
    SALES("owner", "record", null, null, true);

    private final String partitionKey;
    private final Optional<String> sortKey;
    private final Optional<Index> index;
    private final Optional<String> timeToLive;
    private final boolean retained;

    Table(String partitionKey, @Nullable String sortKey,
            @Nullable Index index, @Nullable String timeToLive,
            boolean retained) {
        this.partitionKey = partitionKey;
        this.sortKey = Optional.ofNullable(sortKey);
        this.index = Optional.ofNullable(index);
        this.timeToLive = Optional.ofNullable(timeToLive);
        this.retained = retained;
    }

    /// A global secondary index that projects keys only; for listing, never for deciding, because it lags.
    public record Index(String name, String partitionKey, String sortKey) {}

    /// The setting (environment variable) that carries the deployed table's name.
    public String setting() {
        return name() + "_TABLE";
    }

    public String partitionKey() {
        return partitionKey;
    }

    public Optional<String> sortKey() {
        return sortKey;
    }

    public Optional<Index> index() {
        return index;
    }

    /// The attribute with the expiry in epoch seconds. DynamoDB may delete days later: readers check it themselves.
    public Optional<String> timeToLive() {
        return timeToLive;
    }

    /// Whether the table survives the stack and has point-in-time recovery.
    public boolean retained() {
        return retained;
    }
}
