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
import org.jspecify.annotations.Nullable;

/// The figures of a time, slowly and plainly from the definitions, with numbers of its own.
record Oracle(List<SampleShop.Order> orders) {

    Map<String, @Nullable BigDecimal> figures(Instant from, Instant to, String currency) {
        long gross = 0;
        long discounts = 0;
        long returns = 0;
        long shipping = 0;
        long taxes = 0;
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
                count++;
                refunded += order.refunds().isEmpty() ? 0 : 1;
                shipping += order.shipping();
                for (var line : order.lines()) {
                    if (!line.gift()) {
                        gross += line.gross();
                        discounts += line.discountBeforeTax();
                        taxes += line.tax();
                        units += line.quantity();
                    }
                }
                for (var edit : order.edits()) {
                    units += edit.added().gift() ? 0 : edit.added().quantity();
                }
            }
            for (var refund : order.refunds()) {
                if (within(refund.at(), from, to)) {
                    for (var taken : refund.taken()) {
                        returns += taken.line().gift() ? 0 : taken.net();
                        taxes -= taken.line().gift() ? 0 : taken.tax();
                    }
                    shipping -= refund.shipping();
                    returns -= refund.adjustment();
                }
            }
            for (var edit : order.edits()) {
                if (within(edit.at(), from, to)) {
                    if (!edit.added().gift()) {
                        gross += edit.added().gross();
                        discounts += edit.added().discountBeforeTax();
                        taxes += edit.added().tax();
                    }
                    for (var taken : edit.removed()) {
                        returns += taken.line().gift() ? 0 : taken.net();
                        taxes -= taken.line().gift() ? 0 : taken.tax();
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
        figures.put("total_sales", money(gross - discounts - returns + shipping + taxes, digits));
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
