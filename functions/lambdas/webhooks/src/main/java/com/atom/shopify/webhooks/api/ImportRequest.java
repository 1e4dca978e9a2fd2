package com.atom.shopify.webhooks.api;

import com.atom.shopify.sync.Import;
import io.micronaut.core.annotation.Introspected;

/// The body that creates an import.
@Introspected
record ImportRequest(Import.Kind kind) {}
