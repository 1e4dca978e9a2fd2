package com.atom.shopify.commerce;

import static com.atom.shopify.id.Gid.Kind.PRODUCT;

import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.edge.Endpoints;
import com.atom.shopify.products.CreateProduct;
import com.atom.shopify.products.DeleteProduct;
import com.atom.shopify.products.ListProducts;
import com.atom.shopify.products.NewProduct;
import com.atom.shopify.products.ProductChanges;
import com.atom.shopify.products.ProductFilter;
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

    CommerceEndpoints(ListProducts listProducts, ReadProduct readProduct, CreateProduct createProduct,
            UpdateProduct updateProduct, DeleteProduct deleteProduct) {
        this.listProducts = listProducts;
        this.readProduct = readProduct;
        this.createProduct = createProduct;
        this.updateProduct = updateProduct;
        this.deleteProduct = deleteProduct;
    }

    @Override
    public List<CommerceRoute> routes() {
        return List.of(CommerceRoute.values());
    }

    @Override
    public Answer answer(CommerceRoute route, Call call) {
        return switch (route) {
            case LIST_PRODUCTS -> {
                var page = listProducts.in(call.query(ProductFilter.class).checked(), call.store(), call.deadline());
                yield Answer.page(page.items(), page.nextCursor());
            }
            case READ_PRODUCT -> Answer.ok(readProduct.byId(call.id(PRODUCT), call.store(), call.deadline()));
            case CREATE_PRODUCT -> {
                var created = createProduct.of(call.body(NewProduct.class).checked(), call.store(), call.deadline());
                yield Answer.created(CommerceRoute.READ_PRODUCT.path().replace("{id}", created.id()), created);
            }
            case UPDATE_PRODUCT -> Answer.ok(updateProduct.with(call.id(PRODUCT),
                    call.body(ProductChanges.class).checked(), call.store(), call.deadline()));
            case DELETE_PRODUCT -> Answer.ok(deleteProduct.byId(call.id(PRODUCT), call.store(), call.deadline()));
        };
    }
}
