package com.atom.shopify.orders;

import com.atom.shopify.connections.Store;
import com.atom.shopify.edge.input.InputObject;
import com.atom.shopify.edge.input.Tags;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes our bodies as the inputs of Shopify's mutations. What was not sent is not in the input. Amounts are in the store's
/// currency; a foreign one is refused, because Shopify would need to be told the rate too.
final class OrderInputs {
    private final Currency currency;
    private final List<Failure.Detail> foreign = new ArrayList<>();

    private OrderInputs(Store store) {
        this.currency = store.currency();
    }

    /// `OrderCreateOrderInput`.
    static Map<String, @Nullable Object> direct(NewOrder order, String sourceIdentifier, Store store) {
        var inputs = new OrderInputs(store);
        var financialStatus = order.financialStatus();
        var processedAt = order.processedAt();
        var input = common(order).with("sourceIdentifier", sourceIdentifier)
                .with("lineItems", inputs.lines(order.lineItems(), "priceSet", true))
                .with("customer", customer(order.customer()))
                .with("shippingLines", mapped(order.shippingLines(), (line, i) -> new InputObject()
                        .with("title", line.title()).with("code", line.code())
                        .with("priceSet", inputs.bag("shipping_lines[" + i + "].price", line.price()))))
                .with("discountCode", inputs.discountCode(order.discount()))
                .with("taxLines", mapped(order.taxLines(), (tax, i) -> new InputObject().with("title", tax.title())
                        .with("rate", new BigDecimal(tax.rate()))
                        .with("priceSet", inputs.bag("tax_lines[" + i + "].price", tax.price()))))
                .with("transactions", mapped(order.transactions(), (transaction, i) -> new InputObject()
                        .with("kind", transaction.kind().name()).with("status", "SUCCESS")
                        .with("gateway", transaction.gateway())
                        .with("amountSet", inputs.bag("transactions[" + i + "].amount", transaction.amount()))))
                .with("taxesIncluded", order.taxesIncluded())
                .with("financialStatus", financialStatus == null ? null : financialStatus.name())
                .with("test", order.test()).with("processedAt", processedAt == null ? null : processedAt.toString())
                .with("currency", inputs.currency.getCurrencyCode());
        inputs.refuseForeign();
        return input.fields();
    }

    /// `DraftOrderInput`.
    static Map<String, @Nullable Object> draft(NewOrder order, Store store) {
        var inputs = new OrderInputs(store);
        var customer = order.customer();
        var line = order.shippingLines() == null || order.shippingLines().isEmpty()
                ? null
                : order.shippingLines().getFirst();
        var input = common(order)
                .with("lineItems", inputs.lines(order.lineItems(), "originalUnitPriceWithCurrency", false))
                .with("purchasingEntity", customer == null || customer.id() == null
                        ? null
                        : Map.of("customerId", Gid.parse(Gid.Kind.CUSTOMER, "customer.id", customer.id()).toString()))
                .with("email", order.email() == null && customer != null ? customer.email() : order.email())
                .with("shippingLine", line == null
                        ? null
                        : Map.of("title", line.title(), "priceWithCurrency",
                                inputs.money("shipping_lines[0].price", line.price())))
                .with("appliedDiscount", inputs.appliedDiscount(order.discount()));
        inputs.refuseForeign();
        return input.fields();
    }

    /// `OrderInput`.
    static Map<String, @Nullable Object> changes(OrderChanges changes, Gid id) {
        return new InputObject().with("id", id.toString()).with("email", changes.email())
                .with("phone", changes.phone()).with("note", changes.note()).with("poNumber", changes.poNumber())
                .with("tags", changes.tags() == null ? null : Tags.of(changes.tags()))
                .with("shippingAddress", address(changes.shippingAddress()))
                .with("customAttributes", attributes(changes.noteAttributes())).fields();
    }

    private static InputObject common(NewOrder order) {
        return new InputObject().with("email", order.email()).with("phone", order.phone())
                .with("note", order.note()).with("poNumber", order.poNumber())
                .with("tags", order.tags() == null ? null : Tags.of(order.tags()))
                .with("shippingAddress", address(order.shippingAddress()))
                .with("billingAddress", address(order.billingAddress()))
                .with("customAttributes", attributes(order.noteAttributes()));
    }

