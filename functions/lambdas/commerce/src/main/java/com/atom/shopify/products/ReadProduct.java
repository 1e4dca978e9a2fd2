package com.atom.shopify.products;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.connections.Store;
import com.atom.shopify.id.Gid;
import com.atom.shopify.time.Deadline;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one product with all its variants, or fails with `products.not-found`.
@Singleton
public final class ReadProduct {
    private static final Operation<Answer> READ = Operation.of(ReadProduct.class, Answer.class)
            .withFragments("ProductFields", "VariantFields");
    private static final Operation<MoreVariants> MORE_VARIANTS = Operation
            .of(ReadProduct.class, "ReadVariants", MoreVariants.class).withFragments("VariantFields");

    private final AdminApi admin;

    ReadProduct(AdminApi admin) {
        this.admin = admin;
    }

    @Serdeable
    record Answer(@Nullable ProductNode product) {}

    @Serdeable
    record MoreVariants(@Nullable VariantsOf product) {}

    @Serdeable
    record VariantsOf(ProductNode.Variants variants) {}

    public ProductJson byId(Gid id, Store store, Deadline deadline) {
        return whole(node(id, store, deadline), store, deadline);
    }

    ProductNode node(Gid id, Store store, Deadline deadline) {
        var node = admin.run(store.shop(), READ.with(Map.of("id", id.toString())), deadline).product();
        if (node == null) {
            throw ProductErrors.notFound();
        }
        return node;
    }

    /// The product with the variants that did not fit into its first answer.
    ProductJson whole(ProductNode node, Store store, Deadline deadline) {
        var variants = new ArrayList<>(node.variants().nodes());
        var page = node.variants().pageInfo();
        while (page.hasNextPage()) {
            var variables = new HashMap<String, @Nullable Object>();
            variables.put("id", node.id());
            variables.put("after", page.endCursor());
            var more = admin.run(store.shop(), MORE_VARIANTS.with(variables), deadline).product();
            if (more == null) {
                throw ProductErrors.notFound();
            }
            variants.addAll(more.variants().nodes());
            page = more.variants().pageInfo();
        }
        return ProductJson.of(node, variants, store.currency());
    }
}
