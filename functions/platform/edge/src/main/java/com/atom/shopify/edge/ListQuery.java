package com.atom.shopify.edge;

import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.routes.Route;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which page of which list is wanted.
///
/// @param list names the list: the route and every filter
/// @param place where the page begins, null at the start
/// @param isOfAll whether the list is that of all the caller's stores
record ListQuery(String list, int limit, @Nullable String place, boolean isOfAll) {
    /// The parameters of every list.
    static final Set<String> PARAMETERS = Set.of("limit", "cursor");
    private static final int DEFAULT_LIMIT = 50;

    /// The same as parameters: how many items, 50 when it is not said, and where they begin.
    @Introspected
    record Parameters(@Nullable @Min(1) @Max(250) Integer limit,
            @Nullable @NotBlank @Size(max = 2_500) String cursor) {}

    static ListQuery of(Parameters parameters, String list, boolean isOfAll) {
        return new ListQuery(list, parameters.limit() == null ? DEFAULT_LIMIT : parameters.limit(),
                parameters.cursor() == null ? null : Cursor.read(list, parameters.cursor()), isOfAll);
    }

    /// What one store's data is.
    Answer answer(Handler.Views views, Route route, StoreCall at) {
        return switch (views.of(new PageRequest(limit, place), at)) {
            case Handler.View.Whole(var data) -> Answer.ok(data);
            case Handler.View.Listing(var data, var count, var next) -> Answer.page(data, count, cursor(next));
            case Handler.View.Unfinished(var data) -> Answer.accepted(route.path(), data);
        };
    }

    /// The page of one store.
    Answer answer(Handler.Pages pages, StoreCall at) {
        var found = pages.of(new PageRequest(limit, place), at);
        Page<?> page = found.value();
        return Answer.page(page.items(), cursor(page.next())).from(found.source());
    }

    /// The cursor that leads to a place of this list.
    @Nullable
    String cursor(@Nullable String next) {
        return next == null ? null : Cursor.write(list, next);
    }
}
