package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Discount.Source;
import com.atom.shopify.fake.shopify.Discount.Target;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A bill in the making: lines and shipping first, then discounts, then taxes on what is left.
final class Pricing {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Amounts amounts;
    private final boolean taxesIncluded;
    private final List<OrderLine> lines = new ArrayList<>();
    private final List<ShippingCharge> shipping = new ArrayList<>();
    private final List<Discount> discounts = new ArrayList<>();

    /// A tax that is asked for; without an amount its rate decides.
    record TaxAsk(String title, BigDecimal rate, Optional<BigDecimal> amount, boolean channelLiable) {}

    Pricing(Amounts amounts, boolean taxesIncluded) {
        this.amounts = amounts;
        this.taxesIncluded = taxesIncluded;
    }

    Pricing add(OrderLine line) {
        lines.add(line);
        return this;
    }

    Pricing add(ShippingCharge charge) {
        shipping.add(charge);
        return this;
    }

    /// A discount on the line at this place.
    void discountLine(int at, String title, @Nullable String description, boolean percentage, BigDecimal value) {
        var discount = given(Source.MANUAL, Target.LINE, title, description, percentage, value);
        OrderLine line = lines.get(at);
        lines.set(at, line.with(new Discount.Part(discount, taken(discount, line.discounted()))));
    }

    /// A discount on all lines together, shared by what they cost.
    void discountLines(Source source, String title, @Nullable String description, boolean percentage,
            BigDecimal value) {
        var discount = given(source, Target.ORDER, title, description, percentage, value);
        List<BigDecimal> prices = lines.stream().map(OrderLine::discounted).toList();
        List<BigDecimal> shares = Shares.of(taken(discount, Shares.sum(prices)), prices, amounts.scale());
        for (int at = 0; at < lines.size(); at++) {
            lines.set(at, lines.get(at).with(new Discount.Part(discount, shares.get(at))));
        }
    }

    void freeShipping(String code) {
        var discount = given(Source.CODE, Target.SHIPPING, code, null, true, HUNDRED);
        shipping.replaceAll(charge -> charge.with(new Discount.Part(discount, charge.discounted())));
    }

    void taxLine(int at, List<TaxAsk> asks) {
        OrderLine line = lines.get(at);
        lines.set(at, line.withTaxes(taxes(asks, line.discounted())));
    }

    void taxShipping(int at, List<TaxAsk> asks) {
        ShippingCharge charge = shipping.get(at);
        shipping.set(at, charge.withTaxes(taxes(asks, charge.discounted())));
    }

    /// Taxes of the order as a whole, split across the taxable lines (schema, `OrderCreateOrderInput.taxLines`).
    void taxLines(List<TaxAsk> asks) {
        List<BigDecimal> prices = lines.stream()
                .map(line -> line.goods().taxable() && !line.goods().giftCard() ? line.discounted() : amounts.zero())
                .toList();
        List<Tax> whole = taxes(asks, Shares.sum(prices));
        List<List<BigDecimal>> shares = whole.stream().map(tax -> Shares.of(tax.amount(), prices, amounts.scale()))
                .toList();
        for (int at = 0; at < lines.size(); at++) {
            int place = at;
            if (prices.get(at).signum() > 0) {
                lines.set(at, lines.get(at).withTaxes(IntStream.range(0, whole.size())
                        .mapToObj(tax -> whole.get(tax).withAmount(shares.get(tax).get(place))).toList()));
            }
        }
    }

    Bill bill() {
        return new Bill(List.copyOf(lines), List.copyOf(shipping), List.copyOf(discounts), taxesIncluded);
    }

    private Discount given(Source source, Target target, String title, @Nullable String description,
            boolean percentage, BigDecimal value) {
        var discount = new Discount(discounts.size(), source, target, title, description, percentage, value);
        discounts.add(discount);
        return discount;
    }

    /// What a discount takes off a price: never more than the price.
    private BigDecimal taken(Discount discount, BigDecimal price) {
        BigDecimal asked = discount.percentage()
                ? amounts.rounded(price.multiply(discount.value()).divide(HUNDRED))
                : amounts.rounded(discount.value());
        return asked.min(price);
    }

    private List<Tax> taxes(List<TaxAsk> asks, BigDecimal price) {
        return asks.stream().map(ask -> new Tax(ask.title(), ask.rate(),
                ask.amount().orElseGet(() -> reckoned(ask.rate(), price)), ask.channelLiable())).toList();
    }

    private BigDecimal reckoned(BigDecimal rate, BigDecimal price) {
        return taxesIncluded
                ? price.multiply(rate).divide(rate.add(BigDecimal.ONE), amounts.scale(), RoundingMode.HALF_UP)
                : amounts.rounded(price.multiply(rate));
    }
}
