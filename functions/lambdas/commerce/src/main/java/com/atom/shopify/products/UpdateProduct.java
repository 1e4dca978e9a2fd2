package com.atom.shopify.products;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.catalog.CatalogCache;
import com.atom.shopify.edge.Steps;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/// Changes a product and its variants, and adds images. Shopify has no call that changes both without deleting what is left out, so these are
/// up to three calls: the product's own fields, the changed variants (all or none), the added ones (all or none). When a
/// later one is refused the answer says that the earlier ones were kept.
@Singleton
public final class UpdateProduct {
    private static final Operation<ProductAnswer> UPDATE = operation("UpdateProduct", ProductAnswer.class);
    private static final Operation<ChangedAnswer> UPDATE_VARIANTS = operation("UpdateVariants", ChangedAnswer.class);
    private static final Operation<AddedAnswer> CREATE_VARIANTS = operation("CreateVariants", AddedAnswer.class);

    private final AdminApi admin;
    private final ReadProduct read;
    private final CatalogCache cache;

    UpdateProduct(AdminApi admin, ReadProduct read, CatalogCache cache) {
        this.admin = admin;
        this.read = read;
        this.cache = cache;
    }

    @Serdeable
    record ProductAnswer(ProductPayload productUpdate) {}

    @Serdeable
    record ChangedAnswer(ProductPayload productVariantsBulkUpdate) {}

    @Serdeable
    record AddedAnswer(ProductPayload productVariantsBulkCreate) {}

    private static <R> Operation<R> operation(String name, Class<R> answer) {
        return Operation.of(UpdateProduct.class, name, answer).withFragments("ProductFields", "ImageFields",
                "VariantFields");
    }

    public ProductJson with(Gid id, ProductChanges changes, StoreCall at) {
        return cache.changing(at.shop(), () -> read.json(changed(id, changes, at), at));
    }

    private ProductNode changed(Gid id, ProductChanges changes, StoreCall at) {
        var before = changes.variants() == null ? null : read.node(id, at);
        var names = before == null
                ? List.<String>of()
                : before.options().stream().map(ProductNode.Option::name).toList();
        var changed = ProductInputs.changedVariants(changes, names, at.store());
        var added = ProductInputs.addedVariants(changes, names, at.store());

        var media = ProductInputs.media(changes);
        if (!(added.isEmpty() && media.isEmpty()) && at.write().mayHaveHappened()) {
            throw new FailureException(new Failure.OutcomeUnknown("Shopify may or may not have added these variants"
                    + " and images; look at the product before you try again with another Idempotency-Key."));
        }
        var steps = new Steps();
        var now = before;
        if (changes.changesProduct()) {
            var input = Map.of("product", ProductInputs.of(changes, id.toString()), "media", media);
            now = steps.next(
                    () -> admin.run(at, UPDATE.with(input)).productUpdate().accepted());
        }
        if (!changed.isEmpty()) {
            now = steps.next(() -> admin.run(at, UPDATE_VARIANTS.with(variables(id, changed)))
                    .productVariantsBulkUpdate().accepted(changed.places()));
        }
        if (!added.isEmpty()) {
            now = steps.next(() -> admin.run(at, CREATE_VARIANTS.with(variables(id, added)))
                    .productVariantsBulkCreate().accepted(added.places()));
        }
        return ProductErrors.present(now);
    }

    private static Map<String, Object> variables(Gid id, ProductInputs.Variants variants) {
        return Map.of("productId", id.toString(), "variants", variants.inputs());
    }
}
