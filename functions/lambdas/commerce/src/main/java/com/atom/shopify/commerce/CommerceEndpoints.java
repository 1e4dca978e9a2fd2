package com.atom.shopify.commerce;

import static com.atom.shopify.id.Gid.Kind.CUSTOMER;
import static com.atom.shopify.id.Gid.Kind.ORDER;
import static com.atom.shopify.id.Gid.Kind.PRODUCT;

import com.atom.shopify.customers.CustomerChanges;
import com.atom.shopify.customers.CustomerFilter;
import com.atom.shopify.customers.CustomerJson;
import com.atom.shopify.customers.CustomerSummary;
import com.atom.shopify.customers.Customers;
import com.atom.shopify.customers.NewCustomer;
import com.atom.shopify.edge.Endpoints;
import com.atom.shopify.edge.Handler;
import com.atom.shopify.orders.Cancellation;
import com.atom.shopify.orders.CancelledOrder;
import com.atom.shopify.orders.FulfillmentJson;
import com.atom.shopify.orders.NewFulfillment;
import com.atom.shopify.orders.NewOrder;
import com.atom.shopify.orders.NewRefund;
import com.atom.shopify.orders.OrderChanges;
import com.atom.shopify.orders.OrderFilter;
import com.atom.shopify.orders.OrderJson;
import com.atom.shopify.orders.OrderSummary;
import com.atom.shopify.orders.Orders;
import com.atom.shopify.orders.PlacedOrder;
import com.atom.shopify.orders.RefundJson;
import com.atom.shopify.products.NewProduct;
import com.atom.shopify.products.ProductChanges;
import com.atom.shopify.products.ProductFilter;
import com.atom.shopify.products.ProductJson;
import com.atom.shopify.products.ProductSummary;
import com.atom.shopify.products.Products;
import com.atom.shopify.routes.CommerceRoute;
import jakarta.inject.Singleton;
import java.util.List;

/// Which use case answers which route of the commerce function.
@Singleton
final class CommerceEndpoints implements Endpoints<CommerceRoute> {
    private final Products products;
    private final Orders orders;
    private final Customers customers;

    CommerceEndpoints(Products products, Orders orders, Customers customers) {
        this.products = products;
        this.orders = orders;
        this.customers = customers;
    }

    @Override
    public List<CommerceRoute> routes() {
        return List.of(CommerceRoute.values());
    }

    @Override
    public Handler handler(CommerceRoute route) {
        return switch (route) {
            case LIST_PRODUCTS -> Handler.cachedList(ProductFilter.class, ProductSummary.class, products.list()::in);
            case READ_PRODUCT -> Handler.cachedGet(PRODUCT, ProductJson.class, products.read()::byId);
            case CREATE_PRODUCT -> Handler.create(NewProduct.class, ProductJson.class, CommerceRoute.READ_PRODUCT,
                    products.create()::of);
            case UPDATE_PRODUCT -> Handler.update(PRODUCT, ProductChanges.class, ProductJson.class,
                    products.update()::with);
            case DELETE_PRODUCT -> Handler.delete(PRODUCT, products.delete()::byId);
            case LIST_CUSTOMERS -> Handler.list(CustomerFilter.class, CustomerSummary.class, customers.list()::in);
            case READ_CUSTOMER -> Handler.get(CUSTOMER, CustomerJson.class, customers.read()::byId);
            case CREATE_CUSTOMER -> Handler.create(NewCustomer.class, CustomerJson.class,
                    CommerceRoute.READ_CUSTOMER, customers.create()::of);
            case UPDATE_CUSTOMER -> Handler.update(CUSTOMER, CustomerChanges.class, CustomerJson.class,
                    customers.update()::with);
            case DELETE_CUSTOMER -> Handler.delete(CUSTOMER, customers.delete()::byId);
            case LIST_ORDERS -> Handler.list(OrderFilter.class, OrderSummary.class, orders.list()::in);
            case CREATE_ORDER -> Handler.submit(NewOrder.class, PlacedOrder.class, List.of(201), orders.create()::of);
            case READ_ORDER -> Handler.get(ORDER, OrderJson.class, orders.read()::byId);
            case UPDATE_ORDER -> Handler.update(ORDER, OrderChanges.class, OrderJson.class, orders.update()::with);
            case CANCEL_ORDER -> Handler.act(ORDER, Cancellation.class, CancelledOrder.class, List.of(200, 202),
                    orders.cancel()::with);
            case CLOSE_ORDER -> Handler.act(ORDER, OrderJson.class, List.of(200), orders.close()::byId);
            case FULFILL_ORDER -> Handler.act(ORDER, NewFulfillment.class, FulfillmentJson.class, List.of(201),
                    orders.fulfill()::with);
            case REFUND_ORDER -> Handler.act(ORDER, NewRefund.class, RefundJson.class, List.of(201),
                    orders.refund()::with);
        };
    }
}
