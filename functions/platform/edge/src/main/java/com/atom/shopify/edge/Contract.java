package com.atom.shopify.edge;

import com.atom.shopify.id.Gid;
import java.util.List;
import java.util.Optional;

/// What a route takes and gives: the records of its query and body, the kind of `{id}` in its path, the record in `data` and
/// the statuses of its good answers.
public record Contract(Optional<Class<?>> query, Optional<Class<?>> body, Optional<Gid.Kind> id, Class<?> answer,
        boolean many, List<Integer> statuses) {

    public Contract {
        statuses = List.copyOf(statuses);
    }

    /// Takes nothing and gives one resource with 200.
    public static Contract of(Class<?> answer) {
        return new Contract(Optional.empty(), Optional.empty(), Optional.empty(), answer, false, List.of(200));
    }

    /// Gives a list of resources.
    public static Contract list(Class<?> query, Class<?> item) {
        return new Contract(Optional.of(query), Optional.empty(), Optional.empty(), item, true, List.of(200));
    }

    public Contract withQuery(Class<?> type) {
        return new Contract(Optional.of(type), body, id, answer, many, statuses);
    }

    public Contract withBody(Class<?> type) {
        return new Contract(query, Optional.of(type), id, answer, many, statuses);
    }

    public Contract withId(Gid.Kind kind) {
        return new Contract(query, body, Optional.of(kind), answer, many, statuses);
    }

    /// Gives several of what is answered, all at once.
    public Contract withMany() {
        return new Contract(query, body, id, answer, true, statuses);
    }

    public Contract withStatuses(Integer... statuses) {
        return new Contract(query, body, id, answer, many, List.of(statuses));
    }

    Gid.Kind idKind() {
        return id.orElseThrow();
    }
}
