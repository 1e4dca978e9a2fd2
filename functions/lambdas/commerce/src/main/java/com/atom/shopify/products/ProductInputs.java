package com.atom.shopify.products;

import com.atom.shopify.connections.Store;
import com.atom.shopify.edge.input.Change;
import com.atom.shopify.edge.input.InputObject;
import com.atom.shopify.edge.input.Tags;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.money.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
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
            input.with("productOptions", product.options().stream().map(ProductInputs::option).toList());
        } else if (product.variants() != null) {
            // Shopify wants options with variants, and this is what it calls the only variant of a product without.
            input.with("productOptions", List.of(option(ONLY_OPTION)));
        }
        if (product.variants() != null) {
            var prices = new StoreCurrency(store.currency());
            var variants = new ArrayList<Map<String, @Nullable Object>>();
            for (var variant : product.variants()) {
                variants.add(variant(variant, product.options(), prices, variants.size()));
            }
            prices.refuseForeign();
            input.with("variants", variants);
        }
        return input.with("files", images(product.images(), "contentType")).fields();
    }

    /// `CreateMediaInput` of the new images.
    static List<Map<String, @Nullable Object>> media(ProductChanges changes) {
        var media = images(changes.images(), "mediaContentType");
        return media == null ? List.of() : media;
    }

    private static @Nullable List<Map<String, @Nullable Object>> images(@Nullable List<NewImage> images,
            String typeField) {
        return images == null
                ? null
                : images.stream().map(image -> new InputObject().with("originalSource", image.src())
                        .with("alt", image.alt()).with(typeField, "IMAGE").fields()).toList();
    }

    /// `ProductUpdateInput`.
    static Map<String, @Nullable Object> of(ProductChanges changes, String id) {
        var input = fields(changes.title(), changes.bodyHtml(), changes.vendor(), changes.productType(),
                changes.status(),
                changes.handle(), changes.tags());
        return input.with("id", id).fields();
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

    private static InputObject fields(@Nullable String title, @Nullable String bodyHtml,
            @Nullable String vendor, @Nullable String productType, @Nullable ProductStatus status,
            @Nullable String handle, @Nullable String tags) {
        return new InputObject().with("title", title).with("descriptionHtml", bodyHtml).with("vendor", vendor)
                .with("productType", productType).with("status", status == null ? null : status.name())
                .with("handle", handle).with("tags", tags == null ? null : Tags.of(tags));
    }

    private static Map<String, @Nullable Object> option(NewProduct.NewOption option) {
        return Map.of("name", option.name(),
                "values", option.values().stream().map(value -> Map.of("name", value)).toList());
    }

    private static Map<String, @Nullable Object> variant(NewProduct.NewVariant variant,
            @Nullable List<NewProduct.NewOption> options, StoreCurrency prices, int index) {
        var input = details(variant.sku(), variant.price(), variant.barcode(), variant.inventoryPolicy(),
                variant.taxable(), variant.requiresShipping(), prices, index);
        input.with("compareAtPrice", prices.amount(index, "compare_at_price", variant.compareAtPrice()));
        input.with("optionValues", options == null
                ? List.of(Map.of("optionName", ONLY_OPTION.name(), "name", ONLY_OPTION.values().getFirst()))
                : optionValues(options.stream().map(NewProduct.NewOption::name).toList(), variant.values()));
        return input.fields();
    }

    private static Map<String, @Nullable Object> variant(ProductChanges.VariantChanges variant, List<String> names,
            StoreCurrency prices, int index) {
        var input = details(variant.sku(), variant.price(), variant.barcode(), variant.inventoryPolicy(),
                variant.taxable(), variant.requiresShipping(), prices, index);
        input.with("compareAtPrice", prices.amount(index, "compare_at_price", variant.compareAtPrice()));
        if (variant.id() != null) {
            input.with("id", variant.gid("variants[" + index + "].id").toString());
        }
        var optionValues = optionValues(names, variant.values());
        if (!optionValues.isEmpty()) {
            input.with("optionValues", optionValues);
        }
        return input.fields();
    }

    private static InputObject details(@Nullable String sku, @Nullable Money price,
            @Nullable String barcode, @Nullable InventoryPolicy policy, @Nullable Boolean taxable,
            @Nullable Boolean requiresShipping, StoreCurrency prices, int index) {
        // The SKU is not a field of a variant's input any more; it belongs to the inventory item.
        var item = new InputObject().with("sku", sku).with("requiresShipping", requiresShipping);
        return new InputObject().with("price", prices.amount(index, "price", price)).with("barcode", barcode)
                .with("inventoryPolicy", policy == null ? null : policy.name()).with("taxable", taxable)
                .with("inventoryItem", item.isEmpty() ? null : item.fields());
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

    /// Prices go to Shopify without their currency, so a foreign one must not slip through as an amount.
    private static final class StoreCurrency {
        private final Currency currency;
        private final List<Failure.Detail> foreign = new ArrayList<>();

        private StoreCurrency(Currency currency) {
            this.currency = currency;
        }

        @Nullable
        String amount(int variant, String field, @Nullable Money money) {
            return money == null ? null : known(variant, field, money);
        }

        private String known(int variant, String field, Money money) {
            if (!money.currency().equals(currency)) {
                foreign.add(Failure.Detail.of("variants[" + variant + "]." + field + ".currency", "currency",
                        "must be the store's currency, " + currency.getCurrencyCode()));
            }
            return money.amount().toPlainString();
        }

        Change<String> amount(int variant, String field, Change<Money> money) {
            return switch (money) {
                case Change.Keep<Money> _ -> new Change.Keep<>();
                case Change.Clear<Money> _ -> new Change.Clear<>();
                case Change.To<Money>(var price) -> new Change.To<>(known(variant, field, price));
            };
        }

        void refuseForeign() {
            if (!foreign.isEmpty()) {
                throw new FailureException(new Failure.Refused(ProductErrors.REFUSED,
                        "Prices must be in the store's currency.", foreign));
            }
        }
    }
}
