package com.atom.shopify.orders;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.id.Gid;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where an order stands in its life, read cheaply before something is done to it.
@Singleton
final class OrderState {
    private static final Operation<Answer> READ = Operation.of(OrderState.class, "ReadState", Answer.class);

    private final AdminApi admin;

    OrderState(AdminApi admin) {
        this.admin = admin;
    }

    @Serdeable
    record Answer(@Nullable State order) {}

    @Serdeable
    record State(@Nullable Instant cancelledAt, @Nullable Instant closedAt, String displayFulfillmentStatus) {}

    State of(Gid id, StoreCall at) {
        var state = admin.run(at, READ.with(Map.of("id", id.toString()))).order();
        if (state == null) {
            throw OrderErrors.notFound();
        }
        return state;
    }
}
