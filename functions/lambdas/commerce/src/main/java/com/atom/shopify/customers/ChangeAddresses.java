package com.atom.shopify.customers;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.edge.Steps;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.id.Gid;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Changes, adds and removes addresses in the order of the request, one call each. When an earlier attempt may have done some
/// of it, an address that the customer has already is not added again and one that is gone counts as removed.
@Singleton
final class ChangeAddresses {
    private static final Operation<Added> ADD = Operation.of(ChangeAddresses.class, "AddAddress", Added.class);
    private static final Operation<Changed> CHANGE = Operation.of(ChangeAddresses.class, "ChangeAddress",
            Changed.class);
    private static final Operation<Removed> REMOVE = Operation.of(ChangeAddresses.class, "RemoveAddress",
            Removed.class);

    private final AdminApi admin;
    private final ReadCustomer read;

    ChangeAddresses(AdminApi admin, ReadCustomer read) {
        this.admin = admin;
        this.read = read;
    }

    @Serdeable
    record Added(Errors customerAddressCreate) {}

    @Serdeable
    record Changed(Errors customerAddressUpdate) {}

    @Serdeable
    record Removed(Errors customerAddressDelete) {}

    @Serdeable
    record Errors(List<UserError> userErrors) {}

    void of(Gid customer, List<AddressChanges> changes, Steps steps, StoreCall at) {
        var known = at.write().mayHaveHappened() && !changes.isEmpty()
                ? read.addresses(read.answer(customer, at).node(), at)
                : List.<CustomerNode.Address>of();
        IntStream.range(0, changes.size()).filter(i -> known.stream().noneMatch(changes.get(i)::isDoneBy)).forEach(
                i -> steps.next(() -> {
                    var field = "addresses[" + i + "]";
                    CustomerErrors.throwIfAny(done(customer, changes.get(i), field, at), field);
                }));
    }

    private List<UserError> done(Gid customer, AddressChanges address, String field, StoreCall at) {
        return switch (address.kind()) {
            case ADD -> admin.run(at, ADD.with(variables(customer, address))).customerAddressCreate().userErrors();
            case CHANGE -> admin.run(at, CHANGE.with(withId(variables(customer, address), address, field)))
                    .customerAddressUpdate().userErrors();
            case REMOVE -> admin.run(at, REMOVE.with(Map.of("customerId", customer.toString(), "addressId",
                    address.gid(field + ".id").toString()))).customerAddressDelete().userErrors().stream()
                    .filter(error -> !(at.write().mayHaveHappened() && error.meaning() == UserError.Meaning.NOT_FOUND))
                    .toList();
        };
    }

    private static Map<String, @Nullable Object> variables(Gid customer, AddressChanges address) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("customerId", customer.toString());
        variables.put("address", address.input().fields());
        variables.put("setAsDefault", address.makeDefault());
        return variables;
    }

    private static Map<String, @Nullable Object> withId(Map<String, @Nullable Object> variables,
            AddressChanges address, String field) {
        variables.put("addressId", address.gid(field + ".id").toString());
        return variables;
    }
}
