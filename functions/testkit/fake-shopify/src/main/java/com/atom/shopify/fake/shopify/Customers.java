package com.atom.shopify.fake.shopify;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The customers of one shop. Guarded by the shop's lock.
final class Customers {
    private final Map<Long, Customer> customers = new LinkedHashMap<>();

    Collection<Customer> all() {
        return customers.values();
    }

    Optional<Customer> find(long id) {
        return Optional.ofNullable(customers.get(id));
    }

    Optional<Customer> byEmail(String email) {
        return customers.values().stream().filter(customer -> email.equalsIgnoreCase(customer.email)).findFirst();
    }

    Optional<Customer> byPhone(String phone) {
        return customers.values().stream().filter(customer -> phone.equals(customer.phone)).findFirst();
    }

    void add(Customer customer) {
        customers.put(customer.id, customer);
    }

    void remove(Customer customer) {
        customers.remove(customer.id);
    }
}
