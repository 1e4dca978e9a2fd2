package com.atom.shopify.subscriptions;

/// Who makes the subscriptions.
public enum SubscriptionOwner {
    /// The configuration of the Shopify app, for every store; one that was made by the Admin API would deliver everything twice.
    APP,
    /// We, by the Admin API in each store; all but the compliance topics, which only the app's configuration can have.
    SHOP
}
