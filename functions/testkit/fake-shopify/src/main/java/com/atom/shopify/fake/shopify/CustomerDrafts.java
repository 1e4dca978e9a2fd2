package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Customer.Consent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the inputs of customer mutations mean, and what Shopify objects to.
final class CustomerDrafts {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final int LONGEST = 255;

    private CustomerDrafts() {}

    /// Takes over what is given; what is null is taken away.
    static List<Problem> apply(Customer draft, Input input, Shop shop) {
        var problems = new ArrayList<Problem>();
        draft.firstName = text(input, "firstName", draft.firstName, problems);
        draft.lastName = text(input, "lastName", draft.lastName, problems);
        draft.email = text(input, "email", draft.email, problems);
        draft.phone = text(input, "phone", draft.phone, problems);
        draft.note = text(input, "note", draft.note, problems);
        draft.locale = input.text("locale").orElse(draft.locale);
        draft.taxExempt = input.truth("taxExempt").orElse(draft.taxExempt);
        if (input.given("tags")) {
            draft.tags = ProductDrafts.tags(input.texts("tags"));
        }
        if (input.given("taxExemptions")) {
            draft.taxExemptions = input.texts("taxExemptions");
        }
        if (input.given("addresses")) {
            draft.addresses = input.objects("addresses").stream()
                    .map(address -> Address.of(shop.catalog().newId(), address)).toList();
        }
        identity(draft, shop, problems);
        return problems;
    }

    private static void identity(Customer draft, Shop shop, List<Problem> problems) {
        String email = draft.email;
        String phone = draft.phone;
        if (email != null && !EMAIL.matcher(email).matches()) {
            problems.add(Problem.coded("INVALID", "Email is invalid", "email"));
        } else if (email != null && shop.customers().byEmail(email).filter(other -> other.id != draft.id).isPresent()) {
            problems.add(Problem.coded("TAKEN", "Email has already been taken", "email"));
        }
        if (phone != null && !PHONE.matcher(phone).matches()) {
            problems.add(Problem.coded("INVALID", "Phone is invalid", "phone"));
        } else if (phone != null && shop.customers().byPhone(phone).filter(other -> other.id != draft.id).isPresent()) {
            problems.add(Problem.coded("TAKEN", "Phone has already been taken", "phone"));
        }
        if (email == null && phone == null && draft.firstName == null && draft.lastName == null) {
            problems.add(Problem.coded("INVALID", "A name, phone number, or email address must be present"));
        }
    }

    private static @Nullable String text(Input input, String field, @Nullable String before, List<Problem> problems) {
        if (!input.given(field)) {
            return before;
        }
        Optional<String> text = input.text(field).map(String::strip).filter(given -> !given.isEmpty());
        int longest = field.equals("note") ? 5_000 : LONGEST;
        if (text.isPresent() && text.get().length() > longest) {
            problems.add(Problem.coded("TOO_LONG",
                    field + " is too long (maximum is " + longest + " characters)", field));
        }
        return text.orElse(null);
    }

    static Consent consent(Input input, Instant now) {
        return new Consent(input.text("marketingState").orElse("NOT_SUBSCRIBED"),
                input.text("marketingOptInLevel").orElse("SINGLE_OPT_IN"),
                input.text("consentUpdatedAt").map(Instant::parse).orElse(now));
    }

    /// The customer of this id or address with what is given, or a new one. Nobody knows it before [Customers#add].
    static Customer upserted(Shop shop, Input input, Optional<String> orderEmail) {
        Optional<String> email = input.text("email").or(() -> orderEmail);
        Customer draft = input.text("id").flatMap(id -> CustomerFields.find(shop, id))
                .or(() -> email.flatMap(shop.customers()::byEmail)).map(Customer::copy)
                .orElseGet(() -> new Customer(shop.catalog().newId(), shop.now()));
        input.text("firstName").ifPresent(name -> draft.firstName = name);
        input.text("lastName").ifPresent(name -> draft.lastName = name);
        email.ifPresent(address -> draft.email = address);
        return draft;
    }
}
