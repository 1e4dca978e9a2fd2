package com.atom.shopify.customers;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.edge.Steps;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Creates a customer with its addresses in one call, then sets its consent, which that call has no place for.
///
/// Shopify does not recognize a repeated creation. A customer with an e-mail address or a phone number is found again by it
/// when the outcome is unclear, and what came of the first attempt is made whole; with neither the outcome stays unknown.
@Singleton
public final class CreateCustomer {
    private static final Operation<Answer> CREATE = Operation.of(CreateCustomer.class, Answer.class)
            .withFragments("CustomerFields", "CustomerAddressFields").toleratingWithheld();
    private static final Operation<Found> FIND = Operation.of(CreateCustomer.class, "FindCustomer", Found.class);

    private final AdminApi admin;
    private final ReadCustomer read;
    private final SetConsent consent;

    CreateCustomer(AdminApi admin, ReadCustomer read, SetConsent consent) {
        this.admin = admin;
        this.read = read;
        this.consent = consent;
    }

    @Serdeable
    record Answer(CustomerPayload customerSet) {}

    @Serdeable
    record Found(@Nullable Twin customerByIdentifier) {}

    @Serdeable
    record Twin(Instant createdAt) {}

    public CustomerJson of(NewCustomer customer, StoreCall at) {
        var input = CustomerInputs.of(customer);
        var steps = new Steps();
        var created = steps.next(
                () -> at.findable(() -> set(input, null, at), sent -> again(customer, input, sent.from(), at)));
        var id = Gid.ofShopify(Gid.Kind.CUSTOMER, created.node().id());
        var whole = consent.of(id, customer.emailMarketingConsent(), customer.smsMarketingConsent(), steps, at);
        return read.json(whole.orElse(created), at);
    }

    private CustomerAnswer again(NewCustomer customer, Map<String, @Nullable Object> input, Instant since,
            StoreCall at) {
        var identity = customer.identity().orElseThrow(() -> new FailureException(new Failure.OutcomeUnknown(
                "Shopify may or may not have created this customer; look for the name before you try again with"
                        + " another Idempotency-Key.")));
        var twin = admin.run(at, FIND.with(Map.of("identifier", identity.forReading()))).customerByIdentifier();
        if (twin != null && twin.createdAt().isBefore(since)) {
            throw CustomerErrors.taken(identity.name());
        }
        return set(input, identity.forWriting(), at);
    }

    private CustomerAnswer set(Map<String, @Nullable Object> input, @Nullable Map<String, String> identifier,
            StoreCall at) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("input", input);
        variables.put("identifier", identifier);
        return CustomerAnswer.of(admin.runWithheld(at, CREATE.with(variables)), Answer::customerSet);
    }
}
