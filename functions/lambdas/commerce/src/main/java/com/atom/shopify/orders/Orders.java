package com.atom.shopify.orders;

import jakarta.inject.Singleton;

/// What can be done with orders.
@Singleton
public record Orders(ListOrders list, ReadOrder read, CreateOrder create, UpdateOrder update, CancelOrder cancel,
        CloseOrder close, FulfillOrder fulfill, RefundOrder refund) {}