    private @Nullable List<Map<String, @Nullable Object>> lines(List<NewOrder.NewLine> lines, String price,
            boolean isBag) {
        return mapped(lines, (line, i) -> {
            var at = "line_items[" + i + "]";
            var money = line.price();
            var properties = line.properties();
            return new InputObject().with("quantity", line.quantity())
                    .with("variantId", line.variantId() == null
                            ? null
                            : Gid.parse(Gid.Kind.PRODUCT_VARIANT, at + ".variant_id", line.variantId()).toString())
                    .with("title", line.title()).with("sku", line.sku())
                    .with("requiresShipping", line.requiresShipping()).with("taxable", line.taxable())
                    .with(price, isBag || money == null ? bag(at + ".price", money) : money(at + ".price", money))
                    .with("properties", properties == null || !isBag
                            ? null
                            : properties.stream().map(each -> Map.of("name", each.name(), "value", each.value()))
                                    .toList())
                    .with("customAttributes", isBag ? null : attributes(properties));
        });
    }

    private @Nullable Map<String, Object> discountCode(NewOrder.@Nullable Discount discount) {
        if (discount == null) {
            return null;
        }
        if (discount.amount() != null) {
            return Map.of("itemFixedDiscountCode", Map.of("code", discount.code(), "amountSet",
                    Map.of("shopMoney", money("discount.amount", discount.amount()))));
        }
        return discount.percentage() == null
                ? Map.of("freeShippingDiscountCode", Map.of("code", discount.code()))
                : Map.of("itemPercentageDiscountCode",
                        Map.of("code", discount.code(), "percentage", new BigDecimal(discount.percentage())));
    }

    private @Nullable Map<String, Object> appliedDiscount(NewOrder.@Nullable Discount discount) {
        if (discount == null) {
            return null;
        }
        return discount.amount() != null
                ? Map.of("title", discount.code(), "valueType", "FIXED_AMOUNT", "value", discount.amount().amount(),
                        "amountWithCurrency", money("discount.amount", discount.amount()))
                : Map.of("title", discount.code(), "valueType", "PERCENTAGE", "value",
                        new BigDecimal(discount.percentage() == null ? "0" : discount.percentage()));
    }

    private static @Nullable Map<String, Object> customer(NewOrder.@Nullable Buyer customer) {
        if (customer == null) {
            return null;
        }
        return customer.id() != null
                ? Map.of("toAssociate",
                        Map.of("id", Gid.parse(Gid.Kind.CUSTOMER, "customer.id", customer.id()).toString()))
                : Map.of("toUpsert", new InputObject().with("email", customer.email())
                        .with("firstName", customer.firstName()).with("lastName", customer.lastName()).fields());
    }

    private static @Nullable Map<String, @Nullable Object> address(NewOrder.@Nullable NewAddress address) {
        return address == null
                ? null
                : new InputObject().with("firstName", address.firstName()).with("lastName", address.lastName())
                        .with("company", address.company()).with("address1", address.address1())
                        .with("address2", address.address2()).with("city", address.city())
                        .with("provinceCode", address.provinceCode()).with("countryCode", address.countryCode())
                        .with("zip", address.zip()).with("phone", address.phone()).fields();
    }

    private static @Nullable List<Map<String, String>> attributes(@Nullable List<NewOrder.NewAttribute> attributes) {
        return attributes == null
                ? null
                : attributes.stream().map(each -> Map.of("key", each.name(), "value", each.value())).toList();
    }

    private @Nullable Map<String, Object> bag(String field, @Nullable Money money) {
        return money == null ? null : Map.of("shopMoney", money(field, money));
    }

    private Map<String, Object> money(String field, Money money) {
        if (!money.currency().equals(currency)) {
            foreign.add(Failure.Detail.of(field + ".currency", "currency",
                    "must be the store's currency, " + currency.getCurrencyCode()));
        }
        return Map.of("amount", money.amount(), "currencyCode", money.currency().getCurrencyCode());
    }

    private void refuseForeign() {
        if (!foreign.isEmpty()) {
            throw OrderErrors.refused("Amounts must be in the store's currency.", foreign);
        }
    }

    @FunctionalInterface
    private interface Mapping<T> {
        InputObject at(T item, int index);
    }

    private static <T> @Nullable List<Map<String, @Nullable Object>> mapped(@Nullable List<T> items,
            Mapping<T> mapping) {
        return items == null
                ? null
                : IntStream.range(0, items.size()).mapToObj(i -> mapping.at(items.get(i), i).fields()).toList();
    }
}
