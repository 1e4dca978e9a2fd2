package com.atom.shopify.connections;

import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.oauth.Scopes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;

/// A connected store: its names, what it granted, and how it counts days and money.
///
/// @param app the client id of the owner's own app through which it is connected; none for the platform's app
public record Store(ShopDomain shop, Gid gid, Scopes scopes, ZoneId zone, Currency currency, Optional<String> app,
        Instant connectedAt) {}
