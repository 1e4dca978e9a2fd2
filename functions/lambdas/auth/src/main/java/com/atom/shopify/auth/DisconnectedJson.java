package com.atom.shopify.auth;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/// A store that the caller is not linked to any more.
///
/// @param uninstalled whether the app is out of the store and nothing is left of its tokens
@Serdeable(naming = SnakeCaseStrategy.class)
record DisconnectedJson(String shop, boolean uninstalled) {}
