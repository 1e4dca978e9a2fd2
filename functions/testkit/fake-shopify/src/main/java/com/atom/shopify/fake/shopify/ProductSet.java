package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Product.Option;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `productSet`: a product as a whole. A list that is given replaces the old one; variants keep their ids if they are
/// named by id or have the same option values.
final class ProductSet {
    private final Shop shop;
    private final Input input;
    private final Product draft;
    private final MediaDrafts files;
    private final List<Problem> problems = new ArrayList<>();

    private ProductSet(Shop shop, Input input, Product draft, MediaDrafts files) {
        this.shop = shop;
        this.input = input;
        this.draft = draft;
        this.files = files;
    }

    static void wire(Wiring wiring) {
        wiring.root("Mutation", "productSet", ProductSet::set);
        wiring.plain("ProductSetPayload", "product", "productSetOperation", "userErrors");
        wiring.plain("ProductSetUserError", "field", "message", "code");
    }

    private static Map<String, @Nullable Object> set(Shop shop, Call call) {
        ProductMutations.synchronous(call);
        Input input = call.input("input").only("id", "title", "descriptionHtml", "vendor", "productType", "status",
                "tags",
                "handle", "templateSuffix", "redirectNewHandle", "productOptions", "variants", "files");
        Input identifier = call.input("identifier").only("id", "handle");
        if (input.given("id") && (identifier.given("id") || identifier.given("handle"))) {
            return ProductMutations.refused(shop, List.of(Problem.coded("ID_NOT_ALLOWED",
                    "The id field is not allowed if identifier is provided.", "input", "id")));
        }
        if (identifier.text("handle").isPresent() && input.text("handle").isPresent()
                && !Catalog.handleOf(identifier.text("handle").get())
                        .equals(Catalog.handleOf(input.text("handle").get()))) {
            return ProductMutations.refused(shop, List.of(Problem.coded("INPUT_MISMATCH",
                    "The input field corresponding to the identifier does not match the identifier value.", "input",
                    "handle")));
        }
        Optional<String> id = identifier.text("id").or(() -> input.text("id"));
        Optional<Product> known = id.isPresent()
                ? shop.catalog().find(id.get())
                : identifier.text("handle").flatMap(handle -> shop.catalog().byHandle(handle));
        if (id.isPresent() && known.isEmpty()) {
            return ProductMutations.refused(shop,
                    List.of(Problem.coded("PRODUCT_DOES_NOT_EXIST", "Product does not exist", "input")));
        }
        Product draft = known.map(Product::copy).orElseGet(() -> created(shop, identifier));
        return new ProductSet(shop, input, draft, MediaDrafts.of(shop, call)).apply(known.isEmpty());
    }

    private static Product created(Shop shop, Input identifier) {
        var draft = new Product(shop.catalog().newId(), shop.now());
        draft.vendor = shop.name().title();
        identifier.text("handle").ifPresent(handle -> draft.handle = Catalog.handleOf(handle));
        return draft;
    }

    private Map<String, @Nullable Object> apply(boolean created) {
        ProductDrafts.apply(draft, input, shop.catalog()).forEach(problem -> problems.add(taken(problem)
                ? Problem.coded("HANDLE_NOT_UNIQUE", problem.message(), "input", "handle")
                : problem.below("input")));
        replaceFiles();
        boolean options = input.given("productOptions");
        boolean variants = input.given("variants");
        if (variants && !options) {
            problems.add(
                    Problem.at("Product options input is required when updating variants", "input", "productOptions"));
        } else if (options && !variants) {
            problems.add(Problem.at("Variants input is required when updating product options", "input", "variants"));
        } else if (options) {
            ProductDrafts.options(draft, input.objects("productOptions"), shop.catalog())
                    .forEach(problem -> problems.add(problem.below("input", "productOptions")));
            if (problems.isEmpty()) {
                replaceVariants();
            }
        } else if (created) {
            defaultVariant();
        }
        if (!problems.isEmpty()) {
            return ProductMutations.refused(shop, problems);
        }
        draft.updatedAt = shop.now();
        shop.catalog().put(draft);
        return ProductMutations.done(shop, "product", draft);
    }

