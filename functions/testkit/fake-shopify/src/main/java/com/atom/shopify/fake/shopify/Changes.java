package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Stock.Level;
import com.atom.shopify.fake.shopify.Stock.Location;
import com.atom.shopify.fake.shopify.Webhooks.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What one action changes in a shop. When the action is over, subscribers hear of it as of one: each thing as it is
/// then, and no thing twice in the same way. Guarded by the shop's lock.
final class Changes {
    private final Shop shop;
    /// By id, and whether they are new.
    private final Map<Long, Boolean> products = new LinkedHashMap<>();
    private final Map<Long, Boolean> customers = new LinkedHashMap<>();
    private final Set<Place> stock = new LinkedHashSet<>();
    private final List<Event> gone = new ArrayList<>();
    private boolean due;

    private record Place(long variant, long location) {}

    Changes(Shop shop) {
        this.shop = shop;
    }

    /// Does something, and tells what it changed.
    @Nullable
    Object during(Supplier<@Nullable Object> action) {
        Object answer = action.get();
        tell();
        return answer;
    }

    /// Something happened by itself; it is told with the next thing, or soon.
    void later() {
        due = true;
    }

    void tellDue() {
        if (due) {
            tell();
        }
    }

    void put(Optional<Product> old, Product product) {
        products.putIfAbsent(product.id, old.isEmpty());
        for (Variant variant : product.variants) {
            int before = old.flatMap(known -> known.variant(variant.id)).map(known -> known.quantity).orElse(0);
            if (before != variant.quantity) {
                stocked(variant, shop.stock().first());
            }
        }
    }

    void gone(long productId) {
        products.remove(productId);
        gone.add(new Event("products/delete", () -> Map.of("id", productId)));
    }

    void stocked(Variant variant, Location location) {
        stock.add(new Place(variant.id, location.id()));
    }

    /// Makes a customer known as it is now.
    void saved(Customer customer) {
        customers.putIfAbsent(customer.id, shop.customers().find(customer.id).isEmpty());
        shop.customers().add(customer);
    }

    void deleted(Customer customer) {
        shop.customers().remove(customer);
        customers.remove(customer.id);
        gone.add(new Event("customers/delete", () -> CustomerPayload.gone(shop, customer)));
    }

    void deleted(Order order) {
        shop.orders().remove(order);
        gone.add(new Event("orders/delete", () -> Map.of("id", order.id)));
    }

    void tell() {
        due = false;
        var events = new ArrayList<Event>();
        for (Order order : shop.ordersSoFar()) {
            if (order.told == null) {
                ordered(order);
            }
            if (order.told == null || !order.told.updatedAt().equals(order.updatedAt)) {
                events.addAll(OrderEvents.since(shop, order, Optional.ofNullable(order.told).orElse(Standing.NONE)));
                order.told = Standing.of(order);
            }
        }
        products.forEach((id, created) -> shop.catalog().find(id).ifPresent(product -> events.add(new Event(
                created ? "products/create" : "products/update", () -> ProductPayload.of(shop, product)))));
        customers.forEach((id, created) -> shop.customers().find(id).ifPresent(customer -> events.add(new Event(
                created ? "customers/create" : "customers/update", () -> CustomerPayload.of(shop, customer)))));
        stock.forEach(place -> level(place).ifPresent(level -> events.add(new Event("inventory_levels/update",
                () -> StockPayload.of(shop, level)))));
        events.addAll(gone);
        products.clear();
        customers.clear();
        stock.clear();
        gone.clear();
        if (!events.isEmpty()) {
            shop.tell(events);
        }
    }

    /// Selling a product updates it (shopify-platform 3.5).
    private void ordered(Order order) {
        order.bill.lines().forEach(line -> Optional.ofNullable(line.goods().productId())
                .ifPresent(id -> products.putIfAbsent(id, false)));
    }

    private Optional<Level> level(Place place) {
        return shop.catalog().variant(place.variant()).flatMap(variant -> shop.stock().level(variant,
                place.location()));
    }
}
