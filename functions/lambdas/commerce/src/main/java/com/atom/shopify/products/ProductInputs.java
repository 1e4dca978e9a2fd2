package com.atom.shopify.products;

import com.atom.shopify.connections.Store;
import com.atom.shopify.edge.input.Change;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.money.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes our bodies as the inputs of Shopify's mutations. What was not sent is not in the input; an explicit null is.
final class ProductInputs {
    private static final NewProduct.NewOption ONLY_OPTION = new NewProduct.NewOption("Title", List.of("Default Title"));

    private ProductInputs() {}

    /// `ProductSetInput`: the whole product in one call, so that nothing is left half made.
    static Map<String, @Nullable Object> of(NewProduct product, Store store) {
        var input = fields(product.title(), product.bodyHtml(), product.vendor(), product.productType(),
                product.status(),
                product.handle(), product.tags());
        if (product.options() != null) {
            input.put("productOptions", product.options().stream().map(ProductInputs::option).toList());
        } else if (product.variants() != null) {
            // Shopify wants options with variants, and this is what it calls the only variant of a product without.
            input.put("productOptions", List.of(option(ONLY_OPTION)));
        }
        if (product.variants() != null) {
            var prices = new StoreCurrency(store.currency());
            var variants = new ArrayList<Map<String, @Nullable Object>>();
            for (var variant : product.variants()) {
                variants.add(variant(variant, product.options(), prices, variants.size()));
            }
            prices.refuseForeign();
            input.put("variants", variants);
        }
        return input;
    }

    /// `ProductUpdateInput`.
    static Map<String, @Nullable Object> of(ProductChanges changes, String id) {
        var input = fields(changes.title(), changes.bodyHtml(), changes.vendor(), changes.productType(),
                changes.status(),
                changes.handle(), changes.tags());
        input.put("id", id);
        return input;
    }

    /// Inputs for one bulk call, and the place that each has in the caller's list: Shopify counts within its own.
    record Variants(List<Map<String, @Nullable Object>> inputs, List<Integer> places) {
        boolean isEmpty() {
            return inputs.isEmpty();
        }
    }

    /// `ProductVariantsBulkInput` of the variants that have an id.
    static Variants changedVariants(ProductChanges changes, List<String> optionNames, Store store) {
        return variants(changes, optionNames, store, true);
    }

    /// `ProductVariantsBulkInput` of the variants that are new.
    static Variants addedVariants(ProductChanges changes, List<String> optionNames, Store store) {
        return variants(changes, optionNames, store, false);
    }

    private static Variants variants(ProductChanges changes, List<String> optionNames, Store store, boolean withId) {
        var prices = new StoreCurrency(store.currency());
        var variants = new Variants(new ArrayList<>(), new ArrayList<>());
        var given = changes.variants() == null ? List.<ProductChanges.VariantChanges>of() : changes.variants();
        for (var i = 0; i < given.size(); i++) {
            var variant = given.get(i);
            if ((variant.id() != null) == withId) {
                variants.inputs().add(variant(variant, optionNames, prices, i));
                variants.places().add(i);
            }
        }
        prices.refuseForeign();
        return variants;
    }

    private static Map<String, @Nullable Object> fields(@Nullable String title, @Nullable String bodyHtml,
            @Nullable String vendor, @Nullable String productType, @Nullable ProductStatus status,
            @Nullable String handle, @Nullable String tags) {
        var input = new LinkedHashMap<String, @Nullable Object>();
        putIfSent(input, "title", title);
        putIfSent(input, "descriptionHtml", bodyHtml);
        putIfSent(input, "vendor", vendor);
        putIfSent(input, "productType", productType);
        putIfSent(input, "status", status == null ? null : status.name());
        putIfSent(input, "handle", handle);
        putIfSent(input, "tags", tags == null
                ? null
                : Stream.of(tags.split(",")).map(String::strip).filter(tag -> !tag.isEmpty()).toList());
        return input;
    }

    private static Map<String, @Nullable Object> option(NewProduct.NewOption option) {
        return Map.of("name", option.name(),
                "values", option.values().stream().map(value -> Map.of("name", value)).toList());
    }

