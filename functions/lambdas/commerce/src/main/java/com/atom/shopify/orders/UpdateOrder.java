package com.atom.shopify.orders;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Changes what Shopify lets change of an order; anything else is `orders.not-changeable` with the reason per field. Saying the
/// same again changes nothing, so an unclear attempt is simply made again.
@Singleton
public final class UpdateOrder {
    private static final Operation<Answer> UPDATE = Operation.of(UpdateOrder.class, Answer.class);

    private final AdminApi admin;
    private final ReadOrder read;

    UpdateOrder(AdminApi admin, ReadOrder read) {
        this.admin = admin;
        this.read = read;
    }

    @Serdeable
    record Answer(Payload orderUpdate) {}

    @Serdeable
    record Payload(OrderNode.@Nullable Ref order, List<UserError> userErrors) {}

    public OrderJson with(Gid id, OrderChanges changes, StoreCall at) {
        var unchangeable = changes.unchangeable();
        if (!unchangeable.isEmpty()) {
            throw new FailureException(new Failure.Refused("orders.not-changeable",
                    "Shopify lets only contact, note, tags and shipping address of an order change.", unchangeable));
        }
        OrderErrors.throwIfAny(admin.run(at, UPDATE.with(Map.of("input", OrderInputs.changes(changes, id))))
                .orderUpdate().userErrors());
        return read.byId(id, at);
    }
}
