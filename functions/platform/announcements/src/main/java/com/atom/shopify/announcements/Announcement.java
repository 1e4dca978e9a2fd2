package com.atom.shopify.announcements;

import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import java.time.Instant;

/// Something that the platform may want to know. It is published at least once and in no order: who keeps what they read compares
/// the times. Each kind has a schema and a sample in `/events`.
public sealed interface Announcement {

    ShopDomain shop();

    /// A user has connected the store, for the first time or again.
    record StoreConnected(ShopDomain shop, Instant at) implements Announcement {}

    /// Nobody is linked to the store any more, and its tokens are erased.
    record StoreDisconnected(ShopDomain shop, Instant at) implements Announcement {}

    /// Only the store's merchant can make it work again: it must be connected anew.
    record ReauthRequired(ShopDomain shop, Instant at) implements Announcement {}

    /// A product was made, changed or deleted.
    ///
    /// @param at when Shopify says that it changed; of a deleted one, when it was deleted
    record ProductChanged(ShopDomain shop, Gid id, Instant at, boolean deleted) implements Announcement {}

    /// An order, its refunds or its fulfillments were made or changed, or it was deleted.
    ///
    /// @param at when Shopify says that it changed; of a deleted one, when it was deleted
    record OrderChanged(ShopDomain shop, Gid id, Instant at, boolean deleted) implements Announcement {}

    /// A customer was made, changed or deleted, or is to be forgotten by law, which is the same to whoever kept anything.
    ///
    /// @param at when Shopify says that it changed; of a deleted one, when it was deleted
    record CustomerChanged(ShopDomain shop, Gid id, Instant at, boolean deleted) implements Announcement {}

    /// There is more or less of an item at a location.
    record InventoryChanged(ShopDomain shop, Gid item, Gid location, Instant at) implements Announcement {}

    /// A report can be fetched.
    ///
    /// @param id as the API names it
    record ReportReady(ShopDomain shop, String id, Instant at) implements Announcement {}
}
