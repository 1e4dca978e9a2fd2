package com.atom.shopify.products;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.catalog.CatalogCache;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Creates a product with its options and variants in one call: either all of it exists afterwards or nothing. Shopify
/// leaves it unpublished.
///
/// Shopify does not recognize a repeated creation. A product with a handle is found again by it when the outcome is unclear,
/// and what came of the first attempt is made whole; without a handle the outcome stays unknown.
@Singleton
public final class CreateProduct {
    private static final Operation<Answer> CREATE = Operation.of(CreateProduct.class, Answer.class)
            .withFragments("ProductFields", "ImageFields", "VariantFields");
    private static final Operation<Found> FIND = Operation.of(CreateProduct.class, "FindProduct", Found.class);

    private final AdminApi admin;
    private final ReadProduct read;
    private final CatalogCache cache;

    CreateProduct(AdminApi admin, ReadProduct read, CatalogCache cache) {
        this.admin = admin;
        this.read = read;
        this.cache = cache;
    }

    @Serdeable
    record Answer(ProductPayload productSet) {}

    @Serdeable
    record Found(@Nullable Twin productByIdentifier) {}

    @Serdeable
    record Twin(Instant createdAt) {}

    public ProductJson of(NewProduct product, StoreCall at) {
        var input = ProductInputs.of(product, at.store());
        return cache.changing(at.shop(), () -> read.json(at.findable(() -> set(input, null, at),
                sent -> again(product.handle(), input, sent.from(), at)), at));
    }

    private ProductNode again(@Nullable String handle, Map<String, @Nullable Object> input, Instant since,
            StoreCall at) {
        if (handle == null) {
            throw new FailureException(new Failure.OutcomeUnknown("Shopify may or may not have created this product; "
                    + "look for its title before you try again with another Idempotency-Key."));
        }
        var byHandle = Map.of("handle", handle);
        var twin = admin.run(at, FIND.with(Map.of("identifier", byHandle))).productByIdentifier();
        if (twin != null && twin.createdAt().isBefore(since)) {
            throw new FailureException(new Failure.Refused(ProductErrors.REFUSED, "Shopify refused the product.",
                    List.of(UserError.Meaning.TAKEN.of("handle"))));
        }
        return set(input, byHandle, at);
    }

    private ProductNode set(Map<String, @Nullable Object> input, @Nullable Map<String, String> identifier,
            StoreCall at) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("input", input);
        variables.put("identifier", identifier);
        return admin.run(at, CREATE.with(variables)).productSet().accepted();
    }
}
