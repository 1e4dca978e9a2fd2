package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Product.Option;
import com.atom.shopify.fake.shopify.Product.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// Changes to a product's own fields and to its options, with Shopify's objections. A draft with an objection is
/// dropped.
final class ProductDrafts {
    static final int MOST_OPTIONS = 3;

    private static final int LONGEST = 255;
    private static final int LARGEST_DESCRIPTION = 524_287;

    private ProductDrafts() {}

    /// Applies the fields that are given, to the draft of a new or changed product.
    static List<Problem> apply(Product draft, Input input, Catalog catalog) {
        var problems = new ArrayList<Problem>();
        if (input.given("title") || draft.title.isEmpty()) {
            draft.title = input.text("title").orElse("").strip();
            if (draft.title.isEmpty()) {
                problems.add(Problem.at("Title can't be blank", "title"));
            }
        }
        tooLong(problems, "Title", draft.title, "title");
        input.text("descriptionHtml").ifPresent(html -> draft.descriptionHtml = html);
        if (draft.descriptionHtml.length() > LARGEST_DESCRIPTION) {
            problems.add(Problem.at("Description is too large", "descriptionHtml"));
        }
        input.text("vendor").ifPresent(vendor -> draft.vendor = vendor.strip());
        tooLong(problems, "Vendor", draft.vendor, "vendor");
        input.text("productType").ifPresent(type -> draft.productType = type.strip());
        tooLong(problems, "Product type", draft.productType, "productType");
        input.text("status").ifPresent(status -> draft.status = status);
        if (input.given("templateSuffix")) {
            draft.templateSuffix = input.text("templateSuffix").orElse(null);
        }
        if (input.given("tags")) {
            draft.tags = tags(input.texts("tags"));
            draft.tags.stream().filter(tag -> tag.length() > LONGEST).findFirst()
                    .ifPresent(tag -> problems.add(Problem.at("Product tags is invalid", "tags")));
        }
        handle(draft, input, catalog).ifPresent(problems::add);
        return problems;
    }

    private static Optional<Problem> handle(Product draft, Input input, Catalog catalog) {
        String asked = input.text("handle").orElse("").strip();
        if (asked.isEmpty()) {
            if (draft.handle.isEmpty()) {
                draft.handle = catalog.freeHandle(draft.title);
            }
            return Optional.empty();
        }
        if (asked.length() > LONGEST) {
            return Optional.of(Problem.at("Handle is too long (maximum is 255 characters)", "handle"));
        }
        draft.handle = Catalog.handleOf(asked);
        return catalog.byHandle(draft.handle).filter(owner -> owner.id != draft.id)
                .map(owner -> Problem.at("Handle '" + asked + "' already in use. Please provide a new handle.", "input",
                        "handle"));
    }

    /// Options from their input. Options and values that the draft already has keep their ids.
    static List<Problem> options(Product draft, List<Input> inputs, Catalog catalog) {
        if (inputs.size() > MOST_OPTIONS) {
            return List.of(
                    Problem.coded("OPTIONS_OVER_LIMIT", "Can only specify a maximum of " + MOST_OPTIONS + " options"));
        }
        var names = new HashSet<String>();
        var options = new ArrayList<Option>();
        for (int at = 0; at < inputs.size(); at++) {
            Input input = inputs.get(at).only("id", "name", "position", "values");
            Optional<Option> known = known(draft, input);
            String name = input.text("name").or(() -> known.map(Option::name)).orElse("").strip();
            if (name.isEmpty()) {
                return List.of(Problem.coded("INVALID_INPUT", "Option name can't be blank", at));
            }
            if (name.length() > LONGEST) {
                return List.of(Problem.coded("INVALID_INPUT", "Option name is too long", at));
            }
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                return List.of(Problem.coded("DUPLICATED_OPTION_NAME", "Option '" + name + "' is duplicated", at));
            }
            List<String> values = input.objects("values").stream()
                    .map(value -> value.only("id", "name").text("name").orElse("").strip()).toList();
            if (values.isEmpty() || values.contains("")) {
                return List.of(Problem.coded("OPTION_VALUES_MISSING", "Option values are missing for " + name, at));
            }
            if (values.stream().distinct().count() < values.size()) {
                return List
                        .of(Problem.coded("DUPLICATED_OPTION_VALUE", "Option values must be unique for " + name, at));
            }
            options.add(new Option(known.map(Option::id).orElseGet(catalog::newId), name,
                    values.stream().map(value -> value(known, value, catalog)).toList()));
        }
        draft.options = List.copyOf(options);
        return List.of();
    }

    private static Optional<Option> known(Product draft, Input input) {
        Optional<String> id = input.text("id");
        return draft.options.stream()
                .filter(option -> id.isPresent()
                        ? Gid.of("ProductOption", option.id()).equals(id.get())
                        : option.name().equals(input.text("name").orElse("")))
                .findFirst();
    }

    private static Value value(Optional<Option> known, String name, Catalog catalog) {
        return known.flatMap(option -> option.value(name)).orElseGet(() -> new Value(catalog.newId(), name));
    }

    /// The option of a product that has none of its own.
    static List<Option> defaultOptions(Catalog catalog) {
        return List.of(new Option(catalog.newId(), "Title", List.of(new Value(catalog.newId(), "Default Title"))));
    }

    static List<String> tags(List<String> given) {
        var unique = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        given.stream().map(String::strip).filter(tag -> !tag.isEmpty()).forEach(tag -> unique.putIfAbsent(tag, tag));
        return List.copyOf(unique.values());
    }

    private static void tooLong(List<Problem> problems, String name, String text, String field) {
        if (text.length() > LONGEST) {
            problems.add(Problem.at(name + " is too long (maximum is " + LONGEST + " characters)", field));
        }
    }
}
