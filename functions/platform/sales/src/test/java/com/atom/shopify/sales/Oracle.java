package com.atom.shopify.sales;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The figures of a time, slowly and plainly from the definitions, with numbers of its own.
record Oracle(List<SampleShop.Order> orders) {

    Map<String, @Nullable BigDecimal> figures(Instant from, Instant to, String currency) {
        return figures(from, to, currency, _ -> true, true);
    }

    /// Of a group, except what depends on who bought.
    ///
    /// @param key the empty one has what belongs to none
    Map<String, @Nullable BigDecimal> group(Instant from, Instant to, String currency, Dimension dimension,
            String key) {
        var figures = switch (dimension) {
            case PRODUCT, VARIANT, VENDOR, TYPE ->
                figures(from, to, currency, line -> key(line, dimension).equals(key), key.isEmpty());
            case CHANNEL, LOCATION, DISCOUNT_CODE, COUNTRY ->
                new Oracle(orders.stream().filter(order -> keys(order, dimension).contains(key)).toList())
                        .figures(from, to, currency);
        };
        figures.remove("returning_customer_rate");
        return figures;
    }

    /// The groups in which anything is.
    Set<String> keys(Dimension dimension) {
        var keys = new TreeSet<>(List.of(""));
        for (var order : orders) {
            keys.addAll(keys(order, dimension));
            order.lines().forEach(line -> keys.add(key(line, dimension)));
            order.edits().forEach(edit -> edit.added().ifPresent(line -> keys.add(key(line, dimension))));
        }
        return keys;
    }

    private static String key(SampleShop.Line line, Dimension dimension) {
        return switch (dimension) {
            case PRODUCT -> line.product().map(Object::toString).orElse("");
            case VARIANT -> line.variant().map(Object::toString).orElse("");
            case VENDOR -> line.vendor();
            case TYPE -> line.type();
            case CHANNEL, LOCATION, DISCOUNT_CODE, COUNTRY -> "";
        };
    }

    private static List<String> keys(SampleShop.Order order, Dimension dimension) {
        return switch (dimension) {
            case CHANNEL -> List.of(order.channel());
            case LOCATION -> List.of(order.location().map(Object::toString).orElse(""));
            case COUNTRY -> List.of(order.country().orElse(""));
            case DISCOUNT_CODE -> order.codes().isEmpty() ? List.of("") : order.codes();
            case PRODUCT, VARIANT, VENDOR, TYPE -> List.of();
        };
    }

    /// @param wanted the lines that count
    /// @param rest whether what is no line counts, and an order of nothing but gift cards
    private Map<String, @Nullable BigDecimal> figures(Instant from, Instant to, String currency,
            Predicate<SampleShop.Line> wanted, boolean rest) {
        Predicate<SampleShop.Line> counts = line -> !line.gift() && wanted.test(line);
        long gross = 0;
        long discounts = 0;
        long returns = 0;
        long shipping = 0;
        long taxes = 0;
        long others = 0;
        long count = 0;
        long units = 0;
        long refunded = 0;
        var digits = 0;
        var customers = new HashSet<Long>();
        var returning = new HashSet<Long>();
        for (var order : orders) {
            if (order.test() || !order.currency().equals(currency)) {
                continue;
            }
            digits = order.digits();
            if (within(order.processed(), from, to)) {
                if (order.lines().stream().anyMatch(counts)
                        || (rest && order.lines().stream().allMatch(SampleShop.Line::gift))) {
                    count++;
                    refunded += order.refunds().isEmpty() ? 0 : 1;
                }
                shipping += rest ? order.shipping() : 0;
                others += rest ? order.duties() + order.fees() : 0;
                for (var line : order.lines()) {
                    if (counts.test(line)) {
                        gross += line.gross();
                        discounts += line.discountBeforeTax();
                        taxes += line.tax();
                        units += line.quantity();
                    }
                }
                for (var edit : order.edits()) {
                    units += edit.added().filter(counts).map(SampleShop.Line::quantity).orElse(0L);
                }
            }
            for (var refund : order.refunds()) {
                if (within(refund.at(), from, to)) {
                    for (var taken : refund.taken()) {
                        returns += counts.test(taken.line()) ? taken.net() : 0;
                        taxes -= counts.test(taken.line()) ? taken.tax() : 0;
                    }
                    shipping -= rest ? refund.shipping() : 0;
                    returns -= rest ? refund.adjustment() : 0;
                }
            }
            for (var edit : order.edits()) {
                if (within(edit.at(), from, to)) {
                    for (var added : edit.added().filter(counts).stream().toList()) {
                        gross += added.gross();
                        discounts += added.discountBeforeTax();
                        taxes += added.tax();
                    }
                    for (var taken : edit.removed()) {
                        returns += counts.test(taken.line()) ? taken.net() : 0;
                        taxes -= counts.test(taken.line()) ? taken.tax() : 0;
                    }
                }
            }
        }
        for (var customer : orders.stream().filter(order -> !order.test() && order.customer() != 0)
                .map(SampleShop.Order::customer).distinct().toList()) {
            var first = orders.stream().filter(order -> !order.test() && order.customer() == customer)
                    .sorted(Comparator.comparing(SampleShop.Order::processed)
                            .thenComparingLong(SampleShop.Order::id))
                    .filter(order -> within(order.processed(), from, to)).findFirst();
            if (first.isPresent() && first.get().currency().equals(currency)) {
                customers.add(customer);
                if (orders.stream().anyMatch(order -> !order.test() && order.customer() == customer
                        && order.processed().isBefore(from))) {
                    returning.add(customer);
                }
            }
        }
        var figures = new LinkedHashMap<String, @Nullable BigDecimal>();
        figures.put("gross_sales", money(gross, digits));
        figures.put("discounts", money(discounts, digits));
        figures.put("returns", money(returns, digits));
        figures.put("net_sales", money(gross - discounts - returns, digits));
        figures.put("shipping", money(shipping, digits));
        figures.put("taxes", money(taxes, digits));
        figures.put("total_sales", money(gross - discounts - returns + shipping + taxes + others, digits));
        figures.put("orders", BigDecimal.valueOf(count));
        figures.put("units", BigDecimal.valueOf(units));
        figures.put("average_order_value", count == 0
                ? null
                : money(gross - discounts, digits).divide(BigDecimal.valueOf(count), digits, RoundingMode.HALF_UP));
        figures.put("returning_customer_rate", rate(returning.size(), customers.size()));
        figures.put("refund_rate", rate(refunded, count));
        return figures;
    }

    private static boolean within(Instant at, Instant from, Instant to) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    private static BigDecimal money(long units, int digits) {
        return new BigDecimal(BigInteger.valueOf(units), digits);
    }

    private static @Nullable BigDecimal rate(long part, long whole) {
        return whole == 0 ? null : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 6, RoundingMode.HALF_UP);
    }
}
