package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Discount.Source;
import com.atom.shopify.fake.shopify.OrderLine.Goods;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what a draft order is asked to be, and prices it. A shop of the simulator has registered no taxes, so drafts
/// have none.
record DraftTerms(Shop shop, Draft draft, List<Problem> problems) {
    private static final String[] FIELDS = {"appliedDiscount", "billingAddress", "customAttributes", "customerId",
            "email", "lineItems", "note", "phone", "poNumber", "presentmentCurrencyCode", "purchasingEntity",
            "shippingAddress", "shippingLine", "sourceName", "tags", "taxExempt", "visibleToCustomer",
            "useCustomerDefaultAddress", "acceptAutomaticDiscounts", "allowDiscountCodesInCheckout"};

    /// Lets a draft be what is asked, or objects and leaves it as it was.
    static List<Problem> apply(Shop shop, Draft draft, Input given) {
        given.only(FIELDS);
        var terms = new DraftTerms(shop, draft, new ArrayList<>());
        terms.run(given);
        return terms.problems;
    }

    private void run(Input given) {
        var merged = new HashMap<Object, @Nullable Object>(draft.asked.fields());
        merged.putAll(given.fields());
        Input asked = new Input("input", merged);
        Optional<Long> buyer = buyer(asked);
        List<OrderLine> lines = given.given("lineItems") || draft.bill.lines().isEmpty()
                ? lines(asked.objects("lineItems"))
                : draft.bill.lines().stream().map(OrderLine::bare).toList();
        if (lines.isEmpty() && problems.isEmpty()) {
            problems.add(Problem.at("Add at least 1 product", "lineItems"));
        }
        if (!problems.isEmpty()) {
            return;
        }
        draft.asked = asked;
        draft.buyerId = buyer.orElse(null);
        draft.bill = priced(asked, lines);
        draft.shippingAddress = asked.object("shippingAddress").map(this::address).orElse(null);
        draft.billingAddress = asked.object("billingAddress").map(this::address).orElse(null);
        draft.updatedAt = shop.now();
    }

    private Bill priced(Input asked, List<OrderLine> lines) {
        var pricing = new Pricing(draft.amounts, false);
        lines.forEach(pricing::add);
        List<Input> inputs = asked.objects("lineItems");
        for (int at = 0; at < lines.size(); at++) {
            int place = at;
            inputs.get(at).object("appliedDiscount").ifPresent(discount -> pricing.discountLine(place,
                    title(discount), discount.text("description").orElse(null), percentage(discount),
                    value(discount)));
        }
        asked.object("appliedDiscount").ifPresent(discount -> pricing.discountLines(Source.MANUAL, title(discount),
                discount.text("description").orElse(null), percentage(discount), value(discount)));
        asked.object("shippingLine").ifPresent(charge -> pricing.add(new ShippingCharge(shop.catalog().newId(),
                charge.only("title", "price", "priceWithCurrency").text("title").orElse("Shipping"), "custom", null,
                money(charge, "priceWithCurrency", "price").orElse(draft.amounts.zero()), List.of(), List.of())));
        return pricing.bill();
    }

    private static String title(Input discount) {
        return discount.only("amount", "amountWithCurrency", "description", "title", "value", "valueType")
                .text("title").orElse("Custom discount");
    }

    private static boolean percentage(Input discount) {
        return discount.text("valueType").orElse("").equals("PERCENTAGE");
    }

    private static BigDecimal value(Input discount) {
        return discount.number("value").orElse(BigDecimal.ZERO);
    }

    private List<OrderLine> lines(List<Input> inputs) {
        var lines = new ArrayList<OrderLine>();
        for (int at = 0; at < inputs.size(); at++) {
            line(inputs.get(at), at).ifPresent(lines::add);
        }
        return List.copyOf(lines);
    }

    private Optional<OrderLine> line(Input item, int at) {
        item.only("appliedDiscount", "customAttributes", "originalUnitPrice", "originalUnitPriceWithCurrency",
                "priceOverride", "quantity", "requiresShipping", "sku", "taxable", "title", "uuid", "variantId",
                "weight");
        int quantity = item.number("quantity").orElse(BigDecimal.ZERO).intValue();
        if (quantity < 1) {
            problems.add(Problem.at("Quantity must be greater than or equal to 1", "lineItems", at, "quantity"));
            return Optional.empty();
        }
        Optional<Variant> variant = item.text("variantId").flatMap(id -> Gid.parse(id, Variant.TYPE))
                .flatMap(id -> shop.catalog().variant(id.number()));
        if (variant.isEmpty() && item.value("variantId").isPresent()) {
            problems.add(Problem.at("Product with ID " + item.text("variantId").orElse("") + " is no longer available.",
                    "lineItems", at, "variantId"));
            return Optional.empty();
        }
        if (variant.isEmpty() && item.text("title").orElse("").isBlank()) {
            problems.add(Problem.at("Title can't be blank", "lineItems", at, "title"));
            return Optional.empty();
        }
        // A variant costs what it costs; only an override changes that.
        BigDecimal price = item.object("priceOverride").flatMap(money -> money.number("amount"))
                .or(() -> variant.map(found -> found.price))
                .or(() -> money(item, "originalUnitPriceWithCurrency", "originalUnitPrice"))
                .orElse(BigDecimal.ZERO);
        return Optional.of(new OrderLine(shop.catalog().newId(), goods(item, variant), quantity,
                draft.amounts.rounded(price), OrderCreate.attributes(item), List.of(), List.of()));
    }

    private Goods goods(Input item, Optional<Variant> variant) {
        return variant.map(found -> Goods.of(shop.catalog().find(found.productId).orElseThrow(), found))
                .orElseGet(() -> new Goods(null, null, item.text("title").orElse(""), null,
                        item.text("sku").orElse(null), null, item.truth("requiresShipping").orElse(true),
                        item.truth("taxable").orElse(true), false));
    }

    private Optional<BigDecimal> money(Input input, String withCurrency, String plain) {
        return input.object(withCurrency).flatMap(money -> money.number("amount")).or(() -> input.number(plain))
                .map(draft.amounts::rounded);
    }

    private Optional<Long> buyer(Input asked) {
        Optional<String> id = asked.object("purchasingEntity").map(entity -> entity.only("customerId"))
                .flatMap(entity -> entity.text("customerId")).or(() -> asked.text("customerId"));
        Optional<Long> known = id.flatMap(text -> CustomerFields.find(shop, text)).map(Customer::id);
        if (id.isPresent() && known.isEmpty()) {
            problems.add(Problem.at("Customer does not exist", "purchasingEntity", "customerId"));
        }
        return known;
    }

    private Address address(Input given) {
        return Address.of(shop.catalog().newId(), given);
    }

    /// The draft's own attributes in their order.
    static Map<String, String> attributes(Draft draft) {
        return new LinkedHashMap<>(OrderCreate.attributes(draft.asked));
    }
}
