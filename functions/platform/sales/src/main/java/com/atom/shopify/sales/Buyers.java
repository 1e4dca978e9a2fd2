package com.atom.shopify.sales;

import com.atom.shopify.id.ShopDomain;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who bought in a store's last days.
@Singleton
public final class Buyers {
    private final RecentOrders orders;

    Buyers(RecentOrders orders) {
        this.orders = orders;
    }

    /// A customer who placed an order in those days.
    ///
    /// @param spent on products, after discounts and returns, in one currency
    public record Buyer(long customer, int orders, LocalDate lastOrder, BigDecimal spent) {}

    /// @param days in which they bought: the last ones of the range where it has too many orders
    public record Found(DateRange days, List<Buyer> buyers) {
        public Found {
            buyers = List.copyOf(buyers);
        }
    }

    /// All of them, guests left out, and whoever only brought something back.
    public Found of(ShopDomain shop, ZoneId zone, DateRange range, String currency) {
        var bought = new HashMap<Long, Bought>();
        var from = orders.each(shop, zone, range, part -> {
            if (part.customer() != null) {
                bought.computeIfAbsent(part.customer(), _ -> new Bought()).add(part, currency);
            }
        });
        return new Found(new DateRange(from, range.to()), bought.entrySet().stream()
                .flatMap(each -> each.getValue().buyer(each.getKey()).stream()).toList());
    }

    private static final class Bought {
        private @Nullable LocalDate last;
        private int orders;
        private BigDecimal spent = BigDecimal.ZERO;

        void add(RecentOrders.Part part, String currency) {
            if (part.currency().equals(currency)) {
                spent = spent.add(part.net());
            }
            part.placed().ifPresent(day -> {
                orders++;
                last = last == null || day.isAfter(last) ? day : last;
            });
        }

        Optional<Buyer> buyer(long customer) {
            return Optional.ofNullable(last).map(day -> new Buyer(customer, orders, day, spent));
        }
    }
}
