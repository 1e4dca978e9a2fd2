package com.atom.shopify.fake.shopify;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The customers of one shop. Guarded by the shop's lock.
final class Customers {
    private final Map<Long, Customer> customers = new LinkedHashMap<>();
    private final @Nullable History history;
    private final Set<Long> gone = new HashSet<>();

    Customers(@Nullable History history) {
        this.history = history;
    }

    @Nullable
    History history() {
        return history;
    }

    /// The customers that are kept as they are; a history's are not among them unless one was changed.
    Collection<Customer> kept() {
        return customers.values();
    }

    Stream<Customer> all() {
        Stream<Customer> made = history == null
                ? Stream.empty()
                : history.customers("", this::untouched).behind(null, false);
        return Stream.concat(customers.values().stream(), made);
    }

    boolean untouched(long id) {
        return !customers.containsKey(id) && !gone.contains(id);
    }

    /// The customers among whom the one is that has this id, or an address with it.
    Stream<Customer> around(long id) {
        return Stream.concat(customers.values().stream(), made(id).stream());
    }

    Optional<Customer> find(long id) {
        return Optional.ofNullable(customers.get(id)).or(() -> made(id).filter(found -> found.id == id));
    }

    private Optional<Customer> made(long id) {
        return history == null ? Optional.empty() : history.customer(id).filter(found -> untouched(found.id));
    }

    Optional<Customer> byEmail(String email) {
        return customers.values().stream().filter(customer -> email.equalsIgnoreCase(customer.email)).findFirst()
                .or(() -> Optional.ofNullable(history)
                        .flatMap(known -> known.customerBy(email.toLowerCase(Locale.ROOT)))
                        .filter(found -> untouched(found.id)));
    }

    Optional<Customer> byPhone(String phone) {
        return customers.values().stream().filter(customer -> phone.equals(customer.phone)).findFirst();
    }

    void add(Customer customer) {
        customers.put(customer.id, customer);
        gone.remove(customer.id);
    }

    void remove(Customer customer) {
        customers.remove(customer.id);
        gone.add(customer.id);
    }
}
