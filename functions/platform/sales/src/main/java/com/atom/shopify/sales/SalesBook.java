package com.atom.shopify.sales;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.sales.CustomerOrders.Placed;
import com.atom.shopify.sales.Head.Told;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/// Keeps what a store sold. Whatever comes in which order and how often, what is kept of an order follows from its latest state and
/// all its refunds. Everything may be done again: who dies in the middle leaves nothing that the next one does not put right.
///
/// An order costs four write units: its state, its place among its customer's orders, its day, and the day's generation.
@Singleton
public final class SalesBook {
    private static final int TRIES = 8;
    private static final int AT_ONCE = 32;

    private final OrderReader reader;
    private final ShopifysLedger shopify;
    private final Heads heads;
    private final Days days;
    private final CustomerOrders customers;
    private final Generations generations;

    SalesBook(OrderReader reader, ShopifysLedger shopify, Heads heads, Days days, CustomerOrders customers,
            Generations generations) {
        this.reader = reader;
        this.shopify = shopify;
        this.heads = heads;
        this.days = days;
        this.customers = customers;
        this.generations = generations;
    }

    /// What became of what was told.
    public enum Outcome {
        /// It is news.
        RECORDED,
        /// It was known.
        KNOWN,
        /// Something later is known.
        STALE,
        /// The order is deleted.
        DELETED
    }

    /// A webhook showed an order. Where only Shopify's ledger says what happened, or the body does not say enough, that is read, and
    /// fails as the client does; what the webhook showed counts meanwhile, unless that ledger was known before.
    ///
    /// @param body of `orders/create` or `orders/updated`
    /// @param digest of the body
    public Outcome shown(Errand errand, Gid order, byte[] body, Instant triggeredAt, String digest) {
        var document = reader.payload(body);
        return attempt(() -> document
                .map(state -> follow(errand, state, new Told(state.facts().updatedAt(), triggeredAt, digest)))
                .orElseGet(() -> reread(errand, order.number(), digest)));
    }

    /// A webhook showed a refund alone.
    ///
    /// @param body of `refunds/create`
    public Outcome refunded(Errand errand, Gid order, byte[] body) {
        var refund = reader.refund(body);
        return attempt(() -> refund.map(alone -> follow(errand, alone))
                .orElseGet(() -> reread(errand, order.number(), "")));
    }

    /// Reads an order from Shopify's ledger, whatever is known of it, and fails as the client does. One that Shopify does not have,
    /// or not for us any more, stays as it is known.
    ///
    /// @return what Shopify says of it
    public Optional<OrderFacts> reread(Errand errand, Gid order) {
        var found = shopify.of(order, errand);
        found.ifPresent(document -> attempt(() -> keep(errand.shop(), document, "")));
        return found.map(OrderDocument::facts);
    }

    /// An order does not exist any more. One that is not known is marked too: a delivery that shows it may come later, and a file that
    /// was read before may still be taken in.
    public void deleted(ShopDomain shop, Gid order, Instant at) {
        attempt(() -> {
            var head = heads.of(shop, order.number());
            if (head.isEmpty()) {
                return write(shop, Optional.empty(), Head.gone(order.number(), at));
            }
            var kept = head.get();
            if (kept.isDeleted()) {
                apply(shop, kept, kept);
                return Optional.of(Outcome.KNOWN);
            }
            return write(shop, kept, kept.ended(at));
        });
    }

