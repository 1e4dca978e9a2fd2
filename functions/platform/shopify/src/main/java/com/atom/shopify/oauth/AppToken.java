package com.atom.shopify.oauth;

import com.atom.shopify.admin.AccessToken;
import java.time.Instant;

/// What a store's own app gets by its credentials: a token for a day, without a refresh token; another one is had by asking again
/// (shopify.dev, client credentials grant).
///
/// @param app the app's client id
public record AppToken(String app, AccessToken access, Instant accessExpiresAt, Scopes scopes) implements Credential {}
