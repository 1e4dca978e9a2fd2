package com.atom.shopify.customers;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.Connection;
import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.lists.ShopifyList;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lists the customers of a store, page by page. Shopify's search lags behind, so who asks for an e-mail address or a phone
/// number and nothing else gets the one customer that has it now, or nobody.
@Singleton
public final class ListCustomers {
    /// A customer in a list costs five points and no query may ask for more than 1,000.
    private static final ShopifyList<Answer, CustomerSummary.Node> LIST = new ShopifyList<>(
            Operation.of(ListCustomers.class, Answer.class)
                    .withFragments("CustomerSummaryFields", "CustomerAddressFields")
                    .toleratingWithheld(),
            Answer::customers, 125);
    private static final Operation<Found> LOOK_UP = Operation.of(ListCustomers.class, "LookUpCustomer", Found.class)
            .withFragments("CustomerSummaryFields", "CustomerAddressFields").toleratingWithheld();

    private final AdminApi admin;

    ListCustomers(AdminApi admin) {
        this.admin = admin;
    }

    @Serdeable
    record Answer(Connection<CustomerSummary.Node> customers) {}

    @Serdeable
    record Found(CustomerSummary.@Nullable Node customerByIdentifier) {}

    public Page<CustomerSummary> in(CustomerFilter filter, PageRequest page, StoreCall at) {
        var withheld = new HashSet<String>();
        var found = filter.identifier().map(identifier -> only(identifier, page, at, withheld)).orElseGet(
                () -> LIST.page(admin, at, filter.search(), filter.ordering(), page, withheld::addAll));
        var fields = WithheldFields.ofSummary(withheld);
        return found.map(node -> CustomerSummary.of(node, fields));
    }

    private Page<CustomerSummary.Node> only(Map<String, String> identifier, PageRequest page, StoreCall at,
            Set<String> withheld) {
        if (page.after() != null) {
            throw PageRequest.foreignCursor();
        }
        var answer = admin.runWithheld(at, LOOK_UP.with(Map.of("identifier", identifier)));
        withheld.addAll(answer.fields());
        var customer = answer.answer().customerByIdentifier();
        return new Page<>(customer == null ? List.of() : List.of(customer), null);
    }
}