    /// What was read from Shopify's ledger, such as by a bulk operation. What webhooks told of later states stays.
    ///
    /// @return those of the orders that were news
    public List<OrderFacts> record(ShopDomain shop, List<OrderDocument> documents) {
        var permits = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = documents.stream().map(document -> (Callable<Outcome>) () -> {
                permits.acquire();
                try {
                    return attempt(() -> keep(shop, document, ""));
                } finally {
                    permits.release();
                }
            }).toList();
            var outcomes = threads.invokeAll(all);
            var news = new ArrayList<OrderFacts>();
            for (var at = 0; at < outcomes.size(); at++) {
                if (outcomes.get(at).get() == Outcome.RECORDED) {
                    news.add(documents.get(at).facts());
                }
            }
            return news;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        }
    }

    /// Forgets whose these orders are: all of the customer, and those that are named. They count as guests' from now on.
    public void forget(ShopDomain shop, Optional<Gid> customer, List<Gid> orders) {
        Stream.concat(customer.stream().flatMap(whose -> customers.of(shop, whose.number()).map(Placed::order)),
                orders.stream().map(Gid::number)).distinct().toList().forEach(order -> attempt(() -> {
                    var head = heads.of(shop, order);
                    return head.isEmpty() || head.get().isDeleted()
                            ? Optional.of(Outcome.KNOWN)
                            : write(shop, head.get(), head.get().forgetting());
                }));
    }

    /// The keys of the table of sales under which anything of a shop lies.
    public static List<String> owners(ShopDomain shop) {
        return SalesTable.owners(shop);
    }

    private interface Attempt {
        /// None when somebody else was faster.
        Optional<Outcome> make();
    }

    private static Outcome attempt(Attempt attempt) {
        for (var tries = 0; tries < TRIES; tries++) {
            var outcome = attempt.make();
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        throw new FailureException(new Failure.Unavailable("service.unavailable",
                "A service that we depend on does not answer; try again."));
    }

    private Optional<Outcome> follow(Errand errand, OrderDocument document, Told told) {
        var shop = errand.shop();
        var head = heads.of(shop, document.facts().id());
        if (head.isEmpty()) {
            return write(shop, Optional.empty(), Head.first(told, document))
                    .flatMap(_ -> settled(errand, document, told.digest()));
        }
        var kept = head.get();
        if (kept.isDeleted()) {
            return Optional.of(Outcome.DELETED);
        }
        var state = kept.document().orElseThrow();
        return switch (told.against(kept.told())) {
            case OLDER -> Optional.of(Outcome.STALE);
            case SAME -> {
                apply(shop, kept, kept);
                yield settled(errand, state, told.digest()).map(_ -> Outcome.KNOWN);
            }
            case NEWER -> kept.isFromShopifysLedger()
                    ? followLedger(errand, kept, document, told)
                    : write(shop, kept, kept.next(told, document.with(state.agreements().stream())))
                            .flatMap(_ -> settled(errand, document, told.digest()));
            case UNCLEAR -> document.sellsTheSameAs(state)
                    ? write(shop, kept, kept.next(told, state.with(document.facts())))
                    : reread(errand, document.facts().id(), told.digest());
        };
    }

    /// What Shopify's ledger says is never overwritten by what a webhook shows.
    private Optional<Outcome> followLedger(Errand errand, Head kept, OrderDocument document, Told told) {
        var state = kept.document().orElseThrow();
        return document.sellsTheSameAs(state)
                ? write(errand.shop(), kept, kept.next(told, state.with(document.facts())))
                : reread(errand, document.facts().id(), told.digest());
    }

    private Optional<Outcome> follow(Errand errand, OrderReader.LoneRefund refund) {
        var shop = errand.shop();
        var head = heads.of(shop, refund.order());
        if (head.isEmpty()) {
            return reread(errand, refund.order(), "");
        }
        var kept = head.get();
        if (kept.isDeleted()) {
            return Optional.of(Outcome.DELETED);
        }
        var state = kept.document().orElseThrow();
        var agreement = refund.agreement(state.facts());
        if (state.knows(agreement)) {
            apply(shop, kept, kept);
            return Optional.of(Outcome.KNOWN);
        }
        return kept.isFromShopifysLedger()
                ? reread(errand, refund.order(), kept.told().digest())
                : write(shop, kept, kept.next(kept.told(), state.with(Stream.of(agreement))));
    }

    /// What is provisional is read from Shopify's ledger at once.
    private Optional<Outcome> settled(Errand errand, OrderDocument document, String digest) {
        return document.provisional()
                ? reread(errand, document.facts().id(), digest)
                : Optional.of(Outcome.RECORDED);
    }

    /// An order that Shopify does not have, or not for us any more, stays as it is known.
    private Optional<Outcome> reread(Errand errand, long order, String digest) {
        return shopify.of(new Gid(Gid.Kind.ORDER, order), errand)
                .map(document -> keep(errand.shop(), document, digest).map(_ -> Outcome.RECORDED))
                .orElseGet(() -> Optional.of(Outcome.RECORDED));
    }

    /// The state counts from when the order changed, not from when it was read: what happened in the same second and is told of
    /// later is looked at again.
    private Optional<Outcome> keep(ShopDomain shop, OrderDocument document, String digest) {
        var at = document.facts().updatedAt();
        var told = new Told(at, at, digest);
        var head = heads.of(shop, document.facts().id());
        if (head.isEmpty()) {
            return write(shop, Optional.empty(), Head.first(told, document));
        }
        var kept = head.get();
        if (kept.isDeleted()) {
            return Optional.of(Outcome.DELETED);
        }
        if (kept.told().updatedAt().isAfter(told.updatedAt())) {
            return Optional.of(Outcome.STALE);
        }
        var later = kept.told().triggeredAt().isAfter(at) && kept.told().updatedAt().equals(told.updatedAt())
                ? kept.told()
                : told;
        return write(shop, kept, kept.next(later, document));
    }

    private Optional<Outcome> write(ShopDomain shop, Head before, Head head) {
        return write(shop, Optional.of(before), head);
    }

    private Optional<Outcome> write(ShopDomain shop, Optional<Head> before, Head head) {
        // First, because a head that is written says nothing of where the order stood.
        before.flatMap(was -> moved(was, head)).ifPresent(customer -> customers.remove(shop, customer,
                Placed.of(facts(before.orElseThrow()))));
        if (!heads.write(shop, head)) {
            return Optional.empty();
        }
        apply(shop, before.orElse(head), head);
        return Optional.of(Outcome.RECORDED);
    }

    /// Makes everything follow the head.
    private void apply(ShopDomain shop, Head before, Head head) {
        var placed = head.document().map(state -> Placed.of(state.facts()));
        head.customer().ifPresent(customer -> customers.add(shop, customer, placed.orElseThrow()));
        var previous = previous(shop, head);
        writeDays(shop, head, previous);
        // Another order of the customer may have come meanwhile and not have found this one.
        for (var tries = 0; tries < TRIES; tries++) {
            var now = previous(shop, head);
            if (now.equals(previous)) {
                break;
            }
            previous = now;
            writeDays(shop, head, previous);
        }
        head.customer().flatMap(customer -> customers.after(shop, customer, placed.orElseThrow()))
                .ifPresent(next -> relink(shop, next));
        moved(before, head).flatMap(customer -> customers.after(shop, customer, Placed.of(facts(before))))
                .ifPresent(next -> relink(shop, next));
    }

    /// The customer among whose orders it does not stand any more where it stood.
    private static Optional<Long> moved(Head before, Head head) {
        return before.customer().filter(_ -> !before.customer().equals(head.customer())
                || !Placed.of(facts(before)).equals(Placed.of(facts(head))));
    }

    private static OrderFacts facts(Head head) {
        return head.document().orElseThrow().facts();
    }

    private Optional<Instant> previous(ShopDomain shop, Head head) {
        return head.customer().flatMap(customer -> customers.before(shop, customer, Placed.of(facts(head))))
                .map(Placed::at);
    }

    private void writeDays(ShopDomain shop, Head head, Optional<Instant> previous) {
        var content = head.document().map(state -> OrderDay.of(state, previous.orElse(null)));
        head.days().forEach(day -> {
            days.write(shop, head, day, content.map(days -> days.get(day)).orElse(null));
            generations.changed(shop, day, head.id());
        });
    }

    /// Lets an order know the one before it.
    private void relink(ShopDomain shop, Placed order) {
        var head = heads.of(shop, order.order());
        if (head.isEmpty() || head.get().customer().isEmpty()) {
            return;
        }
        var previous = previous(shop, head.get());
        var written = days.read(shop, order.at(), order.order());
        if (written.isPresent() && !Objects.equals(written.get().previous(), previous.orElse(null))) {
            LocalDate day = DateRange.utcDay(order.at());
            days.write(shop, head.get(), day, written.get().after(previous.orElse(null)));
            generations.changed(shop, day, order.order());
        }
    }
}
