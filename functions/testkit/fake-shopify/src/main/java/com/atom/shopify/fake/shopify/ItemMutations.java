package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `inventoryItemUpdate`: what a stock record knows apart from quantities. It is the variant's own.
final class ItemMutations {
    private ItemMutations() {}

    static void wire(Wiring wiring) {
        wiring.plain("InventoryItemUpdatePayload", "inventoryItem", "userErrors");
        wiring.root("Mutation", "inventoryItemUpdate", ItemMutations::update);
    }

    private static Map<String, @Nullable Object> update(Shop shop, Call call) {
        Optional<Variant> known = StockFields.item(shop, call.text("id"));
        Optional<Product> product = known.flatMap(variant -> shop.catalog().find(variant.productId));
        if (known.isEmpty() || product.isEmpty()) {
            return ProductMutations.refused(shop, List.of(Problem.at("The inventory item couldn't be found.", "id")));
        }
        Product draft = product.get().copy();
        Variant variant = draft.variant(known.get().id).orElseThrow();
        List<Problem> problems = VariantDrafts.item(variant, call.input("input"));
        if (!problems.isEmpty()) {
            return ProductMutations.refused(shop, problems.stream().map(problem -> problem.below("input")).toList());
        }
        variant.updatedAt = shop.now();
        draft.updatedAt = shop.now();
        shop.catalog().put(draft);
        return ProductMutations.done(shop, "inventoryItem", new Variant.Item(variant));
    }
}
