package com.atom.shopify.edge;

import com.atom.shopify.id.Gid;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a route takes and gives: the records of its query and body, the form of `{id}` in its path, the record in `data` and
/// the statuses of its good answers. A query or body of free names is a `Map`, an answer without the envelope is
/// [Answer.Document].
///
/// @param namesShop whether a route that needs no store of the caller's must be told a shop all the same
public record Contract(Optional<Class<?>> query, Optional<Class<?>> body, Optional<Pattern> id, Class<?> answer,
        boolean many, List<Integer> statuses, boolean namesShop) {
    /// What is around the data of every good answer.
    public static final Class<?> SUCCESS = Envelope.Success.class;
    /// Every answer that is not good.
    public static final Class<?> REFUSAL = Envelope.Refusal.class;
    /// The data of a list over all stores.
    public static final Class<?> ALL_STORES = AllStores.Items.class;
    /// The data of what each of all stores tells.
    public static final Class<?> EACH_STORE = AllStores.Views.class;
    /// The parameters of every list.
    public static final Class<?> PAGE = ListQuery.Parameters.class;

    public Contract {
        statuses = List.copyOf(statuses);
    }

    /// Takes nothing and gives one resource with 200.
    public static Contract of(Class<?> answer) {
        return new Contract(Optional.empty(), Optional.empty(), Optional.empty(), answer, false, List.of(200),
                false);
    }

    /// Gives a list of resources.
    public static Contract list(Class<?> query, Class<?> item) {
        return new Contract(Optional.of(query), Optional.empty(), Optional.empty(), item, true, List.of(200),
                false);
    }

    public Contract withQuery(Class<?> type) {
        return new Contract(Optional.of(type), body, id, answer, many, statuses, namesShop);
    }

    public Contract withBody(Class<?> type) {
        return new Contract(query, Optional.of(type), id, answer, many, statuses, namesShop);
    }

    public Contract withId(Gid.Kind kind) {
        return withId(kind.form());
    }

    /// Is about a resource that has an id of our own.
    public Contract withId(Pattern form) {
        return new Contract(query, body, Optional.of(form), answer, many, statuses, namesShop);
    }

    /// Gives several of what is answered, all at once.
    public Contract withMany() {
        return new Contract(query, body, id, answer, true, statuses, namesShop);
    }

    public Contract withStatuses(Integer... statuses) {
        return new Contract(query, body, id, answer, many, List.of(statuses), namesShop);
    }

    /// Works on a shop that the query names and that need not be a store of the caller's.
    public Contract withNamedShop() {
        return new Contract(query, body, id, answer, many, statuses, true);
    }
}
