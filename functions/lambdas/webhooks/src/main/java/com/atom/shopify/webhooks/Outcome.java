package com.atom.shopify.webhooks;

import java.util.Locale;

/// What became of a delivery.
enum Outcome {
    APPLIED,
    /// It, or another about the same change, was applied before.
    DUPLICATE,
    /// A later state was applied before.
    STALE,
    /// What it is about was deleted before.
    DELETED,
    /// It says that something was deleted which Shopify still has.
    STILL_THERE,
    /// Nothing has to follow it.
    NOTED,
    /// An uninstall of an earlier installation.
    LATE,
    /// The shop that was to be erased is connected again.
    INSTALLED_AGAIN,
    UNKNOWN_SHOP,
    UNKNOWN_TOPIC,
    /// An attempt failed; there may be more.
    FAILED,
    /// Given up, with a reason.
    PARKED;

    /// As the API shows it.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
