package com.atom.shopify.customers;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.edge.Handler.Deleted;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.id.Gid;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Deletes a customer for good, or fails with `customers.not-found`, or with `customers.has-orders`: Shopify keeps those.
@Singleton
public final class DeleteCustomer {
    private static final Operation<Answer> DELETE = Operation.of(DeleteCustomer.class, Answer.class);
    private static final Operation<Question> CAN_DELETE = Operation.of(DeleteCustomer.class, "ReadCanDelete",
            Question.class);

    private final AdminApi admin;

    DeleteCustomer(AdminApi admin) {
        this.admin = admin;
    }

    @Serdeable
    record Answer(Payload customerDelete) {}

    @Serdeable
    record Payload(@Nullable String deletedCustomerId, List<UserError> userErrors) {}

    @Serdeable
    record Question(@Nullable Deletable customer) {}

    @Serdeable
    record Deletable(boolean canDelete) {}

    public Deleted byId(Gid id, StoreCall at) {
        var variables = Map.of("id", id.toString());
        var payload = admin.run(at, DELETE.with(variables)).customerDelete();
        if (!payload.userErrors().isEmpty()) {
            // Shopify gives no code, and blames the id in either case.
            var customer = admin.run(at, CAN_DELETE.with(variables)).customer();
            if (customer != null && !customer.canDelete()) {
                throw CustomerErrors.hasOrders();
            }
            CustomerErrors.throwIfAny(payload.userErrors());
        }
        return Deleted.of(id);
    }
}
