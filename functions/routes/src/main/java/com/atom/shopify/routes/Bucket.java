package com.atom.shopify.routes;

import java.time.Duration;
import java.util.Locale;

/// The S3 buckets. Nothing in them is public, and everything in them ends by itself.
public enum Bucket {
    /// Bodies of deliveries that are too large for a queue, each under the digest of its bytes. They stay longer than a message
    /// that points at them can: it waits for ten days, and then for as long as it is parked. Who sends a parked one back after that
    /// finds no body.
    PAYLOADS(Queue.LONGEST_WAIT.plus(Queue.DEAD_LETTERS_KEPT).plusDays(1)),
    /// Files that callers upload for imports.
    FILES(Duration.ofDays(7)),
    /// Reports, for a year and a month, so that a month can be held against the same one of the year before.
    REPORTS(Duration.ofDays(400));

    private final Duration kept;

    Bucket(Duration kept) {
        this.kept = kept;
    }

    /// Its name within a deployment.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// After this S3 deletes an object.
    public Duration kept() {
        return kept;
    }

    /// The setting with the bucket's name.
    public String setting() {
        return name() + "_BUCKET";
    }
}
