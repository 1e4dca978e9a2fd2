package com.atom.shopify.edge;

import com.atom.shopify.catalog.Cached;
import com.atom.shopify.id.Gid;
import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.routes.Route;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a route is answered: what it takes, what it gives, and the code between. Parsing comes first, so that what is wrong by
/// itself is told before anything is read; the code only sees a store that the caller may reach.
public sealed interface Handler {

    /// What the route takes and gives, as the API document shows it.
    Contract contract();

    /// Works without one of the caller's stores.
    record Plain(Contract contract, Function<Call, Answer> code) implements Handler {}

    /// Works on one store of the caller.
    record OnStore(Contract contract, Function<Call, Work> parsing) implements Handler {}

    /// Lists what one store of the caller has, or with `shop=*` all of them.
    record OfStores(Contract contract, Function<Call, Pages> parsing) implements Handler {}

    /// Tells something of one store of the caller, or with `shop=*` of each of them.
    record OfEachStore(Contract contract, Function<Call, Views> parsing) implements Handler {}

    /// Is one of several, which the request itself decides: some of a route's requests are about a store and some about none.
    record Chosen(Contract contract, Function<Call, Handler> choice) implements Handler {}

    /// A parsed request that waits for its store.
    @FunctionalInterface
    interface Work {
        Answer in(StoreCall at);
    }

    /// A parsed list that waits for its store.
    @FunctionalInterface
    interface Pages {
        Cached<? extends Page<?>> of(PageRequest page, StoreCall at);
    }

    /// A parsed request to be told something of a store.
    @FunctionalInterface
    interface Views {
        View of(PageRequest page, StoreCall at);
    }

    /// What a store's data is.
    sealed interface View {
        Object data();

        record Whole(Object data) implements View {}

        /// With a page of a list inside.
        ///
        /// @param count how many items the page has
        /// @param next where the list goes on
        record Listing(Object data, int count, @Nullable String next) implements View {}

        /// Not all there yet; asking again goes on.
        record Unfinished(Object data) implements View {}
    }

    /// Tells something from a query.
    @FunctionalInterface
    interface Viewing<Q> {
        View of(Q query, PageRequest page, StoreCall at);
    }

    /// Answers from a query.
    @FunctionalInterface
    interface Listing<Q, P> {
        P page(Q query, PageRequest page, StoreCall at);
    }

    /// Answers from an id.
    @FunctionalInterface
    interface Reading<T> {
        T one(Gid id, StoreCall at);
    }

    /// Answers from an id that is ours.
    @FunctionalInterface
    interface Finding<T> {
        T one(String id, StoreCall at);
    }

    /// Answers from a body.
    @FunctionalInterface
    interface Taking<B, T> {
        T done(B body, StoreCall at);
    }

    /// Answers from an id and a body.
    @FunctionalInterface
    interface Changing<B, T> {
        T done(Gid id, B body, StoreCall at);
    }

    /// What has an id of its own.
    interface Identified {
        String id();
    }

    /// What is left of a deleted resource.
    @Serdeable
    record Deleted(String id) implements Identified {
        public static Deleted of(Gid id) {
            return new Deleted(id.decimal());
        }
    }

    /// A page of a list.
    static <Q, T> Handler list(Class<Q> query, Class<T> item, Listing<Q, Page<T>> code) {
        return cachedList(query, item, (filter, page, at) -> Cached.bypassed(code.page(filter, page, at)));
    }

    /// A page of a list that may come from the cache.
    static <Q, T> Handler cachedList(Class<Q> query, Class<T> item, Listing<Q, Cached<Page<T>>> code) {
        return new OfStores(Contract.list(query, item), call -> {
            var filter = call.filters(query);
            return (page, at) -> code.page(filter, page, at);
        });
    }

    /// What the code tells of each store, with 202 while it is not all there.
    static <Q> Handler view(Class<Q> query, Class<?> answer, Viewing<Q> code) {
        return new OfEachStore(Contract.of(answer).withQuery(query).withStatuses(200, 202), call -> {
            var wanted = call.filters(query);
            return (page, at) -> code.of(wanted, page, at);
        });
    }

    /// One resource.
    static <T> Handler get(Gid.Kind kind, Class<T> answer, Reading<T> code) {
        return onId(kind, Contract.of(answer), (id, at) -> Answer.ok(code.one(id, at)));
    }

