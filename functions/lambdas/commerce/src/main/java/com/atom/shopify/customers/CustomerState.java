package com.atom.shopify.customers;

/// Whether a customer has an account in the store.
enum CustomerState {
    DISABLED,
    INVITED,
    ENABLED,
    DECLINED
}
