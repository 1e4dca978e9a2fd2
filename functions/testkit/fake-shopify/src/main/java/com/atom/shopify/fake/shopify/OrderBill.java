package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Discount.Source;
import com.atom.shopify.fake.shopify.OrderLine.Goods;
import com.atom.shopify.fake.shopify.Pricing.TaxAsk;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What an `OrderCreateOrderInput` asks to be charged: lines, shipping, one discount code, and taxes.
final class OrderBill {
    private static final String INVALID = "INVALID";

    private final Shop shop;
    private final Input input;
    private final List<Problem> problems;
    private Amounts amounts;
    /// The first price that is given in both currencies says what the rate was.
    private boolean rated;

    /// Objections are added to the problems.
    OrderBill(Shop shop, Input input, List<Problem> problems) {
        this.shop = shop;
        this.input = input;
        this.problems = problems;
        Currency currency = shop.settings().currency();
        this.amounts = Amounts.of(currency,
                input.text("presentmentCurrency").map(Currency::getInstance).orElse(currency));
    }

    Amounts amounts() {
        return amounts;
    }

    Bill bill() {
        if (input.text("currency").filter(code -> !code.equals(amounts.shop().getCurrencyCode())).isPresent()) {
            throw Refusal.unsupported("orderCreate in another currency than the shop's");
        }
        var pricing = new Pricing(amounts, input.truth("taxesIncluded").orElse(false));
        lines().forEach(pricing::add);
        List<Input> shipping = input.objects("shippingLines");
        shipping.forEach(charge -> pricing.add(shipping(charge)));
        input.object("discountCode").ifPresent(discount -> discount(pricing, discount));
        taxes(pricing, shipping);
        return pricing.bill();
    }

    /// The shop's amount. Another currency than the order's is objected to.
    BigDecimal amount(Input bag) {
        String code = bag.object("shopMoney").flatMap(money -> money.text("currencyCode")).orElse("");
        if (!code.equals(amounts.shop().getCurrencyCode())) {
            problems.add(Problem.coded(INVALID, "Currency " + code + " is not the order's currency", "order"));
        }
        if (!rated && bag.value("presentmentMoney").isPresent()) {
            amounts = amounts.withRateOf(bag);
            rated = true;
        }
        return amounts.read(bag);
    }

    private List<OrderLine> lines() {
        var lines = new ArrayList<OrderLine>();
        List<Input> inputs = input.objects("lineItems");
        if (inputs.isEmpty()) {
            problems.add(Problem.coded(INVALID, "Line items can't be blank", "order", "lineItems"));
        }
        for (int at = 0; at < inputs.size(); at++) {
            line(inputs.get(at), at).ifPresent(lines::add);
        }
        return List.copyOf(lines);
    }

    private Optional<OrderLine> line(Input item, int at) {
        item.only("giftCard", "priceSet", "productId", "properties", "quantity", "requiresShipping", "sku", "taxLines",
                "taxable", "title", "variantId", "variantTitle", "vendor", "fulfillmentService", "weight");
        Optional<Variant> variant = item.text("variantId").flatMap(id -> Gid.parse(id, Variant.TYPE))
                .flatMap(id -> shop.catalog().variant(id.number()));
        if (item.value("variantId").isPresent() && variant.isEmpty()) {
            problems.add(Problem.coded(INVALID, "Variant does not exist", "order", "lineItems", at, "variantId"));
            return Optional.empty();
        }
        int quantity = item.number("quantity").orElse(BigDecimal.ZERO).intValue();
        if (quantity < 1) {
            problems.add(Problem.coded(INVALID, "Quantity must be greater than 0", "order", "lineItems", at,
                    "quantity"));
            return Optional.empty();
        }
        Optional<BigDecimal> price = item.object("priceSet").map(this::amount)
                .or(() -> variant.map(known -> amounts.rounded(known.price)));
        if (variant.isEmpty() && (item.text("title").orElse("").isBlank() || price.isEmpty())) {
            problems.add(Problem.coded(INVALID, "Title and price are needed without a variant", "order", "lineItems",
                    at));
            return Optional.empty();
        }
        var properties = new LinkedHashMap<String, String>();
        item.objects("properties").forEach(property -> properties.put(property.text("name").orElse(""),
                property.text("value").orElse("")));
        return Optional.of(new OrderLine(shop.catalog().newId(), goods(item, variant), quantity,
                price.orElse(amounts.zero()), properties, List.of(), List.of()));
    }

    private Goods goods(Input item, Optional<Variant> variant) {
        Goods known = variant.map(found -> Goods.of(shop.catalog().find(found.productId).orElseThrow(), found))
                .orElseGet(() -> Goods.custom(item.text("title").orElse("")));
        boolean giftCard = item.truth("giftCard").orElse(false);
        return new Goods(known.variantId(), known.productId(), item.text("title").orElse(known.title()),
                item.text("variantTitle").orElse(known.variantTitle()), item.text("sku").orElse(known.sku()),
                item.text("vendor").orElse(known.vendor()),
                item.truth("requiresShipping").orElse(known.requiresShipping()) || known.requiresShipping(),
                !giftCard && item.truth("taxable").orElse(true), giftCard);
    }

    private ShippingCharge shipping(Input charge) {
        charge.only("code", "priceSet", "source", "taxLines", "title");
        return new ShippingCharge(shop.catalog().newId(), charge.text("title").orElse(""),
                charge.text("code").orElse(null), charge.text("source").orElse(null),
                charge.object("priceSet").map(this::amount).orElse(amounts.zero()), List.of(), List.of());
    }

    private void discount(Pricing pricing, Input discount) {
        long kinds = discount.fields().values().stream().filter(Objects::nonNull).count();
        if (kinds > 1) {
            problems.add(Problem.coded(INVALID, "Only one discount code can be given", "order", "discountCode"));
            return;
        }
        discount.object("itemFixedDiscountCode").ifPresent(fixed -> pricing.discountLines(Source.CODE, code(fixed),
                null, false, fixed.object("amountSet").map(this::amount).orElse(amounts.zero())));
        discount.object("itemPercentageDiscountCode").ifPresent(share -> pricing.discountLines(Source.CODE,
                code(share), null, true, share.number("percentage").orElse(BigDecimal.ZERO)));
        discount.object("freeShippingDiscountCode").ifPresent(free -> pricing.freeShipping(code(free)));
    }

    private static String code(Input discount) {
        return discount.text("code").orElse("");
    }

    private void taxes(Pricing pricing, List<Input> shipping) {
        List<TaxAsk> whole = asks(input);
        List<List<TaxAsk>> single = input.objects("lineItems").stream().map(this::asks).toList();
        if (!whole.isEmpty() && single.stream().anyMatch(asks -> !asks.isEmpty())) {
            problems.add(Problem.coded(INVALID,
                    "Tax lines can be specified on the order or the line items but not both", "order", "taxLines"));
        }
        if (!problems.isEmpty()) {
            return;
        }
        for (int at = 0; at < single.size(); at++) {
            pricing.taxLine(at, single.get(at));
        }
        for (int at = 0; at < shipping.size(); at++) {
            pricing.taxShipping(at, asks(shipping.get(at)));
        }
        if (!whole.isEmpty()) {
            pricing.taxLines(whole);
        }
    }

    private List<TaxAsk> asks(Input taxed) {
        return taxed.objects("taxLines").stream().map(tax -> new TaxAsk(tax.text("title").orElse(""),
                tax.number("rate").orElse(BigDecimal.ZERO), tax.object("priceSet").map(this::amount),
                tax.truth("channelLiable").orElse(false))).toList();
    }
}
