package com.atom.shopify.auth;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/// The body that disconnects: with `uninstall` the app is removed from the store even if other users are linked to it.
@Introspected
record Revocation(@Nullable Boolean uninstall) {}