    private static Map<String, @Nullable Object> variant(NewProduct.NewVariant variant,
            @Nullable List<NewProduct.NewOption> options, StoreCurrency prices, int index) {
        var input = details(variant.sku(), variant.price(), variant.barcode(), variant.inventoryPolicy(),
                variant.taxable(), variant.requiresShipping(), prices, index);
        putIfSent(input, "compareAtPrice", prices.amount(index, "compare_at_price", variant.compareAtPrice()));
        input.put("optionValues", options == null
                ? List.of(Map.of("optionName", ONLY_OPTION.name(), "name", ONLY_OPTION.values().getFirst()))
                : optionValues(options.stream().map(NewProduct.NewOption::name).toList(), variant.values()));
        return input;
    }

    private static Map<String, @Nullable Object> variant(ProductChanges.VariantChanges variant, List<String> names,
            StoreCurrency prices, int index) {
        var input = details(variant.sku(), variant.price(), variant.barcode(), variant.inventoryPolicy(),
                variant.taxable(), variant.requiresShipping(), prices, index);
        switch (variant.compareAtPrice()) {
            case Change.Keep<Money> _ -> {
            }
            case Change.Clear<Money> _ -> input.put("compareAtPrice", null);
            case Change.To<Money>(var price) -> input.put("compareAtPrice",
                    prices.amount(index, "compare_at_price", price));
        }
        if (variant.id() != null) {
            input.put("id", variant.gid("variants[" + index + "].id").toString());
        }
        var optionValues = optionValues(names, variant.values());
        if (!optionValues.isEmpty()) {
            input.put("optionValues", optionValues);
        }
        return input;
    }

    private static Map<String, @Nullable Object> details(@Nullable String sku, @Nullable Money price,
            @Nullable String barcode, @Nullable InventoryPolicy policy, @Nullable Boolean taxable,
            @Nullable Boolean requiresShipping, StoreCurrency prices, int index) {
        var input = new LinkedHashMap<String, @Nullable Object>();
        putIfSent(input, "price", prices.amount(index, "price", price));
        putIfSent(input, "barcode", barcode);
        putIfSent(input, "inventoryPolicy", policy == null ? null : policy.name());
        putIfSent(input, "taxable", taxable);
        // The SKU is not a field of a variant's input any more; it belongs to the inventory item.
        var item = new LinkedHashMap<String, @Nullable Object>();
        putIfSent(item, "sku", sku);
        putIfSent(item, "requiresShipping", requiresShipping);
        if (!item.isEmpty()) {
            input.put("inventoryItem", item);
        }
        return input;
    }

    private static List<Map<String, String>> optionValues(List<String> names, List<@Nullable String> values) {
        var optionValues = new ArrayList<Map<String, String>>();
        for (var i = 0; i < Math.min(names.size(), values.size()); i++) {
            var value = values.get(i);
            if (value != null) {
                optionValues.add(Map.of("optionName", names.get(i), "name", value));
            }
        }
        return optionValues;
    }

    private static void putIfSent(Map<String, @Nullable Object> input, String name, @Nullable Object value) {
        if (value != null) {
            input.put(name, value);
        }
    }

    /// Prices go to Shopify without their currency, so a foreign one must not slip through as an amount.
    private static final class StoreCurrency {
        private final Currency currency;
        private final List<Failure.Detail> foreign = new ArrayList<>();

        private StoreCurrency(Currency currency) {
            this.currency = currency;
        }

        @Nullable
        String amount(int variant, String field, @Nullable Money money) {
            if (money == null) {
                return null;
            }
            if (!money.currency().equals(currency)) {
                foreign.add(Failure.Detail.of("variants[" + variant + "]." + field + ".currency", "currency",
                        "must be the store's currency, " + currency.getCurrencyCode()));
            }
            return money.amount().toPlainString();
        }

        void refuseForeign() {
            if (!foreign.isEmpty()) {
                throw new FailureException(new Failure.Refused(ProductErrors.REFUSED,
                        "Prices must be in the store's currency.", foreign));
            }
        }
    }
}
