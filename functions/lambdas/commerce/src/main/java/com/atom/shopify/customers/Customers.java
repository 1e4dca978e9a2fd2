package com.atom.shopify.customers;

import jakarta.inject.Singleton;

/// What can be done with customers.
@Singleton
public record Customers(ListCustomers list, ReadCustomer read, CreateCustomer create, UpdateCustomer update,
        DeleteCustomer delete) {}
