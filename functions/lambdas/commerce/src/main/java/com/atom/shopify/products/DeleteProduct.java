package com.atom.shopify.products;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.catalog.CatalogCache;
import com.atom.shopify.edge.Handler.Deleted;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.id.Gid;
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
    private final CatalogCache cache;

    DeleteProduct(AdminApi admin, CatalogCache cache) {
        this.admin = admin;
        this.cache = cache;
    }

    @Serdeable
    record Answer(Payload productDelete) {}

    @Serdeable
    record Payload(@Nullable String deletedProductId, List<UserError> userErrors) {}

    public Deleted byId(Gid id, StoreCall at) {
        return cache.changing(at.shop(), () -> {
            var payload = admin.run(at, DELETE.with(Map.of("id", id.toString()))).productDelete();
            ProductErrors.throwIfAny(payload.userErrors());
            return Deleted.of(id);
        });
    }
}
