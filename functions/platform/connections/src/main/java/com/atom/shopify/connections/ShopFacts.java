package com.atom.shopify.connections;

import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;

/// What Shopify says of a shop when it is connected.
///
/// @param installedAt when the merchant agreed last, by the time that Shopify's own redirect bears; an uninstall that was triggered
///        before is about an earlier installation
public record ShopFacts(ShopDomain shop, Gid gid, ZoneId zone, Currency currency, Instant installedAt) {}
