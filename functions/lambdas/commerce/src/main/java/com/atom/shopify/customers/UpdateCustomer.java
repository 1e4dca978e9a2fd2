package com.atom.shopify.customers;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.edge.Steps;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.id.Gid;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/// Changes a customer: its own fields, what it said about being written to, its addresses. Each is a call of its own; when a
/// later one is refused the answer says that the earlier ones were kept.
@Singleton
public final class UpdateCustomer {
    private static final Operation<Answer> UPDATE = Operation.of(UpdateCustomer.class, Answer.class)
            .withFragments("CustomerFields", "CustomerAddressFields").toleratingWithheld();

    private final AdminApi admin;
    private final ReadCustomer read;
    private final SetConsent consent;
    private final ChangeAddresses addresses;

    UpdateCustomer(AdminApi admin, ReadCustomer read, SetConsent consent, ChangeAddresses addresses) {
        this.admin = admin;
        this.read = read;
        this.consent = consent;
        this.addresses = addresses;
    }

    @Serdeable
    record Answer(CustomerPayload customerUpdate) {}

    public CustomerJson with(Gid id, CustomerChanges changes, StoreCall at) {
        var steps = new Steps();
        var updated = fields(id, changes, steps, at);
        var asked = consent.of(id, changes.emailMarketingConsent(), changes.smsMarketingConsent(), steps, at)
                .or(() -> updated);
        addresses.of(id, changes.addressChanges(), steps, at);
        return read.json(asked.filter(_ -> changes.addressChanges().isEmpty()).orElseGet(() -> read.answer(id, at)),
                at);
    }

    private Optional<CustomerAnswer> fields(Gid id, CustomerChanges changes, Steps steps, StoreCall at) {
        var fields = CustomerInputs.of(changes);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        var input = fields.with("id", id.toString()).fields();
        return Optional.of(steps.next(
                () -> CustomerAnswer.of(admin.runWithheld(at, UPDATE.with(Map.of("input", input))),
                        Answer::customerUpdate)));
    }
}
