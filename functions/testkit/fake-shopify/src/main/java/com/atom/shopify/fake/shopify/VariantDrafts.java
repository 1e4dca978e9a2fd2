package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Product.Option;
import com.atom.shopify.fake.shopify.Product.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes to a variant and to the values that make it what it is, with Shopify's objections.
final class VariantDrafts {
    /// The most variants of a product.
    static final int MOST = 2_048;

    private static final int LONGEST = 255;

    private VariantDrafts() {}

    /// Applies the fields that are given. Option values are not among them.
    static List<Problem> apply(Variant draft, Input input) {
        var problems = new ArrayList<Problem>();
        input.money("price").ifPresent(price -> draft.price = price);
        negative(problems, "Price", draft.price, "price");
        if (input.given("compareAtPrice")) {
            draft.compareAtPrice = input.money("compareAtPrice").orElse(null);
            negative(problems, "Compare at price", draft.compareAtPrice, "compareAtPrice");
        }
        if (input.given("barcode")) {
            draft.barcode = input.text("barcode").orElse(null);
            tooLong(problems, "Barcode", draft.barcode, "barcode");
        }
        if (input.given("sku")) {
            draft.sku = input.text("sku").orElse(null);
            tooLong(problems, "Sku", draft.sku, "sku");
        }
        input.text("inventoryPolicy").ifPresent(policy -> draft.inventoryPolicy = policy);
        input.truth("taxable").ifPresent(taxable -> draft.taxable = taxable);
        input.object("inventoryItem").ifPresent(item -> item(draft, item)
                .forEach(problem -> problems.add(problem.below("inventoryItem"))));
        return problems;
    }

    /// The same for the stock record alone.
    static List<Problem> item(Variant draft, Input item) {
        var problems = new ArrayList<Problem>();
        item.only("sku", "cost", "tracked", "requiresShipping", "measurement");
        if (item.given("sku")) {
            draft.sku = item.text("sku").orElse(null);
            tooLong(problems, "Sku", draft.sku, "sku");
        }
        if (item.given("cost")) {
            draft.cost = item.number("cost").orElse(null);
            negative(problems, "Cost", draft.cost, "cost");
        }
        item.truth("tracked").ifPresent(tracked -> draft.tracked = tracked);
        item.truth("requiresShipping").ifPresent(shipped -> draft.requiresShipping = shipped);
        item.object("measurement").flatMap(measurement -> measurement.only("weight").object("weight"))
                .ifPresent(weight -> {
                    draft.weight = weight.number("value").map(BigDecimal::doubleValue).orElse(0.0);
                    draft.weightUnit = weight.text("unit").orElse(draft.weightUnit);
                    if (draft.weight < 0) {
                        problems.add(
                                Problem.coded("GREATER_THAN_OR_EQUAL_TO", "Weight must be greater than or equal to 0",
                                        "measurement", "weight", "value"));
                    }
                });
        return problems;
    }

    /// The stock that a new variant begins with.
    static int stock(Input input) {
        int sum = 0;
        for (Input level : input.objects("inventoryQuantities")) {
            boolean counts = level.text("name").orElse("available").equals("available");
            sum += counts
                    ? level.number("availableQuantity").or(() -> level.number("quantity"))
                            .map(BigDecimal::intValue).orElse(0)
                    : 0;
        }
        return sum;
    }

    /// The value that a variant's input names for each option of the product, in the options' order.
    static List<@Nullable String> chosen(Product product, Input input, List<Problem> problems) {
        var values = new ArrayList<@Nullable String>();
        product.options.forEach(option -> values.add(null));
        List<Input> choices = input.objects("optionValues");
        for (int at = 0; at < choices.size(); at++) {
            Input choice = choices.get(at).only("id", "name", "optionId", "optionName");
            Optional<Option> option = product.options.stream().filter(known -> names(choice, known)).findFirst();
            if (option.isEmpty()) {
                problems.add(Problem.coded("OPTION_DOES_NOT_EXIST", "Option does not exist", "optionValues", at));
                continue;
            }
            Optional<String> value = choice.text("name").map(String::strip).or(() -> choice.text("id")
                    .flatMap(id -> option.get().values().stream()
                            .filter(known -> Gid.of("ProductOptionValue", known.id()).equals(id)).findFirst()
                            .map(Value::name)));
            if (value.isEmpty() || value.get().isEmpty()) {
                problems.add(Problem.coded("OPTION_VALUE_DOES_NOT_EXIST", "Option value does not exist", "optionValues",
                        at));
            } else if (value.get().length() > LONGEST) {
                problems.add(Problem.coded("OPTION_VALUE_NAME_TOO_LONG", "Option value name is too long",
                        "optionValues", at));
            } else {
                values.set(product.options.indexOf(option.get()), value.get());
            }
        }
        return values;
    }

    /// The option that misses a value, if one does.
    static Optional<Problem> missing(Product product, List<@Nullable String> values) {
        int at = values.indexOf(null);
        return at < 0
                ? Optional.empty()
                : Optional.of(Problem.coded("NEED_TO_ADD_OPTION_VALUES",
                        "You need to add option values for " + product.options.get(at).name()));
    }

    /// The options with the values that these variants use added where they were not known.
    static List<Option> extended(List<Option> options, List<Variant> variants, Catalog catalog) {
        var extended = new ArrayList<>(options);
        for (Variant variant : variants) {
            for (int at = 0; at < extended.size(); at++) {
                Option option = extended.get(at);
                String value = variant.optionValues.get(at);
                if (option.value(value).isEmpty()) {
                    extended.set(at, option.with(new Value(catalog.newId(), value)));
                }
            }
        }
        return List.copyOf(extended);
    }

    static Problem duplicate(@Nullable String code, List<String> values, Object... path) {
        return Problem.coded(code, "The variant '" + String.join(" / ", values)
                + "' already exists. Please change at least one option value.", path);
    }

    private static boolean names(Input choice, Option option) {
        return choice.text("optionId").map(id -> Gid.of("ProductOption", option.id()).equals(id))
                .orElseGet(() -> option.name().equals(choice.text("optionName").orElse("")));
    }

    private static void negative(List<Problem> problems, String name, @Nullable BigDecimal amount, Object... path) {
        if (amount != null && amount.signum() < 0) {
            problems.add(Problem.coded("GREATER_THAN_OR_EQUAL_TO", name + " must be greater than or equal to 0", path));
        }
    }

    private static void tooLong(List<Problem> problems, String name, @Nullable String text, Object... path) {
        if (text != null && text.length() > LONGEST) {
            problems.add(Problem.coded("INVALID_INPUT", name + " is too long (maximum is " + LONGEST + " characters)",
                    path));
        }
    }
}
