package com.atom.shopify.commerce;

import static com.atom.shopify.id.Gid.Kind.ORDER;
import static com.atom.shopify.id.Gid.Kind.PRODUCT;

import com.atom.shopify.edge.Endpoints;
import com.atom.shopify.edge.Handler;
import com.atom.shopify.orders.CancelOrder;
import com.atom.shopify.orders.Cancellation;
import com.atom.shopify.orders.CancelledOrder;
import com.atom.shopify.orders.CloseOrder;
import com.atom.shopify.orders.CreateOrder;
import com.atom.shopify.orders.FulfillOrder;
import com.atom.shopify.orders.FulfillmentJson;
import com.atom.shopify.orders.ListOrders;
import com.atom.shopify.orders.NewFulfillment;
import com.atom.shopify.orders.NewOrder;
import com.atom.shopify.orders.NewRefund;
import com.atom.shopify.orders.OrderChanges;
import com.atom.shopify.orders.OrderFilter;
import com.atom.shopify.orders.OrderJson;
import com.atom.shopify.orders.OrderSummary;
import com.atom.shopify.orders.PlacedOrder;
import com.atom.shopify.orders.ReadOrder;
import com.atom.shopify.orders.RefundJson;
import com.atom.shopify.orders.RefundOrder;
import com.atom.shopify.orders.UpdateOrder;
import com.atom.shopify.products.CreateProduct;
import com.atom.shopify.products.DeleteProduct;
import com.atom.shopify.products.ListProducts;
import com.atom.shopify.products.NewProduct;
import com.atom.shopify.products.ProductChanges;
import com.atom.shopify.products.ProductFilter;
import com.atom.shopify.products.ProductJson;
import com.atom.shopify.products.ProductSummary;
import com.atom.shopify.products.ReadProduct;
import com.atom.shopify.products.UpdateProduct;
import com.atom.shopify.routes.CommerceRoute;
import jakarta.inject.Singleton;
import java.util.List;

/// Which use case answers which route of the commerce function.
@Singleton
final class CommerceEndpoints implements Endpoints<CommerceRoute> {
    private final ListProducts listProducts;
    private final ReadProduct readProduct;
    private final CreateProduct createProduct;
    private final UpdateProduct updateProduct;
    private final DeleteProduct deleteProduct;
    private final ListOrders listOrders;
    private final ReadOrder readOrder;
    private final CreateOrder createOrder;
    private final UpdateOrder updateOrder;
    private final CancelOrder cancelOrder;
    private final CloseOrder closeOrder;
    private final FulfillOrder fulfillOrder;
    private final RefundOrder refundOrder;

    CommerceEndpoints(ListProducts listProducts, ReadProduct readProduct, CreateProduct createProduct,
            UpdateProduct updateProduct, DeleteProduct deleteProduct, ListOrders listOrders, ReadOrder readOrder,
            CreateOrder createOrder, UpdateOrder updateOrder, CancelOrder cancelOrder, CloseOrder closeOrder,
            FulfillOrder fulfillOrder, RefundOrder refundOrder) {
        this.listProducts = listProducts;
        this.readProduct = readProduct;
        this.createProduct = createProduct;
        this.updateProduct = updateProduct;
        this.deleteProduct = deleteProduct;
        this.listOrders = listOrders;
        this.readOrder = readOrder;
        this.createOrder = createOrder;
        this.updateOrder = updateOrder;
        this.cancelOrder = cancelOrder;
        this.closeOrder = closeOrder;
        this.fulfillOrder = fulfillOrder;
        this.refundOrder = refundOrder;
    }

    @Override
    public List<CommerceRoute> routes() {
        return List.of(CommerceRoute.values());
    }

    @Override
    public Handler handler(CommerceRoute route) {
        return switch (route) {
            case LIST_PRODUCTS -> Handler.cachedList(ProductFilter.class, ProductSummary.class, listProducts::in);
            case READ_PRODUCT -> Handler.cachedGet(PRODUCT, ProductJson.class, readProduct::byId);
            case CREATE_PRODUCT -> Handler.create(NewProduct.class, ProductJson.class, CommerceRoute.READ_PRODUCT,
                    createProduct::of);
            case UPDATE_PRODUCT -> Handler.update(PRODUCT, ProductChanges.class, ProductJson.class,
                    updateProduct::with);
            case DELETE_PRODUCT -> Handler.delete(PRODUCT, deleteProduct::byId);
            case LIST_ORDERS -> Handler.list(OrderFilter.class, OrderSummary.class, listOrders::in);
            case CREATE_ORDER -> Handler.submit(NewOrder.class, PlacedOrder.class, List.of(201), createOrder::of);
            case READ_ORDER -> Handler.get(ORDER, OrderJson.class, readOrder::byId);
            case UPDATE_ORDER -> Handler.update(ORDER, OrderChanges.class, OrderJson.class, updateOrder::with);
            case CANCEL_ORDER -> Handler.act(ORDER, Cancellation.class, CancelledOrder.class, List.of(200, 202),
                    cancelOrder::with);
            case CLOSE_ORDER -> Handler.act(ORDER, OrderJson.class, List.of(200), closeOrder::byId);
            case FULFILL_ORDER -> Handler.act(ORDER, NewFulfillment.class, FulfillmentJson.class, List.of(201),
                    fulfillOrder::with);
            case REFUND_ORDER -> Handler.act(ORDER, NewRefund.class, RefundJson.class, List.of(201),
                    refundOrder::with);
        };
    }
}
