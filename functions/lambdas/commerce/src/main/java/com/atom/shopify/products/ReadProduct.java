package com.atom.shopify.products;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.catalog.Cached;
import com.atom.shopify.catalog.CatalogCache;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.id.Gid;
import com.atom.shopify.lists.Connection;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one product with all its images and variants, or fails with `products.not-found`.
@Singleton
public final class ReadProduct {
    private static final Operation<Answer> READ = Operation.of(ReadProduct.class, Answer.class)
            .withFragments("ProductFields", "ImageFields", "VariantFields");
    private static final Operation<MoreVariants> MORE_VARIANTS = Operation
            .of(ReadProduct.class, "ReadVariants", MoreVariants.class).withFragments("VariantFields");
    private static final Operation<MoreImages> MORE_IMAGES = Operation
            .of(ReadProduct.class, "ReadImages", MoreImages.class).withFragments("ImageFields");

    private final AdminApi admin;
    private final CatalogCache cache;

    ReadProduct(AdminApi admin, CatalogCache cache) {
        this.admin = admin;
        this.cache = cache;
    }

    @Serdeable
    record Answer(@Nullable ProductNode product) {}

    @Serdeable
    record MoreVariants(@Nullable VariantsOf product) {}

    @Serdeable
    record VariantsOf(Connection<ProductNode.Variant> variants) {}

    @Serdeable
    record MoreImages(@Nullable MediaOf product) {}

    @Serdeable
    record MediaOf(Connection<ImageNode> media) {}

    /// A product with those images and variants that did not fit into its first answer.
    @Serdeable
    record Whole(ProductNode node, List<ImageNode> media, List<ProductNode.Variant> variants) {}

    public Cached<ProductJson> byId(Gid id, StoreCall at) {
        return cache.read(at.shop(), "product " + id, Argument.of(Whole.class), at.fresh(),
                () -> whole(node(id, at), at)).map(product -> json(product, at));
    }

    ProductNode node(Gid id, StoreCall at) {
        var node = admin.run(at, READ.with(Map.of("id", id.toString()))).product();
        if (node == null) {
            throw ProductErrors.notFound();
        }
        return node;
    }

    /// The product as the API shows it, from the answer to a change.
    ProductJson json(ProductNode node, StoreCall at) {
        return json(whole(node, at), at);
    }

    private static ProductJson json(Whole product, StoreCall at) {
        return ProductJson.of(product.node(), product.media(), product.variants(), at.store().currency());
    }

    private Whole whole(ProductNode node, StoreCall at) {
        return new Whole(node,
                node.media().whole(after -> page(MORE_IMAGES, node, after, at, MoreImages::product).media()),
                node.variants().whole(after -> page(MORE_VARIANTS, node, after, at, MoreVariants::product).variants()));
    }

    private <R, T> T page(Operation<R> operation, ProductNode node, String after, StoreCall at,
            Function<R, @Nullable T> product) {
        var found = product.apply(admin.run(at, operation.with(Map.of("id", node.id(), "after", after))));
        if (found == null) {
            throw ProductErrors.notFound();
        }
        return found;
    }
}
