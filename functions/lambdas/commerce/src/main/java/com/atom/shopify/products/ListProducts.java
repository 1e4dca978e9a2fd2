package com.atom.shopify.products;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.connections.Store;
import com.atom.shopify.time.Deadline;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the products of a store, page by page.
@Singleton
public final class ListProducts {
    private static final Operation<Answer> LIST = Operation.of(ListProducts.class, Answer.class);
    /// A product in a list costs five points and no query may ask for more than 1,000.
    private static final int MOST_AT_ONCE = 125;

    private final AdminApi admin;

    ListProducts(AdminApi admin) {
        this.admin = admin;
    }

    /// One page; no cursor means that it is the last.
    public record Page(List<ProductSummary> items, @Nullable String nextCursor) {}

    @Serdeable
    record Answer(Connection products) {}

    @Serdeable
    record Connection(List<ProductSummary.Node> nodes, ProductNode.PageInfo pageInfo) {}

    public Page in(ProductFilter filter, Store store, Deadline deadline) {
        var items = new ArrayList<ProductSummary>();
        var cursor = filter.cursor();
        var after = cursor == null ? null : Cursor.read(store.shop(), filter, cursor);
        while (true) {
            var variables = new HashMap<String, @Nullable Object>();
            variables.put("first", Math.min(MOST_AT_ONCE, filter.pageSize() - items.size()));
            variables.put("after", after);
            variables.put("query", filter.search().isEmpty() ? null : filter.search());
            variables.put("sortKey", filter.sortKey().name());
            variables.put("reverse", filter.descending());
            var products = admin.run(store.shop(), LIST.with(variables), deadline).products();
            products.nodes().forEach(node -> items.add(ProductSummary.of(node)));
            after = products.pageInfo().endCursor();
            if (!products.pageInfo().hasNextPage() || after == null) {
                return new Page(items, null);
            }
            if (items.size() >= filter.pageSize()) {
                return new Page(items, Cursor.write(store.shop(), filter, after));
            }
        }
    }
}
