package com.atom.shopify.products;

import com.atom.shopify.admin.InputNames;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Shopify's `userErrors` on products mean to a caller.
final class ProductErrors {
    static final String REFUSED = "products.refused";

    private static final InputNames NAMES = new InputNames(
            Map.of("descriptionHtml", "body_html", "productOptions", "options", "optionValues", "options",
                    "files", "images", "media", "images", "originalSource", "src"),
            Set.of("input", "product", "inventoryItem"));

    private ProductErrors() {}

    static FailureException notFound() {
        return new FailureException(new Failure.NotFound("products.not-found", "The store has no such product."));
    }

    /// Throws when there are errors: `products.not-found` when it is the product that does not exist, else
    /// `products.refused` with one detail per error.
    static void throwIfAny(List<UserError> errors) {
        throwIfAny(errors, List.of());
    }

    /// The same for a call that carried some of the caller's variants; `places` says which.
    static void throwIfAny(List<UserError> errors, List<Integer> places) {
        if (errors.stream().anyMatch(ProductErrors::meansNoProduct)) {
            throw notFound();
        }
        if (!errors.isEmpty()) {
            throw new FailureException(new Failure.Refused(REFUSED, "Shopify refused the product.",
                    errors.stream().map(error -> NAMES.detail(error, places)).toList()));
        }
    }

    /// The product of a mutation that reported no error.
    static ProductNode present(@Nullable ProductNode product) {
        if (product == null) {
            throw new FailureException(new Failure.Upstream("shopify.bad-answer",
                    "Shopify reported neither a product nor an error."));
        }
        return product;
    }

    private static boolean meansNoProduct(UserError error) {
        return "PRODUCT_DOES_NOT_EXIST".equals(error.code())
                || (error.code() == null && error.path().equals(List.of("id")));
    }
}
