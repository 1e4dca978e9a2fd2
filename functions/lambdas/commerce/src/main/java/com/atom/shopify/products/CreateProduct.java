package com.atom.shopify.products;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.connections.Store;
import com.atom.shopify.time.Deadline;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Creates a product with its options and variants in one call: either all of it exists afterwards or nothing. Shopify
/// leaves it unpublished.
@Singleton
public final class CreateProduct {
    private static final Operation<Answer> CREATE = Operation.of(CreateProduct.class, Answer.class)
            .withFragments("ProductFields", "VariantFields");

    private final AdminApi admin;
    private final ReadProduct read;

    CreateProduct(AdminApi admin, ReadProduct read) {
        this.admin = admin;
        this.read = read;
    }

    @Serdeable
    record Answer(Payload productSet) {}

    @Serdeable
    record Payload(@Nullable ProductNode product, List<UserError> userErrors) {}

    public ProductJson of(NewProduct product, Store store, Deadline deadline) {
        var payload = admin.run(store.shop(), CREATE.with(Map.of("input", ProductInputs.of(product, store))), deadline)
                .productSet();
        ProductErrors.throwIfAny(payload.userErrors());
        return read.whole(ProductErrors.present(payload.product()), store, deadline);
    }
}
