package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Product.Option;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes to the variants of one product at once.
final class VariantMutations {
    private static final String[] FIELDS = {"id", "price", "compareAtPrice", "barcode", "inventoryPolicy", "taxable",
            "inventoryItem", "inventoryQuantities", "optionValues"};

    private VariantMutations() {}

    static void wire(Wiring wiring) {
        for (String action : List.of("Create", "Update", "Delete")) {
            wiring.plain("ProductVariantsBulk" + action + "UserError", "field", "message", "code");
        }
        wiring.plain("ProductVariantsBulkCreatePayload", "product", "productVariants", "userErrors");
        wiring.plain("ProductVariantsBulkUpdatePayload", "product", "productVariants", "userErrors");
        wiring.plain("ProductVariantsBulkDeletePayload", "product", "userErrors");
        wiring.root("Mutation", "productVariantsBulkCreate",
                (shop, call) -> onProduct(shop, call, VariantMutations::create));
        wiring.root("Mutation", "productVariantsBulkUpdate",
                (shop, call) -> onProduct(shop, call, VariantMutations::update));
        wiring.root("Mutation", "productVariantsBulkDelete",
                (shop, call) -> onProduct(shop, call, VariantMutations::delete));
    }

    @FunctionalInterface
    private interface Change {
        Map<String, @Nullable Object> to(Product draft, Shop shop, Call call);
    }

    private static Map<String, @Nullable Object> onProduct(Shop shop, Call call, Change change) {
        if (call.environment().containsArgument("media")) {
            ProductMutations.refuseMedia(call);
        }
        Optional<Product> product = shop.catalog().find(call.text("productId"));
        return product.isEmpty()
                ? ProductMutations.refused(shop,
                        List.of(Problem.coded("PRODUCT_DOES_NOT_EXIST", "Product does not exist", "productId")))
                : change.to(product.get().copy(), shop, call);
    }

    private static List<Input> inputs(Call call) {
        List<Input> inputs = Input.of("", Map.of("variants", call.environment().getArgument("variants")))
                .objects("variants");
        if (inputs.size() > Page.LARGEST) {
            throw Refusal.coded("MAX_INPUT_SIZE_EXCEEDED", "The input array size of " + inputs.size()
                    + " is greater than the maximum allowed of " + Page.LARGEST + ".");
        }
        return inputs.stream().map(input -> input.only(FIELDS)).toList();
    }

    private static Map<String, @Nullable Object> create(Product draft, Shop shop, Call call) {
        var kept = new ArrayList<>(draft.variants);
        boolean single = kept.size() == 1;
        switch (call.text("strategy")) {
            case "REMOVE_STANDALONE_VARIANT" -> kept.removeIf(variant -> single);
            case "PRESERVE_STANDALONE_VARIANT" -> {
            }
            default -> kept.removeIf(variant -> draft.standalone());
        }
        var created = new ArrayList<Variant>();
        var problems = new ArrayList<Problem>();
        List<Input> inputs = inputs(call);
        for (int at = 0; at < inputs.size(); at++) {
            var found = new ArrayList<Problem>();
            Variant variant = created(draft, inputs.get(at), shop, found);
            boolean taken = kept.stream().anyMatch(other -> other.optionValues.equals(variant.optionValues))
                    || created.stream().anyMatch(other -> other.optionValues.equals(variant.optionValues));
            if (found.isEmpty() && taken) {
                found.add(VariantDrafts.duplicate("VARIANT_ALREADY_EXISTS_CHANGE_OPTION_VALUE", variant.optionValues));
            }
            created.add(variant);
            int place = at;
            found.forEach(problem -> problems.add(onCreate(problem).below("variants", place)));
        }
        if (kept.size() + created.size() > VariantDrafts.MOST) {
            problems.add(Problem.coded("INVALID_INPUT", "Variants are limited to " + VariantDrafts.MOST, "variants"));
        }
        if (!problems.isEmpty()) {
            return ProductMutations.refused(shop, problems);
        }
        List<Option> options = used(draft.options, draft.variants, kept);
        kept.addAll(created);
        draft.variants = List.copyOf(kept);
        draft.options = VariantDrafts.extended(options, created, shop.catalog());
        return saved(shop, draft, created);
    }

    private static Variant created(Product draft, Input input, Shop shop, List<Problem> found) {
        if (input.text("id").isPresent()) {
            found.add(Problem.coded("NO_KEY_ON_CREATE", "Id is not allowed on create", "id"));
        }
        var variant = new Variant(shop.catalog().newId(), shop.catalog().newId(), draft.id, shop.now());
        List<@Nullable String> chosen = VariantDrafts.chosen(draft, input, found);
        if (found.isEmpty()) {
            VariantDrafts.missing(draft, chosen).ifPresent(found::add);
        }
        variant.optionValues = chosen.stream().filter(Objects::nonNull).toList();
        variant.quantity = VariantDrafts.stock(input);
        found.addAll(VariantDrafts.apply(variant, input));
        return variant;
    }

    /// The create mutation knows fewer codes.
    private static Problem onCreate(Problem problem) {
        return switch (Objects.requireNonNullElse(problem.code(), "")) {
            case "OPTION_DOES_NOT_EXIST" ->
                new Problem(problem.field(), problem.message(), "OPTION_VALUES_FOR_NUMBER_OF_UNKNOWN_OPTIONS");
            case "OPTION_VALUE_DOES_NOT_EXIST", "OPTION_VALUE_NAME_TOO_LONG" ->
                new Problem(problem.field(), problem.message(), "INVALID_INPUT");
            default -> problem;
        };
    }

