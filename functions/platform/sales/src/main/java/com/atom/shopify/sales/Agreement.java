package com.atom.shopify.sales;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One dated event of an order with everything that it sold or took back.
///
/// @param refund the refund's id, when it is one
@Serdeable
record Agreement(Instant at, Kind kind, @Nullable Long refund, List<Sale> sales) {
    Agreement {
        sales = List.copyOf(sales);
    }
}
