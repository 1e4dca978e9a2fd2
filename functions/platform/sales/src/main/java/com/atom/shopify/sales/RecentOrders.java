package com.atom.shopify.sales;

import com.atom.shopify.id.ShopDomain;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The orders of a store's last days, the newest days first. Of a store with very many orders the oldest days are left out, so that
/// whoever asks never reads much more than fifty thousand orders.
@Singleton
public final class RecentOrders {
    private static final int MOST = 50_000;
    /// As long as so few come of some days, twice as many days are read next.
    private static final int FEW = 5_000;
    private static final int MOST_DAYS_AT_ONCE = 32;

    private final Days days;
    private final Generations generations;
    private final long most;

    @Inject
    RecentOrders(Days days, Generations generations) {
        this(days, generations, MOST);
    }

    RecentOrders(Days days, Generations generations, long most) {
        this.days = days;
        this.generations = generations;
        this.most = most;
    }

    /// What of an order happened on some days.
    ///
    /// @param customer none for a guest
    /// @param placed the day on which it was placed, if that is among them; what follows the next one is told with that only
    /// @param net what its product lines brought on these days, as in `net_sales`
    /// @param returning whether its customer had ordered before
    /// @param products what was ordered when it was placed, as far as it is in the catalogue
    public record Part(@Nullable Long customer, String currency, BigDecimal net, Optional<LocalDate> placed,
            boolean returning, Set<Long> products) {
        public Part {
            products = Set.copyOf(products);
        }
    }

    /// Tells of all orders from the last day of a range back to the day that is returned, which is its first one unless there are too
    /// many orders. An order that was changed on a later day may be told of in parts.
    public LocalDate each(ShopDomain shop, ZoneId zone, DateRange range, Consumer<Part> use) {
        var changed = generations.of(shop, List.of(range.utc(zone))).keySet();
        var last = range.to();
        var size = 1;
        var read = 0L;
        while (true) {
            var first = last.minusDays(size - 1L);
            first = first.isBefore(range.from()) ? range.from() : first;
            var some = new DateRange(first, last);
            var count = some.utc(zone).dates().anyMatch(changed::contains) ? orders(shop, zone, some, use) : 0;
            read += count;
            if (first.equals(range.from()) || read >= most) {
                return first;
            }
            size = count < FEW ? Math.min(2 * size, MOST_DAYS_AT_ONCE) : Math.max(1, size / 2);
            last = first.minusDays(1);
        }
    }

    private long orders(ShopDomain shop, ZoneId zone, DateRange range, Consumer<Part> use) {
        var from = range.start(zone);
        var end = range.end(zone);
        var read = new AtomicLong();
        days.each(shop, range.utc(zone), order -> {
            read.incrementAndGet();
            part(order, zone, from, end).ifPresent(use);
        });
        return read.get();
    }

    private static Optional<Part> part(OrderDay order, ZoneId zone, Instant from, Instant end) {
        var facts = order.facts();
        var agreements = order.agreements().stream().filter(agreement -> isWithin(agreement.at(), from, end)).toList();
        var placed = Optional.of(facts.processedAt()).filter(at -> order.placed() && isWithin(at, from, end))
                .map(at -> LocalDate.ofInstant(at, zone));
        if (placed.isEmpty() && agreements.isEmpty()) {
            return Optional.empty();
        }
        var tally = new Tally();
        agreements.stream().flatMap(agreement -> agreement.sales().stream()).forEach(tally::add);
        return Optional.of(new Part(facts.customer(), facts.currency(), tally.netSales(), placed,
                order.previous() != null, placed.isPresent() ? products(agreements) : Set.of()));
    }

    private static boolean isWithin(Instant at, Instant from, Instant end) {
        return !at.isBefore(from) && at.isBefore(end);
    }

    private static Set<Long> products(List<Agreement> agreements) {
        return agreements.stream().filter(agreement -> agreement.kind() == Kind.ORDER)
                .flatMap(agreement -> agreement.sales().stream()).filter(sale -> sale.orderedUnits() > 0)
                .flatMap(sale -> Stream.ofNullable(sale.item())).flatMap(item -> Stream.ofNullable(item.product()))
                .collect(Collectors.toSet());
    }
}
