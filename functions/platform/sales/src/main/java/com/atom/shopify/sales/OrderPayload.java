package com.atom.shopify.sales;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An order as webhooks show it (shopify-platform 3.5), as far as its figures go. Amounts are in the shop's currency; in shops
/// whose prices include taxes, so do prices, discounts and subtotals here.
@Serdeable(naming = SnakeCaseStrategy.class)
record OrderPayload(long id, String processedAt, String updatedAt, @Nullable Boolean test,
        @Nullable String cancelledAt, String currency, @Nullable Boolean taxesIncluded, @Nullable Customer customer,
        @Nullable String sourceName, @Nullable Long locationId, @Nullable List<Code> discountCodes,
        @Nullable Address shippingAddress, @Nullable Address billingAddress, List<Line> lineItems,
        @Nullable List<Line> shippingLines, @Nullable List<RefundPayload> refunds,
        @Nullable Set originalTotalDutiesSet, @Nullable Set originalTotalAdditionalFeesSet,
        @Nullable String totalPrice, @Nullable String currentTotalPrice) {
    /// A refund that was made within this time of the cancellation is a part of it.
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    @Serdeable
    record Customer(@Nullable Long id) {}

    @Serdeable
    record Code(@Nullable String code) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Address(@Nullable String countryCode) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Set(Amount shopMoney) {
        static BigDecimal of(@Nullable Set set, @Nullable String plain) {
            return set == null
                    ? plain == null ? BigDecimal.ZERO : new BigDecimal(plain)
                    : new BigDecimal(set.shopMoney().amount());
        }

        static BigDecimal of(@Nullable Set set) {
            return of(set, null);
        }
    }

    @Serdeable
    record Amount(String amount) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Tax(@Nullable Set priceSet, @Nullable String price, @Nullable BigDecimal rate) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Allocation(@Nullable Set amountSet, @Nullable String amount) {}

    /// A line of goods, or of shipping, which has no quantity.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Line(long id, @Nullable Long productId, @Nullable Long variantId, @Nullable String vendor,
            @Nullable Long quantity, @Nullable Long currentQuantity, @Nullable Set priceSet, @Nullable String price,
            @Nullable Boolean giftCard, @Nullable String tipPaymentGateway, @Nullable Boolean isRemoved,
            @Nullable List<Allocation> discountAllocations, @Nullable Set totalDiscountSet,
            @Nullable String totalDiscount, @Nullable List<Tax> taxLines) {

        Line {
            discountAllocations = discountAllocations == null ? null : List.copyOf(discountAllocations);
            taxLines = taxLines == null ? List.of() : List.copyOf(taxLines);
        }

        long units() {
            return quantity == null ? 1 : quantity;
        }

        /// Line discounts and the line's share of the order's.
        BigDecimal allotted() {
            return discountAllocations == null
                    ? Set.of(totalDiscountSet, totalDiscount)
                    : sum(discountAllocations.stream().map(part -> Set.of(part.amountSet(), part.amount())));
        }

        BigDecimal tax() {
            return sum(taxes().map(part -> Set.of(part.priceSet(), part.price())));
        }

        private Stream<Tax> taxes() {
            return taxLines == null ? Stream.of() : taxLines.stream();
        }

        BigDecimal discount(Terms terms) {
            return terms.withoutTax(allotted(), sum(taxes().filter(tax -> tax.rate() != null).map(Tax::rate)));
        }

        Sale sold(LineType type, Terms terms) {
            var charged = Set.of(priceSet, price).multiply(BigDecimal.valueOf(units())).subtract(allotted());
            var tax = tax();
            var net = terms.taxesIncluded() ? charged.subtract(tax) : charged;
            var discount = discount(terms);
            return new Sale(type, Action.ORDER, quantity == null ? 0 : quantity, terms.exact(net.add(discount)),
                    terms.exact(discount), terms.exact(tax), item());
        }

        LineType type() {
            return Boolean.TRUE.equals(giftCard)
                    ? LineType.GIFT_CARD
                    : tipPaymentGateway == null ? LineType.PRODUCT : LineType.TIP;
        }

        @Nullable
        Item item() {
            return quantity == null ? null : new Item(productId, variantId, vendor, null);
        }
    }

    OrderDocument document() {
        var terms = terms();
        var agreements = new ArrayList<Agreement>();
        agreements.add(new Agreement(time(processedAt), Kind.ORDER, null, placed(terms).toList()));
        made().map(refund -> refund.agreement(terms)).forEach(agreements::add);
        var facts = facts();
        return new OrderDocument(facts, OrderDocument.Source.PAYLOAD, agreements,
                !facts.test() && !explains(agreements));
    }

    OrderFacts facts() {
        return new OrderFacts(id, time(processedAt), time(updatedAt), Boolean.TRUE.equals(test), currency,
                Boolean.TRUE.equals(taxesIncluded), customer == null ? null : customer.id(), sourceName, locationId,
                discountCodes == null
                        ? List.of()
                        : discountCodes.stream().map(Code::code).flatMap(Stream::ofNullable).sorted().toList(),
                country());
    }

    private @Nullable String country() {
        return Stream.of(Optional.ofNullable(shippingAddress), Optional.ofNullable(billingAddress))
                .flatMap(Optional::stream).map(Address::countryCode).flatMap(Stream::ofNullable).findFirst()
                .orElse(null);
    }

    private Terms terms() {
        return new Terms(currency, Boolean.TRUE.equals(taxesIncluded),
                Optional.ofNullable(cancelledAt).map(OrderPayload::time));
    }

    private Stream<Sale> placed(Terms terms) {
        return Stream.of(lineItems.stream().map(line -> line.sold(line.type(), terms)),
                shipping().map(line -> line.sold(LineType.SHIPPING, terms)),
                charge(LineType.DUTY, originalTotalDutiesSet, terms),
                charge(LineType.FEE, originalTotalAdditionalFeesSet, terms)).flatMap(each -> each);
    }

    private static Stream<Sale> charge(LineType type, @Nullable Set amount, Terms terms) {
        return Stream.of(Set.of(amount)).filter(charged -> charged.signum() != 0).map(charged -> new Sale(type,
                Action.ORDER, 0, terms.exact(charged), BigDecimal.ZERO, BigDecimal.ZERO, null));
    }

    private Stream<Line> shipping() {
        return shippingLines == null ? Stream.of() : shippingLines.stream();
    }

    private Stream<RefundPayload> made() {
        return refunds == null ? Stream.of() : refunds.stream();
    }

    /// Whether placing the order and its refunds lead to what it says to be now. Whatever an edit does, one of these differs: the
    /// units left of a line, the total at first, or the total now. Whether refund discrepancies are a part of the last one is
    /// documented nowhere.
    private boolean explains(List<Agreement> agreements) {
        var placed = total(agreements.stream().filter(agreement -> agreement.kind() == Kind.ORDER), false);
        return lineItems.stream().allMatch(this::isAccountedFor)
                && shipping().noneMatch(line -> Boolean.TRUE.equals(line.isRemoved()))
                && isSame(totalPrice, placed)
                && (isSame(currentTotalPrice, total(agreements.stream(), true))
                        || isSame(currentTotalPrice, total(agreements.stream(), false)));
    }

    private boolean isAccountedFor(Line line) {
        var left = line.currentQuantity();
        return left == null || left == line.units() - made().mapToLong(refund -> refund.unitsOf(line)).sum();
    }

    private static boolean isSame(@Nullable String said, BigDecimal computed) {
        return said == null || new BigDecimal(said).compareTo(computed) == 0;
    }

    private static BigDecimal total(Stream<Agreement> agreements, boolean adjusted) {
        return sum(agreements.flatMap(agreement -> agreement.sales().stream())
                .filter(sale -> adjusted || sale.type() != LineType.ADJUSTMENT).map(Sale::total));
    }

    static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// What an order's amounts mean.
    record Terms(String currency, boolean taxesIncluded, Optional<Instant> cancelledAt) {

        BigDecimal exact(BigDecimal amount) {
            return Scale.of(currency).exact(amount);
        }

        /// A discount on a price with taxes takes off less before taxes.
        BigDecimal withoutTax(BigDecimal discount, BigDecimal rate) {
            return taxesIncluded
                    ? discount.divide(BigDecimal.ONE.add(rate), Scale.of(currency).digits(), RoundingMode.HALF_UP)
                    : discount;
        }

        Kind kindOfRefund(Instant at) {
            return cancelledAt.filter(cancelled -> Duration.between(cancelled, at).abs().compareTo(AT_ONCE) <= 0)
                    .isPresent() ? Kind.CANCELLATION : Kind.REFUND;
        }
    }
}
