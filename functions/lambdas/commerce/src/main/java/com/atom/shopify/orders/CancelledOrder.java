package com.atom.shopify.orders;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a cancellation is: `cancelling` until Shopify has done it, then `cancelled` with its time. The order itself is where
/// `Location` points.
@Serdeable(naming = SnakeCaseStrategy.class)
public record CancelledOrder(String id, String adminGraphqlApiId, String status, @Nullable Instant cancelledAt) {}
