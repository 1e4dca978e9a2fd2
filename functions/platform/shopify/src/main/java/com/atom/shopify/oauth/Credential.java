package com.atom.shopify.oauth;

import com.atom.shopify.admin.AccessToken;
import java.time.Instant;

/// What lets us call a store until it ends. Stored and replaced as a whole.
public sealed interface Credential permits TokenPair, AppToken {

    AccessToken access();

    Instant accessExpiresAt();

    Scopes scopes();
}
