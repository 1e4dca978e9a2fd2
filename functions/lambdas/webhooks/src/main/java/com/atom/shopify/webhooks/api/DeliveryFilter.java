package com.atom.shopify.webhooks.api;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.webhooks.Deliveries;
import com.atom.shopify.webhooks.Delivery;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which deliveries of a store are listed: of one topic, with one outcome, received in a range of time whose ends count.
@Introspected
record DeliveryFilter(
        @Nullable @Size(max = 100) @Pattern(regexp = "[a-z_]+/[a-z_]+", message = "must look like orders/create") String topic,
        @Nullable @Pattern(regexp = Delivery.OUTCOME, message = "must be an outcome, such as applied or parked") String outcome,
        @Nullable Instant from, @Nullable Instant to) implements CrossChecked {

    @Override
    public void check(Problems problems) {
        problems.addUnlessForward("to", from, to);
    }

    Deliveries.Search search() {
        return new Deliveries.Search(Optional.ofNullable(topic), Optional.ofNullable(outcome),
                Optional.ofNullable(from), Optional.ofNullable(to), false);
    }
}
