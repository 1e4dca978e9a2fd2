package com.atom.shopify.orders;

/// What creating an order gives: the order, or with `draft` a draft, which is no order yet.
public sealed interface PlacedOrder permits OrderJson, DraftJson {}
