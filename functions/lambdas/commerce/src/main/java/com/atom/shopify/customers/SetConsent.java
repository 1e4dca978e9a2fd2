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
import org.jspecify.annotations.Nullable;

/// Sets what a customer said about being written to. Shopify has a mutation of its own for each way.
@Singleton
final class SetConsent {
    private static final Operation<EmailAnswer> EMAIL = operation("UpdateEmailConsent", EmailAnswer.class);
    private static final Operation<SmsAnswer> SMS = operation("UpdateSmsConsent", SmsAnswer.class);

    private final AdminApi admin;

    SetConsent(AdminApi admin) {
        this.admin = admin;
    }

    @Serdeable
    record EmailAnswer(CustomerPayload customerEmailMarketingConsentUpdate) {}

    @Serdeable
    record SmsAnswer(CustomerPayload customerSmsMarketingConsentUpdate) {}

    private static <R> Operation<R> operation(String name, Class<R> answer) {
        return Operation.of(SetConsent.class, name, answer).withFragments("CustomerFields", "CustomerAddressFields")
                .toleratingWithheld();
    }

    /// The customer after the last change, nothing when there was none.
    Optional<CustomerAnswer> of(Gid customer, @Nullable NewConsent email, @Nullable NewConsent sms, Steps steps,
            StoreCall at) {
        var afterEmail = Optional.ofNullable(email).map(consent -> steps.next(() -> CustomerAnswer.of(
                admin.runWithheld(at, EMAIL.with(input(consent, "emailMarketingConsent", customer))),
                EmailAnswer::customerEmailMarketingConsentUpdate)));
        var afterSms = Optional.ofNullable(sms).map(consent -> steps.next(() -> CustomerAnswer.of(
                admin.runWithheld(at, SMS.with(input(consent, "smsMarketingConsent", customer))),
                SmsAnswer::customerSmsMarketingConsentUpdate)));
        return afterSms.or(() -> afterEmail);
    }

    private static Map<String, Object> input(NewConsent consent, String field, Gid customer) {
        return Map.of("input", CustomerInputs.of(consent, field, customer));
    }
}
