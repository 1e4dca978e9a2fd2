package com.atom.shopify.connections;

import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.oauth.Scopes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;

/// A connected store: its names, what it granted, and how it counts days and money.
public record Store(ShopDomain shop, Gid gid, Scopes scopes, ZoneId zone, Currency currency, Instant connectedAt) {}
