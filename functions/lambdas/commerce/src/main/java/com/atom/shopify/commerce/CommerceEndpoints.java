package com.atom.shopify.commerce;

import static com.atom.shopify.id.Gid.Kind.CUSTOMER;
import static com.atom.shopify.id.Gid.Kind.PRODUCT;

import com.atom.shopify.customers.CreateCustomer;
import com.atom.shopify.customers.CustomerChanges;
import com.atom.shopify.customers.CustomerFilter;
import com.atom.shopify.customers.CustomerJson;
import com.atom.shopify.customers.CustomerSummary;
import com.atom.shopify.customers.DeleteCustomer;
import com.atom.shopify.customers.ListCustomers;
import com.atom.shopify.customers.NewCustomer;
import com.atom.shopify.customers.ReadCustomer;
import com.atom.shopify.customers.UpdateCustomer;
import com.atom.shopify.edge.Endpoints;
import com.atom.shopify.edge.Handler;
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
    private final ListCustomers listCustomers;
    private final ReadCustomer readCustomer;
    private final CreateCustomer createCustomer;
    private final UpdateCustomer updateCustomer;
    private final DeleteCustomer deleteCustomer;

    CommerceEndpoints(ListProducts listProducts, ReadProduct readProduct, CreateProduct createProduct,
            UpdateProduct updateProduct, DeleteProduct deleteProduct, ListCustomers listCustomers,
            ReadCustomer readCustomer, CreateCustomer createCustomer, UpdateCustomer updateCustomer,
            DeleteCustomer deleteCustomer) {
        this.listProducts = listProducts;
        this.readProduct = readProduct;
        this.createProduct = createProduct;
        this.updateProduct = updateProduct;
        this.deleteProduct = deleteProduct;
        this.listCustomers = listCustomers;
        this.readCustomer = readCustomer;
        this.createCustomer = createCustomer;
        this.updateCustomer = updateCustomer;
        this.deleteCustomer = deleteCustomer;
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
            case LIST_CUSTOMERS -> Handler.list(CustomerFilter.class, CustomerSummary.class, listCustomers::in);
            case READ_CUSTOMER -> Handler.get(CUSTOMER, CustomerJson.class, readCustomer::byId);
            case CREATE_CUSTOMER -> Handler.create(NewCustomer.class, CustomerJson.class,
                    CommerceRoute.READ_CUSTOMER, createCustomer::of);
            case UPDATE_CUSTOMER -> Handler.update(CUSTOMER, CustomerChanges.class, CustomerJson.class,
                    updateCustomer::with);
            case DELETE_CUSTOMER -> Handler.delete(CUSTOMER, deleteCustomer::byId);
        };
    }
}
