package com.atom.shopify.fake.shopify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The orders, drafts and customers of one shop, and what is still to happen to them. Guarded by the shop's lock.
final class Orders {
    private static final int MOST_VISITED = 1_000;

    private final Map<Long, Order> orders = new LinkedHashMap<>();
    private final Map<Long, Draft> drafts = new LinkedHashMap<>();
    private final Customers customers;
    private final @Nullable History history;
    /// Orders of the history that are not made anew any more, since they may have been changed, or were deleted.
    private final Set<Long> touched = new HashSet<>();
    private final Deque<Order> visited = new ArrayDeque<>();
    private final Map<String, Job> jobs = new HashMap<>();
    private final List<Job> waiting = new ArrayList<>();
    private int number;
    private int draftNumber;

    /// How long the search index and asynchronous work lag behind.
    record Delays(Duration search, Duration job) {
        static final Delays SHOPIFYS = new Delays(Duration.ZERO, Duration.ofMillis(500));
    }

    /// Work that takes effect later.
    record Job(String id, Instant due, Consumer<Shop> work) {
        boolean done(Instant now) {
            return !now.isBefore(due);
        }
    }

    Orders() {
        this(null);
    }

    /// With orders that were there before, if a shop has so many.
    Orders(@Nullable History history) {
        this.history = history;
        this.customers = new Customers(history);
        this.number = 1_000 + (history == null ? 0 : history.size());
    }

    int nextNumber() {
        number++;
        return number;
    }

    int nextDraftNumber() {
        draftNumber++;
        return draftNumber;
    }

    /// The orders that are kept as they are; a history's are not among them unless somebody looked at one by itself.
    Collection<Order> kept() {
        return orders.values();
    }

    @Nullable
    History history() {
        return history;
    }

    Stream<Order> all() {
        Stream<Order> made = Optional.ofNullable(history).stream().flatMap(History::orders)
                .filter(order -> untouched(order.id));
        return Stream.concat(orders.values().stream(), made);
    }

    int count() {
        return orders.size() + (history == null ? 0 : history.size() - touched.size());
    }

    boolean untouched(long id) {
        return !touched.contains(id);
    }

    /// The orders among which the one is that has this id, or something with this id in it.
    Stream<Order> around(long id) {
        OptionalInt place = history == null ? OptionalInt.empty() : history.place(id);
        return place.isPresent() && history != null
                ? find(history.id(place.getAsInt())).stream()
                : orders.values().stream();
    }

    /// The orders of a customer.
    Stream<Order> of(long customerId) {
        Stream<Order> made = Optional.ofNullable(history).stream().flatMap(known -> known.of(customerId)
                .filter(at -> untouched(known.id(at))).mapToObj(known::order));
        return Stream.concat(orders.values().stream()
                .filter(order -> order.buyerId != null && order.buyerId == customerId), made);
    }

    Optional<Order> find(long id) {
        return Optional.ofNullable(orders.get(id)).or(() -> remembered(id));
    }

    /// From now on the order is kept, since whoever looked at it may change it.
    private Optional<Order> remembered(long id) {
        OptionalInt place = history == null ? OptionalInt.empty() : history.place(id);
        if (history == null || place.isEmpty() || history.id(place.getAsInt()) != id || !touched.add(id)) {
            return Optional.empty();
        }
        Order order = history.order(place.getAsInt());
        orders.put(id, order);
        visited.add(order);
        if (visited.size() > MOST_VISITED) {
            forget(visited.remove(), history);
        }
        return Optional.of(order);
    }

    private void forget(Order order, History from) {
        if (from.unchanged(order, from.place(order.id).orElseThrow()) && orders.remove(order.id, order)) {
            touched.remove(order.id);
        }
    }

    void add(Order order) {
        orders.put(order.id, order);
    }

    void remove(Order order) {
        orders.remove(order.id);
    }

    Collection<Draft> drafts() {
        return drafts.values();
    }

    Optional<Draft> draft(long id) {
        return Optional.ofNullable(drafts.get(id));
    }

    void add(Draft draft) {
        drafts.put(draft.id, draft);
    }

    void remove(Draft draft) {
        drafts.remove(draft.id);
    }

    Customers customers() {
        return customers;
    }

    /// What a customer is called; nothing for nobody.
    String buyerName(@Nullable Long id) {
        return id == null ? "" : customers.find(id).map(Customer::displayName).orElse("");
    }

    Job later(Instant due, Consumer<Shop> work) {
        var job = new Job("gid://shopify/Job/" + UUID.randomUUID(), due, work);
        jobs.put(job.id(), job);
        waiting.add(job);
        return job;
    }

    Optional<Job> job(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /// Lets take effect what is due, and says whether anything was.
    boolean settle(Shop shop) {
        List<Job> due = waiting.stream().filter(job -> job.done(shop.now())).toList();
        waiting.removeAll(due);
        due.forEach(job -> job.work().accept(shop));
        return !due.isEmpty();
    }
}
