package com.atom.shopify.products;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.connections.Store;
import com.atom.shopify.id.Gid;
import com.atom.shopify.time.Deadline;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Deletes a product for good, or fails with `products.not-found`.
@Singleton
public final class DeleteProduct {
    private static final Operation<Answer> DELETE = Operation.of(DeleteProduct.class, Answer.class);

    private final AdminApi admin;

    DeleteProduct(AdminApi admin) {
        this.admin = admin;
    }

    @Serdeable
    record Answer(Payload productDelete) {}

    @Serdeable
    record Payload(@Nullable String deletedProductId, List<UserError> userErrors) {}

    /// What is left of it.
    @Serdeable
    public record Deleted(String id) {}

    public Deleted byId(Gid id, Store store, Deadline deadline) {
        var payload = admin.run(store.shop(), DELETE.with(Map.of("id", id.toString())), deadline).productDelete();
        ProductErrors.throwIfAny(payload.userErrors());
        return new Deleted(id.decimal());
    }
}
