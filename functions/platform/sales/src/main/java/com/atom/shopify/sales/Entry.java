package com.atom.shopify.sales;

import java.time.Instant;

/// One line of the ledger.
///
/// @param at the exact instant: when the order was processed, or when it was edited, refunded or cancelled
public record Entry(Instant at, Kind kind, Sale sale) {}
