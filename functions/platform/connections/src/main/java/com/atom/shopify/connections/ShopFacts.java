package com.atom.shopify.connections;

import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import java.time.ZoneId;
import java.util.Currency;

/// What Shopify says of a shop when it is connected.
public record ShopFacts(ShopDomain shop, Gid gid, ZoneId zone, Currency currency) {}
