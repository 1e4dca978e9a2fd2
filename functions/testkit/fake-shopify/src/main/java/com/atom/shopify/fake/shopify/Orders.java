package com.atom.shopify.fake.shopify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The orders, drafts and customers of one shop, and what is still to happen to them. Guarded by the shop's lock.
final class Orders {
    private final Map<Long, Order> orders = new LinkedHashMap<>();
    private final Map<Long, Draft> drafts = new LinkedHashMap<>();
    private final Customers customers = new Customers();
    private final Map<String, Job> jobs = new HashMap<>();
    private final List<Job> waiting = new ArrayList<>();
    private int number = 1_000;
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

    int nextNumber() {
        number++;
        return number;
    }

    int nextDraftNumber() {
        draftNumber++;
        return draftNumber;
    }

    Collection<Order> all() {
        return orders.values();
    }

    Optional<Order> find(long id) {
        return Optional.ofNullable(orders.get(id));
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
