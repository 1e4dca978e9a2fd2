package com.atom.shopify.sales;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// What was sold, as far as it is known: a custom line has no product, and webhooks do not name the product's type.
@Serdeable
public record Item(@Nullable Long product, @Nullable Long variant, @Nullable String vendor, @Nullable String type) {}
