package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creating, changing and deleting customers. Each mutation takes effect as a whole or not at all.
final class CustomerMutations {
    private static final String MUTATION = "Mutation";
    private static final String[] FIELDS = {"id", "email", "phone", "firstName", "lastName", "note", "tags",
            "taxExempt",
            "taxExemptions", "locale", "emailMarketingConsent", "smsMarketingConsent", "addresses"};
    private static final String[] SET_FIELDS = {"id", "email", "phone", "firstName", "lastName", "note", "tags",
            "taxExempt", "taxExemptions", "locale", "addresses"};

    private CustomerMutations() {}

    static void wire(Wiring wiring) {
        List.of("Create", "Update", "Set", "EmailMarketingConsentUpdate", "SmsMarketingConsentUpdate",
                "UpdateDefaultAddress")
                .forEach(name -> wiring.plain("Customer" + name + "Payload", "customer", "userErrors"));
        wiring.plain("CustomerDeletePayload", "deletedCustomerId", "shop", "userErrors");
        wiring.plain("CustomerAddressCreatePayload", "address", "userErrors");
        wiring.plain("CustomerAddressUpdatePayload", "address", "userErrors");
        wiring.plain("CustomerAddressDeletePayload", "deletedAddressId", "userErrors");
        List.of("CustomerSetUserError", "CustomerEmailMarketingConsentUpdateUserError",
                "CustomerSmsMarketingConsentError").forEach(name -> wiring.plain(name, "field", "message", "code"));
        wiring.root(MUTATION, "customerCreate", CustomerMutations::create);
        wiring.root(MUTATION, "customerUpdate", CustomerMutations::update);
        wiring.root(MUTATION, "customerSet", CustomerMutations::set);
        wiring.root(MUTATION, "customerDelete", CustomerMutations::delete);
        wiring.root(MUTATION, "customerEmailMarketingConsentUpdate",
                (shop, call) -> consent(shop, call, "emailMarketingConsent"));
        wiring.root(MUTATION, "customerSmsMarketingConsentUpdate",
                (shop, call) -> consent(shop, call, "smsMarketingConsent"));
        wiring.root(MUTATION, "customerAddressCreate", CustomerMutations::addAddress);
        wiring.root(MUTATION, "customerAddressUpdate", CustomerMutations::changeAddress);
        wiring.root(MUTATION, "customerAddressDelete", CustomerMutations::deleteAddress);
        wiring.root(MUTATION, "customerUpdateDefaultAddress", (shop, call) -> withAddress(shop, call,
                (draft, address) -> saved(shop, preferred(draft, address))));
    }

    private static Map<String, @Nullable Object> create(Shop shop, Call call) {
        Input input = call.input("input").only(FIELDS);
        var draft = new Customer(shop.catalog().newId(), shop.now());
        var problems = new ArrayList<>(CustomerDrafts.apply(draft, input, shop));
        if (input.text("id").isPresent()) {
            problems.add(Problem.at("Id cannot be specified when creating a customer", "id"));
        }
        input.object("emailMarketingConsent")
                .ifPresent(consent -> draft.emailConsent = CustomerDrafts.consent(consent, shop.now()));
        input.object("smsMarketingConsent")
                .ifPresent(consent -> draft.smsConsent = CustomerDrafts.consent(consent, shop.now()));
        return saved(shop, draft, problems);
    }

    private static Map<String, @Nullable Object> update(Shop shop, Call call) {
        Input input = call.input("input").only(FIELDS);
        Optional<Customer> known = CustomerFields.find(shop, input.text("id").orElse("")).map(Customer::copy);
        if (known.isEmpty()) {
            return notFound(shop, "id");
        }
        var problems = new ArrayList<>(CustomerDrafts.apply(known.get(), input, shop));
        if (input.given("emailMarketingConsent") || input.given("smsMarketingConsent")) {
            problems.add(Problem.at("To update marketing consent, use the consent update mutations instead",
                    input.given("emailMarketingConsent") ? "emailMarketingConsent" : "smsMarketingConsent"));
        }
        return saved(shop, known.get(), problems);
    }

    /// Creates or changes the customer that the identifier names.
    private static Map<String, @Nullable Object> set(Shop shop, Call call) {
        Input identifier = call.input("identifier").only("id", "email", "phone");
        Input input = call.input("input").only(SET_FIELDS);
        Optional<Customer> known = identifier.text("id").or(() -> input.text("id"))
                .flatMap(id -> CustomerFields.find(shop, id))
                .or(() -> identifier.text("email").flatMap(shop.customers()::byEmail))
                .or(() -> identifier.text("phone").flatMap(shop.customers()::byPhone)).map(Customer::copy);
        if (identifier.text("id").isPresent() && known.isEmpty()) {
            return ProductMutations.refused(shop,
                    List.of(Problem.coded("NOT_FOUND", "Customer does not exist", "identifier", "id")));
        }
        for (String field : List.of("email", "phone")) {
            if (identifier.text(field).isPresent()
                    && !identifier.text(field)
                            .equals(input.given(field) ? input.text(field) : identifier.text(field))) {
                return ProductMutations.refused(shop, List.of(Problem.coded("INPUT_MISMATCH",
                        "The input field corresponding to the identifier does not match the identifier value.", "input",
                        field)));
            }
        }
        Customer draft = known.orElseGet(() -> new Customer(shop.catalog().newId(), shop.now()));
        identifier.text("email").ifPresent(email -> draft.email = email);
        identifier.text("phone").ifPresent(phone -> draft.phone = phone);
        return saved(shop, draft, CustomerDrafts.apply(draft, input, shop).stream()
                .map(problem -> problem.below("input")).toList());
    }