    /// A handle that another product has is reported with its whole path.
    private static boolean taken(Problem problem) {
        return problem.field().equals(List.of("input", "handle"));
    }

    private void replaceFiles() {
        if (input.given("files")) {
            draft.media = files.replaced(draft.media, input.objects("files"));
            files.problems().forEach(problem -> problems.add("NOT_FOUND".equals(problem.code())
                    ? problem.below("input", "files")
                    : new Problem(problem.field(), problem.message(), "INVALID_INPUT").below("input", "files")));
        }
    }

    private void replaceVariants() {
        List<Input> inputs = input.objects("variants");
        if (inputs.size() > VariantDrafts.MOST) {
            problems.add(Problem.coded("VARIANTS_OVER_LIMIT", "Variants are limited to " + VariantDrafts.MOST, "input",
                    "variants"));
            return;
        }
        if (draft.options.isEmpty() && inputs.isEmpty()) {
            defaultVariant();
            return;
        }
        var seen = new HashSet<List<String>>();
        var replaced = new ArrayList<Variant>();
        for (int at = 0; at < inputs.size(); at++) {
            Variant variant = variant(inputs.get(at), at);
            if (variant != null && !seen.add(variant.optionValues)) {
                problems.add(VariantDrafts.duplicate(null, variant.optionValues, "input", "variants", at));
            }
            if (variant != null) {
                replaced.add(variant);
            }
        }
        if (inputs.isEmpty()) {
            problems.add(Problem.coded("INVALID_VARIANT", "A product needs at least one variant", "input", "variants"));
        }
        draft.variants = List.copyOf(replaced);
    }

    private @Nullable Variant variant(Input given, int at) {
        given.only("id", "sku", "price", "compareAtPrice", "barcode", "inventoryPolicy", "taxable", "inventoryItem",
                "inventoryQuantities", "optionValues", "position");
        var found = new ArrayList<Problem>();
        List<@Nullable String> chosen = VariantDrafts.chosen(draft, given, found);
        if (found.isEmpty()) {
            VariantDrafts.missing(draft, chosen).ifPresent(
                    missing -> found.add(new Problem(missing.field(), missing.message(), "INVALID_VARIANT")));
        }
        List<String> values = chosen.stream().filter(Objects::nonNull).toList();
        for (int option = 0; found.isEmpty() && option < draft.options.size(); option++) {
            Option declared = draft.options.get(option);
            if (declared.value(values.get(option)).isEmpty()) {
                found.add(Problem.coded("OPTION_VALUE_DOES_NOT_EXIST", "Option value does not exist", "optionValues",
                        option));
            }
        }
        Optional<Variant> known = known(given, values, found);
        Variant variant = known
                .orElseGet(() -> new Variant(shop.catalog().newId(), shop.catalog().newId(), draft.id, shop.now()));
        variant.optionValues = values;
        if (given.given("inventoryQuantities")) {
            variant.quantity = VariantDrafts.stock(given);
        }
        found.addAll(VariantDrafts.apply(variant, given).stream()
                .map(problem -> new Problem(problem.field(), problem.message(), "INVALID_VARIANT")).toList());
        variant.updatedAt = shop.now();
        found.forEach(problem -> problems.add(problem.below("input", "variants", at)));
        return found.isEmpty() ? variant : null;
    }

    private Optional<Variant> known(Input given, List<String> values, List<Problem> found) {
        Optional<String> id = given.text("id");
        if (id.isEmpty()) {
            return draft.variants.stream().filter(variant -> variant.optionValues.equals(values)).findFirst();
        }
        Optional<Variant> known = Gid.parse(id.get(), Variant.TYPE).filter(gid -> gid.type().equals(Variant.TYPE))
                .flatMap(gid -> draft.variant(gid.number()));
        if (known.isEmpty()) {
            found.add(Problem.coded("PRODUCT_VARIANT_DOES_NOT_EXIST", "Product variant does not exist", "id"));
        }
        return known;
    }

    private void defaultVariant() {
        draft.options = ProductDrafts.defaultOptions(shop.catalog());
        var variant = new Variant(shop.catalog().newId(), shop.catalog().newId(), draft.id, shop.now());
        variant.optionValues = List.of("Default Title");
        draft.variants = List.of(variant);
    }
}
