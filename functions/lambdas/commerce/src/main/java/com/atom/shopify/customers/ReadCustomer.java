package com.atom.shopify.customers;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.id.Gid;
import com.atom.shopify.lists.Connection;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one customer with all its addresses, or fails with `customers.not-found`.
@Singleton
public final class ReadCustomer {
    private static final Operation<Answer> READ = Operation.of(ReadCustomer.class, Answer.class)
            .withFragments("CustomerFields", "CustomerAddressFields").toleratingWithheld();
    private static final Operation<MoreAddresses> MORE_ADDRESSES = Operation
            .of(ReadCustomer.class, "ReadAddresses", MoreAddresses.class).withFragments("CustomerAddressFields")
            .toleratingWithheld();

    private final AdminApi admin;

    ReadCustomer(AdminApi admin) {
        this.admin = admin;
    }

    @Serdeable
    record Answer(@Nullable CustomerNode customer) {}

    @Serdeable
    record MoreAddresses(@Nullable AddressesOf customer) {}

    @Serdeable
    record AddressesOf(Connection<CustomerNode.Address> addressesV2) {}

    public CustomerJson byId(Gid id, StoreCall at) {
        return json(answer(id, at), at);
    }

    CustomerAnswer answer(Gid id, StoreCall at) {
        var found = admin.runWithheld(at, READ.with(Map.of("id", id.toString())));
        var node = found.answer().customer();
        if (node == null) {
            throw CustomerErrors.notFound();
        }
        return new CustomerAnswer(node, found.fields());
    }

    /// The customer as the API shows it, from the answer to a change.
    CustomerJson json(CustomerAnswer answer, StoreCall at) {
        return CustomerJson.of(answer.node(), addresses(answer.node(), at), WithheldFields.of(answer.withheld()));
    }

    List<CustomerNode.Address> addresses(CustomerNode node, StoreCall at) {
        return node.addressesV2().whole(after -> {
            var found = admin.run(at, MORE_ADDRESSES.with(Map.of("id", node.id(), "after", after))).customer();
            if (found == null) {
                throw CustomerErrors.notFound();
            }
            return found.addressesV2();
        });
    }
}
