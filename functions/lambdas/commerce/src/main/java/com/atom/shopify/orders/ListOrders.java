package com.atom.shopify.orders;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.Connection;
import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.lists.ShopifyList;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.TreeSet;

/// Lists the orders of a store, page by page. Without the scope `read_all_orders` Shopify shows those of the last 60 days only
/// (shopify-platform 5.2).
@Singleton
public final class ListOrders {
    /// An order in a list costs eight points and no query may ask for more than 1,000.
    private static final ShopifyList<Answer, OrderSummary.Node> LIST = new ShopifyList<>(
            Operation.of(ListOrders.class, Answer.class).withFragments("MoneyFields").toleratingWithheld(),
            Answer::orders, 100);

    private final AdminApi admin;

    ListOrders(AdminApi admin) {
        this.admin = admin;
    }

    @Serdeable
    record Answer(Connection<OrderSummary.Node> orders) {}

    public Page<OrderSummary> in(OrderFilter filter, PageRequest page, StoreCall at) {
        Set<String> withheld = new TreeSet<>();
        var found = LIST.page(admin, at, filter.search(), filter.ordering(), page, withheld::addAll);
        var fields = OrderJson.withheld(withheld);
        return found.map(node -> OrderSummary.of(node, fields));
    }
}
