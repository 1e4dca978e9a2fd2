package com.atom.shopify.sales;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.id.Gid;
import com.atom.shopify.sales.OrderNode.AgreementNode;
import com.atom.shopify.sales.OrderNode.SaleNode;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads an order with Shopify's own ledger, whole, however many calls that takes.
@Singleton
public final class ReadOrderLedger implements ShopifysLedger {
    private static final Operation<Answer> READ = Operation.of(ReadOrderLedger.class, Answer.class)
            .toleratingWithheld();
    // A query may cost 1,000 points (shopify-platform 4.1), and a sale seven, because lines of goods and of gift cards both count.
    private static final int AGREEMENTS = 5;
    private static final int SALES = 20;
    private static final int MOST_SALES = 100;

    private final AdminApi admin;

    ReadOrderLedger(AdminApi admin) {
        this.admin = admin;
    }

    @Serdeable
    record Answer(@Nullable OrderNode order) {}

    @Override
    public Optional<OrderDocument> of(Gid order, Errand errand) {
        var ledger = new ArrayList<Agreement>();
        var after = Optional.<String>empty();
        while (true) {
            var node = page(order, errand, AGREEMENTS, after, SALES, Optional.empty());
            if (node.isEmpty()) {
                return Optional.empty();
            }
            var before = after;
            for (var edge : agreements(node.get()).edges()) {
                ledger.add(edge.node().agreement(node.get(), sales(order, errand, edge.node(), before)));
                before = Optional.of(edge.cursor());
            }
            var page = agreements(node.get()).pageInfo();
            if (!page.hasNextPage()) {
                return Optional.of(node.get().document(ledger));
            }
            after = before;
        }
    }

    /// All sales of an agreement that comes after the given cursor.
    private List<SaleNode> sales(Gid order, Errand errand, AgreementNode agreement, Optional<String> before) {
        var all = new ArrayList<SaleNode>();
        var page = agreement.sales();
        while (page != null) {
            all.addAll(page.nodes());
            page = page.pageInfo().hasNextPage()
                    ? page(order, errand, 1, before, MOST_SALES, Optional.ofNullable(page.pageInfo().endCursor()))
                            .flatMap(more -> agreements(more).edges().stream().findFirst())
                            .map(edge -> edge.node().sales()).orElse(null)
                    : null;
        }
        return all;
    }

    private Optional<OrderNode> page(Gid order, Errand errand, int agreements, Optional<String> after, int sales,
            Optional<String> afterSale) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("id", order.toString());
        variables.put("agreements", agreements);
        variables.put("after", after.orElse(null));
        variables.put("sales", sales);
        variables.put("afterSale", afterSale.orElse(null));
        return Optional.ofNullable(admin.runWithheld(errand, READ.with(variables)).answer().order());
    }

    private static OrderNode.Agreements agreements(OrderNode node) {
        if (node.agreements() == null) {
            throw new IllegalStateException("agreements were asked for");
        }
        return node.agreements();
    }
}
