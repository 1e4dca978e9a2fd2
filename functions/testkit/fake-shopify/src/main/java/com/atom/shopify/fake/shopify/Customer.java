package com.atom.shopify.fake.shopify;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One customer. A change works on a copy, which [Customers#add] then makes visible as a whole.
final class Customer {
    static final String TYPE = "Customer";

    final long id;
    final Instant createdAt;
    @Nullable
    String firstName;
    @Nullable
    String lastName;
    @Nullable
    String email;
    @Nullable
    String phone;
    @Nullable
    String note;
    List<String> tags = List.of();
    List<String> taxExemptions = List.of();
    /// The first one is the default.
    List<Address> addresses = List.of();
    boolean taxExempt;
    String locale = "en";
    Consent emailConsent = Consent.NONE;
    Consent smsConsent = Consent.NONE;
    Instant updatedAt;

    /// Whether and since when marketing is welcome.
    record Consent(String state, @Nullable String level, @Nullable Instant at) {
        static final Consent NONE = new Consent("NOT_SUBSCRIBED", null, null);
    }

    Customer(long id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    Customer copy() {
        var copy = new Customer(id, createdAt);
        copy.firstName = firstName;
        copy.lastName = lastName;
        copy.email = email;
        copy.phone = phone;
        copy.note = note;
        copy.tags = tags;
        copy.taxExemptions = taxExemptions;
        copy.addresses = addresses;
        copy.taxExempt = taxExempt;
        copy.locale = locale;
        copy.emailConsent = emailConsent;
        copy.smsConsent = smsConsent;
        copy.updatedAt = updatedAt;
        return copy;
    }

    long id() {
        return id;
    }

    String gid() {
        return Gid.of(TYPE, id);
    }

    @Nullable
    String firstName() {
        return firstName;
    }

    @Nullable
    String lastName() {
        return lastName;
    }

    @Nullable
    String email() {
        return email;
    }

    Optional<Address> address(long addressId) {
        return addresses.stream().filter(address -> address.id() == addressId).findFirst();
    }

    /// The name, or what else there is to call somebody.
    String displayName() {
        String name = String.join(" ", Stream.of(firstName, lastName).filter(Objects::nonNull).toList());
        return name.isEmpty() ? Objects.requireNonNullElse(email, Objects.requireNonNullElse(phone, "")) : name;
    }
}