    private static Map<String, @Nullable Object> update(Product draft, Shop shop, Call call) {
        var updated = new ArrayList<Variant>();
        var problems = new ArrayList<Problem>();
        List<Input> inputs = inputs(call);
        for (int at = 0; at < inputs.size(); at++) {
            var found = new ArrayList<Problem>();
            Optional<Variant> variant = updated(draft, inputs.get(at), shop, found);
            int place = at;
            found.forEach(problem -> problems.add(problem.below("variants", place)));
            if (found.isEmpty()) {
                variant.ifPresent(changed -> {
                    draft.variants = draft.variants.stream().map(old -> old.id == changed.id ? changed : old).toList();
                    updated.add(changed);
                });
            }
        }
        if (!problems.isEmpty() && (updated.isEmpty() || !call.truth("allowPartialUpdates"))) {
            return ProductMutations.refused(shop, problems);
        }
        draft.options = VariantDrafts.extended(draft.options, updated, shop.catalog());
        var payload = saved(shop, draft, updated);
        payload.put("userErrors", problems.stream().map(Problem::entry).toList());
        return payload;
    }

    private static Optional<Variant> updated(Product draft, Input input, Shop shop, List<Problem> found) {
        Optional<String> id = input.text("id");
        if (id.isEmpty()) {
            found.add(Problem.coded("PRODUCT_VARIANT_ID_MISSING", "Product variant is missing ID attribute", "id"));
            return Optional.empty();
        }
        Optional<Variant> known = Gid.parse(id.get(), Variant.TYPE).filter(gid -> gid.type().equals(Variant.TYPE))
                .flatMap(gid -> draft.variant(gid.number())).map(Variant::copy);
        if (known.isEmpty()) {
            found.add(Problem.coded("PRODUCT_VARIANT_DOES_NOT_EXIST", "Product variant does not exist", "id"));
            return known;
        }
        if (!input.objects("inventoryQuantities").isEmpty()) {
            found.add(Problem.coded("NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE",
                    "Inventory quantities can only be provided during create. To update inventory for existing "
                            + "variants, use inventoryAdjustQuantities.",
                    "inventoryQuantities"));
        }
        Variant variant = known.get();
        List<@Nullable String> chosen = VariantDrafts.chosen(draft, input, found);
        var values = new ArrayList<>(variant.optionValues);
        for (int at = 0; at < values.size(); at++) {
            String value = chosen.get(at);
            if (value != null) {
                values.set(at, value);
            }
        }
        boolean taken = draft.variants.stream()
                .anyMatch(other -> other.id != variant.id && other.optionValues.equals(values));
        if (found.isEmpty() && taken) {
            found.add(VariantDrafts.duplicate("VARIANT_ALREADY_EXISTS", values));
        }
        variant.optionValues = List.copyOf(values);
        found.addAll(VariantDrafts.apply(variant, input));
        variant.updatedAt = shop.now();
        return known;
    }

    private static Map<String, @Nullable Object> delete(Product draft, Shop shop, Call call) {
        List<?> ids = Objects.requireNonNull(call.environment().<List<?>>getArgument("variantsIds"));
        var kept = new ArrayList<>(draft.variants);
        for (int at = 0; at < ids.size(); at++) {
            Optional<Variant> variant = Gid.parse(String.valueOf(ids.get(at)), Variant.TYPE)
                    .filter(gid -> gid.type().equals(Variant.TYPE)).flatMap(gid -> draft.variant(gid.number()));
            if (variant.isEmpty()) {
                return ProductMutations.refused(shop,
                        List.of(Problem.coded("AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT",
                                "At least one variant does not belong to the product", "variantsIds", at)));
            }
            kept.remove(variant.get());
        }
        if (kept.isEmpty()) {
            return ProductMutations.refused(shop,
                    List.of(Problem.coded("CANNOT_DELETE_LAST_VARIANT", "Cannot delete the last variant of a product",
                            "variantsIds")));
        }
        draft.options = used(draft.options, draft.variants, kept);
        draft.variants = List.copyOf(kept);
        return saved(shop, draft, List.of());
    }

    /// The options without the values that went with the last variant that had them.
    private static List<Option> used(List<Option> options, List<Variant> before, List<Variant> after) {
        var left = new ArrayList<Option>();
        for (int at = 0; at < options.size(); at++) {
            int place = at;
            Option option = options.get(at);
            left.add(new Option(option.id(), option.name(), option.values().stream()
                    .filter(value -> has(after, place, value.name()) || !has(before, place, value.name())).toList()));
        }
        return List.copyOf(left);
    }

    private static boolean has(List<Variant> variants, int option, String value) {
        return variants.stream().anyMatch(variant -> variant.optionValues.get(option).equals(value));
    }

    private static Map<String, @Nullable Object> saved(Shop shop, Product draft, List<Variant> variants) {
        draft.updatedAt = shop.now();
        shop.catalog().put(draft);
        var payload = ProductMutations.done(shop, "product", draft);
        payload.put("productVariants", List.copyOf(variants));
        return payload;
    }
}
