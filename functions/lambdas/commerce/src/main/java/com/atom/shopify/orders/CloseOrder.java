package com.atom.shopify.orders;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.id.Gid;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Closes an order: nothing is left to do about it. Closing it again changes nothing.
@Singleton
public final class CloseOrder {
    private static final Operation<Closed> CLOSE = Operation.of(CloseOrder.class, Closed.class);

    private final AdminApi admin;
    private final OrderState state;
    private final ReadOrder read;

    CloseOrder(AdminApi admin, OrderState state, ReadOrder read) {
        this.admin = admin;
        this.state = state;
        this.read = read;
    }

    @Serdeable
    record Closed(Payload orderClose) {}

    @Serdeable
    record Payload(OrderNode.@Nullable Ref order, List<UserError> userErrors) {}

    public Answer byId(Gid id, StoreCall at) {
        if (state.of(id, at).closedAt() == null) {
            OrderErrors.throwIfAny(
                    admin.run(at, CLOSE.with(Map.of("id", id.toString()))).orderClose().userErrors());
        }
        return Answer.ok(read.byId(id, at));
    }
}
