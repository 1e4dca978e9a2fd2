package com.atom.shopify.products;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.catalog.Cached;
import com.atom.shopify.catalog.CatalogCache;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.Connection;
import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.lists.ShopifyList;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;

/// Lists the products of a store, page by page.
@Singleton
public final class ListProducts {
    /// A product in a list costs up to eight points, with its image, and no query may ask for more than 1,000.
    private static final ShopifyList<Answer, ProductSummary.Node> LIST = new ShopifyList<>(
            Operation.of(ListProducts.class, Answer.class).withFragments("ImageFields"), Answer::products, 124);
    @SuppressWarnings({"unchecked", "rawtypes"}) // a generic class has no literal
    private static final Argument<Page<ProductSummary.Node>> PAGE = (Argument) Argument.of(Page.class,
            ProductSummary.Node.class);

    private final AdminApi admin;
    private final CatalogCache cache;

    ListProducts(AdminApi admin, CatalogCache cache) {
        this.admin = admin;
        this.cache = cache;
    }

    @Serdeable
    record Answer(Connection<ProductSummary.Node> products) {}

    public Cached<Page<ProductSummary>> in(ProductFilter filter, PageRequest page, StoreCall at) {
        var search = filter.search();
        var order = filter.ordering();
        var question = String.join("\n", "products", search.toString(), String.valueOf(order.sortKey()),
                String.valueOf(order.descending()), String.valueOf(page));
        return cache.read(at.shop(), question, PAGE, at.fresh(), () -> LIST.page(admin, at, search, order, page))
                .map(found -> found.map(ProductSummary::of));
    }
}
