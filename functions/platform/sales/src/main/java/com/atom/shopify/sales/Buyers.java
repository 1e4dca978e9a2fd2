package com.atom.shopify.sales;

import com.atom.shopify.id.ShopDomain;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who bought in some days, from the orders of those days.
@Singleton
public final class Buyers {
    /// Read together, which saves reading a day of UTC twice.
    private static final int DAYS_AT_ONCE = 7;

    private final Days days;
    private final Generations generations;

    Buyers(Days days, Generations generations) {
        this.days = days;
        this.generations = generations;
    }

    /// A customer who placed an order in those days.
    ///
    /// @param spent on products, after discounts and returns, in one currency
    public record Buyer(long customer, int orders, LocalDate lastOrder, BigDecimal spent) {}

    /// All of them, guests left out; none at all when they placed more orders than `most`.
    public Optional<List<Buyer>> of(ShopDomain shop, DateRange range, ZoneId zone, String currency, int most) {
        var changes = generations.of(shop, List.of(range.utc(zone)));
        var sums = new HashMap<Long, Sum>();
        var placed = 0;
        for (var from = range.from(); !from.isAfter(range.to()); from = from.plusDays(DAYS_AT_ONCE)) {
            var last = from.plusDays(DAYS_AT_ONCE - 1L);
            var some = new DateRange(from, last.isAfter(range.to()) ? range.to() : last);
            if (some.utc(zone).dates().anyMatch(changes::containsKey)) {
                placed += add(shop, some, zone, currency, sums);
            }
            if (placed > most) {
                return Optional.empty();
            }
        }
        return Optional.of(sums.entrySet().stream().filter(each -> each.getValue().orders > 0)
                .map(each -> each.getValue().buyer(each.getKey(), zone)).toList());
    }

    private int add(ShopDomain shop, DateRange some, ZoneId zone, String currency, Map<Long, Sum> sums) {
        var placed = new int[1];
        var start = some.start(zone);
        var end = some.end(zone);
        days.each(shop, some.utc(zone), order -> {
            var customer = order.facts().customer();
            if (customer == null || !order.facts().currency().equals(currency)) {
                return;
            }
            var sum = sums.computeIfAbsent(customer, _ -> new Sum());
            if (order.placed() && isIn(order.facts().processedAt(), start, end)) {
                sum.placed(order.facts().processedAt());
                placed[0]++;
            }
            order.agreements().stream().filter(agreement -> isIn(agreement.at(), start, end))
                    .flatMap(agreement -> agreement.sales().stream()).forEach(sum::add);
        });
        return placed[0];
    }

    private static boolean isIn(Instant time, Instant start, Instant end) {
        return !time.isBefore(start) && time.isBefore(end);
    }

    private static final class Sum {
        private int orders;
        private Instant last = Instant.EPOCH;
        private BigDecimal spent = BigDecimal.ZERO;

        private void placed(Instant at) {
            orders++;
            last = at.isAfter(last) ? at : last;
        }

        private void add(Sale sale) {
            if (sale.type() == LineType.PRODUCT || sale.type() == LineType.ADJUSTMENT) {
                spent = spent.add(sale.net());
            }
        }

        private Buyer buyer(long customer, ZoneId zone) {
            return new Buyer(customer, orders, LocalDate.ofInstant(last, zone), spent);
        }
    }
}
