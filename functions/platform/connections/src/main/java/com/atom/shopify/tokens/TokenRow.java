package com.atom.shopify.tokens;

import com.atom.shopify.id.ShopDomain;
import java.time.Instant;

/// What can be said of a shop's token without its secret.
public record TokenRow(ShopDomain shop, boolean usable, Instant accessExpiresAt, Instant refreshExpiresAt) {}
