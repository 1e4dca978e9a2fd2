package com.atom.shopify.orders;

import com.atom.shopify.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A draft of an order; its id is none of an order. Whoever opens `invoice_url` can complete it.
@Serdeable(naming = SnakeCaseStrategy.class)
public record DraftJson(String id, String adminGraphqlApiId, boolean draft, String name, String status,
        @Nullable String invoiceUrl, Money totalPrice, Instant createdAt) implements PlacedOrder {}