    private static Map<String, @Nullable Object> delete(Shop shop, Call call) {
        Optional<Customer> known = CustomerFields.find(shop, call.input("input").text("id").orElse(""));
        if (known.isEmpty()) {
            return notFound(shop, "id");
        }
        if (CustomerFields.orders(known.get(), shop).findAny().isPresent()) {
            return ProductMutations.refused(shop,
                    List.of(Problem.at("Customer can’t be deleted because they have associated orders", "id")));
        }
        shop.changes().deleted(known.get());
        return ProductMutations.done(shop, "deletedCustomerId", known.get().gid());
    }

    private static Map<String, @Nullable Object> consent(Shop shop, Call call, String kind) {
        Input input = call.input("input").only("customerId", kind);
        Optional<Customer> known = CustomerFields.find(shop, input.text("customerId").orElse("")).map(Customer::copy);
        if (known.isEmpty()) {
            return ProductMutations.refused(shop,
                    List.of(Problem.coded("INVALID", "Customer does not exist", "input", "customerId")));
        }
        Customer draft = known.get();
        Input given = input.object(kind).orElseThrow();
        var problems = new ArrayList<Problem>();
        if (!List.of("SUBSCRIBED", "UNSUBSCRIBED", "PENDING").contains(given.text("marketingState").orElse(""))) {
            problems.add(Problem.coded("INVALID", "Marketing state is invalid", "input", kind, "marketingState"));
        }
        boolean email = kind.startsWith("email");
        if ((email ? draft.email : draft.phone) == null) {
            problems.add(Problem.coded("INVALID", "A customer without " + (email ? "an email" : "a phone number")
                    + " cannot be contacted this way", "input", kind));
        }
        var consent = CustomerDrafts.consent(given, shop.now());
        if (email) {
            draft.emailConsent = consent;
        } else {
            draft.smsConsent = consent;
        }
        return saved(shop, draft, problems);
    }

    private static Map<String, @Nullable Object> addAddress(Shop shop, Call call) {
        Optional<Customer> known = CustomerFields.find(shop, call.text("customerId")).map(Customer::copy);
        if (known.isEmpty()) {
            return notFound(shop, "customerId");
        }
        Address address = Address.of(shop.catalog().newId(), call.input("address"));
        if (known.get().addresses.stream().anyMatch(address::same)) {
            return ProductMutations.refused(shop, List.of(Problem.at("Address already exists", "address")));
        }
        var addresses = new ArrayList<>(known.get().addresses);
        addresses.add(call.truth("setAsDefault") ? 0 : addresses.size(), address);
        known.get().addresses = List.copyOf(addresses);
        saved(shop, known.get());
        return ProductMutations.done(shop, "address", address);
    }

    private static Map<String, @Nullable Object> changeAddress(Shop shop, Call call) {
        return withAddress(shop, call, (draft, address) -> {
            var merged = new LinkedHashMap<String, @Nullable Object>(address.fields());
            call.input("address").fields().forEach((name, value) -> merged.put(String.valueOf(name), value));
            Address changed = Address.of(address.id(), Input.of("address", merged));
            draft.addresses = draft.addresses.stream().map(old -> old.id() == changed.id() ? changed : old).toList();
            saved(shop, call.truth("setAsDefault") ? preferred(draft, changed) : draft);
            return ProductMutations.done(shop, "address", changed);
        });
    }

    private static Map<String, @Nullable Object> deleteAddress(Shop shop, Call call) {
        return withAddress(shop, call, (draft, address) -> {
            draft.addresses = draft.addresses.stream().filter(other -> other.id() != address.id()).toList();
            saved(shop, draft);
            return ProductMutations.done(shop, "deletedAddressId", call.text("addressId"));
        });
    }

    @FunctionalInterface
    private interface AddressChange {
        Map<String, @Nullable Object> to(Customer draft, Address address);
    }

    private static Map<String, @Nullable Object> withAddress(Shop shop, Call call, AddressChange change) {
        Optional<Customer> known = CustomerFields.find(shop, call.text("customerId")).map(Customer::copy);
        if (known.isEmpty()) {
            return notFound(shop, "customerId");
        }
        return Gid.parse(call.text("addressId"), "MailingAddress")
                .flatMap(id -> known.get().address(id.number()))
                .map(address -> change.to(known.get(), address))
                .orElseGet(() -> ProductMutations.refused(shop,
                        List.of(Problem.at("Address does not exist", "addressId"))));
    }

    private static Customer preferred(Customer draft, Address address) {
        var addresses = new ArrayList<>(draft.addresses);
        addresses.removeIf(other -> other.id() == address.id());
        addresses.addFirst(address);
        draft.addresses = List.copyOf(addresses);
        return draft;
    }

    private static Map<String, @Nullable Object> notFound(Shop shop, Object... path) {
        return ProductMutations.refused(shop, List.of(Problem.coded("NOT_FOUND", "Customer does not exist", path)));
    }

    private static Map<String, @Nullable Object> saved(Shop shop, Customer draft, List<Problem> problems) {
        return problems.isEmpty() ? saved(shop, draft) : ProductMutations.refused(shop, problems);
    }

    private static Map<String, @Nullable Object> saved(Shop shop, Customer draft) {
        draft.updatedAt = shop.now();
        shop.changes().saved(draft);
        return ProductMutations.done(shop, "customer", draft);
    }
}
