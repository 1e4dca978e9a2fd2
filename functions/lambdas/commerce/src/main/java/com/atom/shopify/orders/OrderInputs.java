package com.atom.shopify.orders;

import com.atom.shopify.connections.Store;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        var input = inputs.common(order);
        input.put("sourceIdentifier", sourceIdentifier);
        put(input, "lineItems", inputs.lines(order.lineItems(), "priceSet", true));
        put(input, "customer", customer(order.customer()));
        put(input, "shippingLines", mapped(order.shippingLines(), (line, i) -> {
            var shipping = map("title", line.title());
            shipping.put("priceSet", inputs.bag("shipping_lines[" + i + "].price", line.price()));
            put(shipping, "code", line.code());
            return shipping;
        }));
        put(input, "discountCode", inputs.discountCode(order.discount()));
        put(input, "taxLines", mapped(order.taxLines(), (tax, i) -> {
            var line = map("title", tax.title());
            line.put("rate", new BigDecimal(tax.rate()));
            put(line, "priceSet", tax.price() == null
                    ? null
                    : inputs.bag("tax_lines[" + i + "].price", tax.price()));
            return line;
        }));
        put(input, "transactions", mapped(order.transactions(), (transaction, i) -> {
            var payment = map("kind", transaction.kind().name());
            payment.put("status", "SUCCESS");
            payment.put("amountSet", inputs.bag("transactions[" + i + "].amount", transaction.amount()));
            put(payment, "gateway", transaction.gateway());
            return payment;
        }));
        put(input, "taxesIncluded", order.taxesIncluded());
        put(input, "financialStatus", order.financialStatus() == null ? null : order.financialStatus().name());
        put(input, "test", order.test());
        put(input, "processedAt", order.processedAt() == null ? null : order.processedAt().toString());
        input.put("currency", inputs.currency.getCurrencyCode());
        inputs.refuseForeign();
        return input;
    }

    /// `DraftOrderInput`.
    static Map<String, @Nullable Object> draft(NewOrder order, Store store) {
        var inputs = new OrderInputs(store);
        var input = inputs.common(order);
        put(input, "lineItems", inputs.lines(order.lineItems(), "originalUnitPriceWithCurrency", false));
        var customer = order.customer();
        if (customer != null && customer.id() != null) {
            input.put("purchasingEntity", Map.of("customerId",
                    Gid.parse(Gid.Kind.CUSTOMER, "customer.id", customer.id()).toString()));
        } else if (customer != null) {
            put(input, "email", order.email() == null ? customer.email() : order.email());
        }
        if (order.shippingLines() != null && !order.shippingLines().isEmpty()) {
            var line = order.shippingLines().getFirst();
            var shipping = map("title", line.title());
            shipping.put("priceWithCurrency", inputs.money("shipping_lines[0].price", line.price()));
            input.put("shippingLine", shipping);
        }
        put(input, "appliedDiscount", inputs.appliedDiscount(order.discount()));
        inputs.refuseForeign();
        return input;
    }

    /// `OrderInput`.
    static Map<String, @Nullable Object> changes(OrderChanges changes, Gid id) {
        var input = map("id", id.toString());
        put(input, "email", changes.email());
        put(input, "phone", changes.phone());
        put(input, "note", changes.note());
        put(input, "poNumber", changes.poNumber());
        put(input, "tags", tags(changes.tags()));
        put(input, "shippingAddress", address(changes.shippingAddress()));
        put(input, "customAttributes", attributes(changes.noteAttributes()));
        return input;
    }

    private Map<String, @Nullable Object> common(NewOrder order) {
        var input = new LinkedHashMap<String, @Nullable Object>();
        put(input, "email", order.email());
        put(input, "phone", order.phone());
        put(input, "note", order.note());
        put(input, "poNumber", order.poNumber());
        put(input, "tags", tags(order.tags()));
        put(input, "shippingAddress", address(order.shippingAddress()));
        put(input, "billingAddress", address(order.billingAddress()));
        put(input, "customAttributes", attributes(order.noteAttributes()));
        return input;
    }

    private List<Map<String, @Nullable Object>> lines(List<NewOrder.NewLine> lines, String price, boolean isBag) {
        var inputs = new ArrayList<Map<String, @Nullable Object>>();
        for (var line : lines) {
            var at = "line_items[" + inputs.size() + "]";
            var input = map("quantity", line.quantity());
            put(input, "variantId", line.variantId() == null
                    ? null
                    : Gid.parse(Gid.Kind.PRODUCT_VARIANT, at + ".variant_id", line.variantId()).toString());
            put(input, "title", line.title());
            put(input, "sku", line.sku());
            put(input, "requiresShipping", line.requiresShipping());
            put(input, "taxable", line.taxable());
            if (line.price() != null) {
                input.put(price, isBag ? bag(at + ".price", line.price()) : money(at + ".price", line.price()));
            }
            var properties = line.properties();
            if (properties != null && isBag) {
                input.put("properties", properties.stream()
                        .map(property -> Map.of("name", property.name(), "value", property.value())).toList());
            } else {
                put(input, "customAttributes", attributes(properties));
            }
            inputs.add(input);
        }
        return inputs;
    }

    private @Nullable Map<String, @Nullable Object> discountCode(NewOrder.@Nullable Discount discount) {
        if (discount == null) {
            return null;
        }
        if (discount.amount() != null) {
            return map("itemFixedDiscountCode", Map.of("code", discount.code(), "amountSet",
                    bag("discount.amount", discount.amount())));
        }
        return discount.percentage() == null
                ? map("freeShippingDiscountCode", Map.of("code", discount.code()))
                : map("itemPercentageDiscountCode",
                        Map.of("code", discount.code(), "percentage", new BigDecimal(discount.percentage())));
    }

    private @Nullable Map<String, @Nullable Object> appliedDiscount(NewOrder.@Nullable Discount discount) {
        if (discount == null) {
            return null;
        }
        var applied = map("title", discount.code());
        if (discount.amount() != null) {
            applied.put("valueType", "FIXED_AMOUNT");
            applied.put("value", discount.amount().amount());
            applied.put("amountWithCurrency", money("discount.amount", discount.amount()));
        } else {
            applied.put("valueType", "PERCENTAGE");
            applied.put("value", new BigDecimal(discount.percentage() == null ? "0" : discount.percentage()));
        }
        return applied;
    }

    private static @Nullable Map<String, @Nullable Object> customer(NewOrder.@Nullable Buyer customer) {
        if (customer == null) {
            return null;
        }
        if (customer.id() != null) {
            return map("toAssociate",
                    Map.of("id", Gid.parse(Gid.Kind.CUSTOMER, "customer.id", customer.id()).toString()));
        }
        var upsert = new LinkedHashMap<String, @Nullable Object>();
        put(upsert, "email", customer.email());
        put(upsert, "firstName", customer.firstName());
        put(upsert, "lastName", customer.lastName());
        return map("toUpsert", upsert);
    }

    private static @Nullable Map<String, @Nullable Object> address(NewOrder.@Nullable NewAddress address) {
        if (address == null) {
            return null;
        }
        var input = new LinkedHashMap<String, @Nullable Object>();
        put(input, "firstName", address.firstName());
        put(input, "lastName", address.lastName());
        put(input, "company", address.company());
        put(input, "address1", address.address1());
        put(input, "address2", address.address2());
        put(input, "city", address.city());
        put(input, "provinceCode", address.provinceCode());
        put(input, "countryCode", address.countryCode());
        put(input, "zip", address.zip());
        put(input, "phone", address.phone());
        return input;
    }

    private static @Nullable List<Map<String, String>> attributes(@Nullable List<NewOrder.NewAttribute> attributes) {
        return attributes == null
                ? null
                : attributes.stream().map(each -> Map.of("key", each.name(), "value", each.value())).toList();
    }

    private static @Nullable List<String> tags(@Nullable String tags) {
        return tags == null
                ? null
                : Stream.of(tags.split(",")).map(String::strip).filter(tag -> !tag.isEmpty()).toList();
    }

    private Map<String, Object> bag(String field, Money money) {
        return Map.of("shopMoney", money(field, money));
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
        Map<String, @Nullable Object> at(T item, int index);
    }

    private static <T> @Nullable List<Map<String, @Nullable Object>> mapped(@Nullable List<T> items,
            Mapping<T> mapping) {
        if (items == null) {
            return null;
        }
        var mapped = new ArrayList<Map<String, @Nullable Object>>();
        for (var item : items) {
            mapped.add(mapping.at(item, mapped.size()));
        }
        return mapped;
    }

    private static Map<String, @Nullable Object> map(String name, Object value) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put(name, value);
        return map;
    }

    private static void put(Map<String, @Nullable Object> input, String name, @Nullable Object value) {
        if (value != null) {
            input.put(name, value);
        }
    }
}
