package com.atom.shopify.oauth;

import com.atom.shopify.admin.AccessToken;
import java.time.Instant;

/// What Shopify hands out for a store: both tokens, when they end, and what they allow. Stored and replaced as a whole.
public record TokenPair(AccessToken access, RefreshToken refresh, Instant accessExpiresAt, Instant refreshExpiresAt,
        Scopes scopes) implements Credential {}
