package com.atom.shopify.lists;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pages through a connection whose operation takes `first`, `after`, `query`, `reverse` and, where there are any, `sortKey`.
///
/// Shopify ends every list after 25,000 objects. A list whose order a filter follows goes on behind that with a cut at the last
/// place seen, any other fails with `list.too-deep`, as does one with a full page of items at the same place there.
public final class ShopifyList<R, N> {
    /// Source: shopify-platform 4.2.
    private static final int DEEPEST = 25_000;
    /// They travel in the cursor.
    private static final int MOST_TIES = 50;

    private final Operation<R> operation;
    private final Function<R, Connection<N>> connection;
    private final int mostAtOnce;
    private final Map<String, Object> more;
    private final int deepest;

    /// @param mostAtOnce how many items one call may ask for without exceeding 1,000 points
    public ShopifyList(Operation<R> operation, Function<R, Connection<N>> connection, int mostAtOnce) {
        this(operation, connection, mostAtOnce, DEEPEST);
    }

    ShopifyList(Operation<R> operation, Function<R, Connection<N>> connection, int mostAtOnce, int deepest) {
        this(operation, connection, mostAtOnce, Map.of(), deepest);
    }

    /// @param more the values of further variables
    public ShopifyList(Operation<R> operation, Function<R, Connection<N>> connection, int mostAtOnce,
            Map<String, Object> more) {
        this(operation, connection, mostAtOnce, more, DEEPEST);
    }

    private ShopifyList(Operation<R> operation, Function<R, Connection<N>> connection, int mostAtOnce,
            Map<String, Object> more, int deepest) {
        this.operation = operation;
        this.connection = connection;
        this.mostAtOnce = mostAtOnce;
        this.more = more;
        this.deepest = deepest;
    }

    /// The next items, as many as are wanted unless the list ends.
    public Page<N> page(AdminApi admin, Errand errand, Search search, Order<N> order, PageRequest page) {
        return page(admin, errand, search, order, page, _ -> {});
    }

    /// The same for an operation that tolerates withheld fields, whose paths are told to `withheld`.
    public Page<N> page(AdminApi admin, Errand errand, Search search, Order<N> order, PageRequest page,
            Consumer<Set<String>> withheld) {
        var items = new ArrayList<N>();
        var after = page.after();
        var place = after == null ? Place.START : Place.parse(after);
        while (true) {
            var first = Math.min(Math.min(mostAtOnce, page.limit() - items.size()), deepest - place.passed());
            var call = operation.with(variables(first, place, search, order));
            var answer = admin.runWithheld(errand, call);
            withheld.accept(answer.fields());
            var found = connection.apply(answer.answer());
            var shown = place.shown();
            found.nodes().stream().filter(node -> shown.isEmpty() || !shown.contains(id(order, node)))
                    .forEach(items::add);
            var next = found.pageInfo().next();
            if (next == null) {
                return new Page<>(items, null);
            }
            place = place.after(next, found.nodes().size());
            if (place.passed() >= deepest) {
                place = behind(order, found.nodes());
            }
            if (items.size() >= page.limit()) {
                return new Page<>(items, place.toString());
            }
        }
    }

    private Map<String, @Nullable Object> variables(int first, Place place, Search search, Order<N> order) {
        var cut = new Search();
        place.bound().ifPresent(bound -> {
            var filter = order.cut().orElseThrow(ShopifyList::tooDeep).filter();
            cut.atLeast(filter, order.descending() ? null : bound).atMost(filter, order.descending() ? bound : null);
        });
        var text = Stream.of(search.toString(), cut.toString()).filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" AND "));
        var variables = new HashMap<String, @Nullable Object>(more);
        variables.put("first", first);
        variables.put("after", place.cursor());
        variables.put("query", text.isEmpty() ? null : text);
        if (order.sortKey() != null) {
            variables.put("sortKey", order.sortKey());
        }
        variables.put("reverse", order.descending());
        return variables;
    }

    /// Where to begin a new list that holds what comes after these nodes.
    private Place behind(Order<N> order, List<N> last) {
        var cut = order.cut().orElseThrow(ShopifyList::tooDeep);
        var end = cut.place().apply(last.getLast());
        if (end == null || (order.sortKey() == null && !isAscending(last, cut))) {
            throw tooDeep();
        }
        var ties = last.stream().filter(node -> end.equals(cut.place().apply(node)))
                .map(node -> id(order, node)).collect(Collectors.toSet());
        if (ties.size() > MOST_TIES || ties.size() == last.size()) {
            throw tooDeep();
        }
        return new Place(null, 0, Optional.of(end.toString()), ties);
    }

    /// What Shopify sorts by when it cannot be told is written nowhere, so it is looked at before a cut relies on it.
    private static <N> boolean isAscending(List<N> nodes, Order.Cut<N> cut) {
        var places = nodes.stream().map(node -> new BigInteger(String.valueOf(cut.place().apply(node)))).toList();
        return places.equals(places.stream().sorted().toList());
    }

    private static <N> String id(Order<N> order, N node) {
        return order.cut().orElseThrow(ShopifyList::tooDeep).id().apply(node);
    }

    private static FailureException tooDeep() {
        return new FailureException(new Failure.Refused("list.too-deep",
                "Shopify shows no more of this list; narrow it down, for example by dates.", List.of()));
    }

    /// A point in a list: Shopify's cursor, how many objects lie before it, and behind a cut where that is and what was shown of it.
    private record Place(@Nullable String cursor, int passed, Optional<String> bound, Set<String> shown) {
        private static final Pattern FORM = Pattern.compile("([0-9]{1,5}) ([0-9TZ:.-]*) ([0-9A-Za-z:/,]*) (.*)");
        static final Place START = new Place(null, 0, Optional.empty(), Set.of());

        Place after(String next, int more) {
            return new Place(next, passed + more, bound, shown);
        }

        /// Reads what [#toString()] wrote; fails with `request.invalid` on anything else, which only a forger sends.
        static Place parse(String text) {
            var form = FORM.matcher(text);
            if (!form.matches()) {
                throw PageRequest.foreignCursor();
            }
            return new Place(form.group(4).isEmpty() ? null : form.group(4), Integer.parseInt(form.group(1)),
                    form.group(2).isEmpty() ? Optional.empty() : Optional.of(form.group(2)),
                    form.group(3).isEmpty() ? Set.of() : Set.copyOf(List.of(form.group(3).split(","))));
        }

        @Override
        public String toString() {
            return passed + " " + bound.orElse("") + " " + String.join(",", shown) + " "
                    + (cursor == null ? "" : cursor);
        }
    }
}