    /// One resource that may come from the cache.
    static <T> Handler cachedGet(Gid.Kind kind, Class<T> answer, Reading<Cached<T>> code) {
        return onId(kind, Contract.of(answer), (id, at) -> Answer.ok(code.one(id, at)));
    }

    /// One resource with an id that is ours.
    static <T> Handler get(Pattern form, Class<T> answer, Finding<T> code) {
        return new OnStore(Contract.of(answer).withId(form), call -> {
            var id = call.id(form);
            call.noQuery();
            return at -> Answer.ok(code.one(id, at));
        });
    }

    /// Deletes one resource.
    static Handler delete(Gid.Kind kind, Reading<Deleted> code) {
        return onId(kind, Contract.of(Deleted.class), (id, at) -> Answer.ok(code.one(id, at)));
    }

    private static Handler onId(Gid.Kind kind, Contract contract, Reading<Answer> code) {
        return new OnStore(contract.withId(kind), call -> {
            var id = call.id(kind);
            call.noQuery();
            return at -> code.one(id, at);
        });
    }

    /// Creates a resource, which is then found at `place`.
    static <B, T extends Identified> Handler create(Class<B> body, Class<T> answer, Route place, Taking<B, T> code) {
        return taking(Contract.of(answer).withBody(body).withStatuses(201), body, (request, at) -> {
            var created = code.done(request, at);
            return Answer.created(place.path().replace("{id}", created.id()), created);
        });
    }

    /// Does something that is no resource of its own; the code says with which of the statuses it answers.
    static <B> Handler submit(Class<B> body, Class<?> answer, List<Integer> statuses, Taking<B, Answer> code) {
        return taking(Contract.of(answer).withBody(body).withStatuses(statuses.toArray(Integer[]::new)), body, code);
    }

    private static <B> Handler taking(Contract contract, Class<B> type, Taking<B, Answer> code) {
        return new OnStore(contract, call -> {
            var body = call.body(type);
            call.noQuery();
            return at -> code.done(body, at);
        });
    }

    /// Changes one resource.
    static <B, T> Handler update(Gid.Kind kind, Class<B> body, Class<T> answer, Changing<B, T> code) {
        return changing(kind, Contract.of(answer).withBody(body), body,
                (id, changes, at) -> Answer.ok(code.done(id, changes, at)));
    }

    /// Does something to one resource; the code says with which of the statuses it answers.
    static <B> Handler act(Gid.Kind kind, Class<B> body, Class<?> answer, List<Integer> statuses,
            Changing<B, Answer> code) {
        return changing(kind, Contract.of(answer).withBody(body).withStatuses(statuses.toArray(Integer[]::new)), body,
                code);
    }

    private static <B> Handler changing(Gid.Kind kind, Contract contract, Class<B> type,
            Changing<B, Answer> code) {
        return new OnStore(contract.withId(kind), call -> {
            var id = call.id(kind);
            var body = call.body(type);
            call.noQuery();
            return at -> code.done(id, body, at);
        });
    }

    /// Does something to the store itself that needs no words; a body, if there is one, is `{}`.
    static <T> Handler act(Class<T> answer, Function<StoreCall, T> code) {
        return new OnStore(Contract.of(answer), call -> {
            call.noBody();
            call.noQuery();
            return at -> Answer.ok(code.apply(at));
        });
    }

    /// Does something to one resource that needs no more words; a body, if there is one, is `{}`.
    static Handler act(Gid.Kind kind, Class<?> answer, List<Integer> statuses, Reading<Answer> code) {
        var contract = Contract.of(answer).withId(kind).withStatuses(statuses.toArray(Integer[]::new));
        return new OnStore(contract, call -> {
            var id = call.id(kind);
            call.noBody();
            call.noQuery();
            return at -> code.one(id, at);
        });
    }

    /// The same to a resource with an id that is ours.
    static Handler act(Pattern form, Class<?> answer, List<Integer> statuses, Finding<Answer> code) {
        var contract = Contract.of(answer).withId(form).withStatuses(statuses.toArray(Integer[]::new));
        return new OnStore(contract, call -> {
            var id = call.id(form);
            call.noBody();
            call.noQuery();
            return at -> code.one(id, at);
        });
    }

    /// Answers from the request alone; the route itself reads what it needs.
    static Handler plain(Contract contract, Function<Call, Answer> code) {
        return new Plain(contract, code);
    }
}
