package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creating, changing and deleting products. Each mutation takes effect as a whole or not at all.
final class ProductMutations {
    private static final String[] FIELDS = {"title", "descriptionHtml", "vendor", "productType", "status", "tags",
            "handle",
            "templateSuffix", "redirectNewHandle", "productOptions", "id"};

    private ProductMutations() {}

    static void wire(Wiring wiring) {
        wiring.root("Mutation", "productCreate", ProductMutations::create);
        wiring.root("Mutation", "productUpdate", ProductMutations::update);
        wiring.root("Mutation", "productDelete", ProductMutations::delete);
        wiring.root("Mutation", "productOptionsCreate", ProductMutations::addOptions);
        wiring.plain("ProductCreatePayload", "product", "shop", "userErrors");
        wiring.plain("ProductUpdatePayload", "product", "userErrors");
        wiring.plain("ProductDeletePayload", "deletedProductId", "productDeleteOperation", "shop", "userErrors");
        wiring.plain("ProductOptionsCreatePayload", "product", "userErrors");
        wiring.plain("ProductOptionsCreateUserError", "field", "message", "code");
        wiring.plain("UserError", "field", "message");
    }

    /// A payload that reports problems and nothing else.
    static Map<String, @Nullable Object> refused(Shop shop, List<Problem> problems) {
        var payload = new HashMap<String, @Nullable Object>();
        payload.put("shop", shop);
        payload.put("userErrors", problems.stream().map(Problem::entry).toList());
        return payload;
    }

    static Map<String, @Nullable Object> done(Shop shop, String field, Object value) {
        var payload = refused(shop, List.of());
        payload.put(field, value);
        return payload;
    }

    private static Map<String, @Nullable Object> create(Shop shop, Call call) {
        call.refuse("input");
        Input input = call.input("product").only(FIELDS);
        Catalog catalog = shop.catalog();
        var draft = new Product(catalog.newId(), shop.now());
        draft.vendor = shop.name().title();
        var problems = new ArrayList<>(ProductDrafts.apply(draft, input, catalog));
        List<Input> options = input.objects("productOptions");
        if (options.isEmpty()) {
            draft.options = ProductDrafts.defaultOptions(catalog);
        } else {
            ProductDrafts.options(draft, options, catalog)
                    .forEach(problem -> problems.add(problem.below("productOptions")));
        }
        problems.addAll(media(draft, shop, call));
        if (!problems.isEmpty()) {
            return refused(shop, problems);
        }
        var variant = new Variant(catalog.newId(), catalog.newId(), draft.id, shop.now());
        variant.optionValues = draft.options.stream().map(option -> option.values().getFirst().name()).toList();
        draft.variants = List.of(variant);
        catalog.put(draft);
        return done(shop, "product", draft);
    }

    private static Map<String, @Nullable Object> update(Shop shop, Call call) {
        call.refuse("input");
        Input input = call.input("product").only(FIELDS);
        Input identifier = call.input("identifier").only("id", "handle");
        Optional<Product> known = identifier.text("handle").map(handle -> shop.catalog().byHandle(handle))
                .orElseGet(
                        () -> identifier.text("id").or(() -> input.text("id")).flatMap(id -> shop.catalog().find(id)));
        if (known.isEmpty()) {
            return refused(shop, List.of(Problem.at("Product does not exist", "id")));
        }
        Product draft = known.get().copy();
        var problems = new ArrayList<>(ProductDrafts.apply(draft, input, shop.catalog()));
        problems.addAll(media(draft, shop, call));
        if (!problems.isEmpty()) {
            return refused(shop, problems);
        }
        draft.updatedAt = shop.now();
        shop.catalog().put(draft);
        return done(shop, "product", draft);
    }

    private static Map<String, @Nullable Object> delete(Shop shop, Call call) {
        synchronous(call);
        String id = call.input("input").text("id").orElse("");
        Optional<Product> known = shop.catalog().find(id);
        if (known.isEmpty()) {
            return refused(shop, List.of(Problem.at("Product does not exist", "id")));
        }
        shop.catalog().remove(known.get().id);
        return done(shop, "deletedProductId", known.get().gid());
    }

    private static Map<String, @Nullable Object> addOptions(Shop shop, Call call) {
        if (!call.text("variantStrategy").equals("LEAVE_AS_IS")) {
            throw Refusal.unsupported("productOptionsCreate(variantStrategy: CREATE)");
        }
        Optional<Product> known = shop.catalog().find(call.text("productId"));
        if (known.isEmpty()) {
            return refused(shop,
                    List.of(Problem.coded("PRODUCT_DOES_NOT_EXIST", "Product does not exist", "productId")));
        }
        Product draft = known.get().copy();
        boolean fresh = draft.standalone();
        List<Product.Option> before = fresh ? List.of() : draft.options;
        List<Input> inputs = Input.of("", Map.of("options", call.environment().getArgument("options")))
                .objects("options");
        List<Problem> problems = ProductDrafts.options(draft, inputs, shop.catalog());
        List<Product.Option> added = draft.options;
        if (problems.isEmpty() && added.stream().anyMatch(option -> before.stream()
                .anyMatch(old -> old.name().equalsIgnoreCase(option.name())))) {
            problems = List.of(Problem.coded("OPTION_ALREADY_EXISTS", "Option already exists"));
        }
        if (problems.isEmpty() && before.size() + added.size() > ProductDrafts.MOST_OPTIONS) {
            problems = List.of(Problem.coded("OPTIONS_OVER_LIMIT", "Can only specify a maximum of 3 options"));
        }
        if (!problems.isEmpty()) {
            return refused(shop, problems.stream().map(problem -> problem.below("options")).toList());
        }
        draft.options = joined(before, added);
        draft.variants.forEach(variant -> variant.optionValues = joined(fresh ? List.of() : variant.optionValues,
                added.stream().map(option -> option.values().getFirst().name()).toList()));
        draft.updatedAt = shop.now();
        shop.catalog().put(draft);
        return done(shop, "product", draft);
    }

    static void synchronous(Call call) {
        if (!call.truth("synchronous")) {
            throw Refusal.unsupported(call.environment().getFieldDefinition().getName() + "(synchronous: false)");
        }
    }

    private static List<Problem> media(Product draft, Shop shop, Call call) {
        var drafts = MediaDrafts.of(shop, call);
        draft.media = drafts.added(draft.media, MediaFields.given(call));
        return drafts.problems().stream().map(problem -> problem.below("media")).toList();
    }

    static void refuseMedia(Call call) {
        List<?> media = call.environment().getArgument("media");
        if (media != null && !media.isEmpty()) {
            throw Refusal.unsupported(call.environment().getFieldDefinition().getName() + "(media:)");
        }
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
