package com.atom.shopify.edge;

import io.micronaut.core.annotation.Introspected;

/// The query of a route that takes none of its own.
@Introspected
public record NoParameters() {}
