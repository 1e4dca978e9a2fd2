package com.atom.shopify.fake.shopify;

import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One page of a connection. A cursor says behind which object it stands, not at which number, so pages stay right
/// while objects come and go.
record Page(List<Edge> edges, boolean hasNext, boolean hasPrevious) {
    static final int LARGEST = 250;
    static final int DEEPEST = 25_000;
    static final Page EMPTY = new Page(List.of(), false, false);

    /// One object with its place.
    record Edge(String cursor, Object node) {}

    /// An order of objects. Keys are texts that sort as what they stand for; the id decides between equal keys.
    record Sort<T>(String name, Function<T, String> key, ToLongFunction<T> id) {
        private Comparator<Position> comparator(boolean reverse) {
            var comparator = Comparator.comparing(Position::key).thenComparingLong(Position::id);
            return reverse ? comparator.reversed() : comparator;
        }

        private Position position(T item) {
            return new Position(key.apply(item), id.applyAsLong(item));
        }

        /// A whole number as a text that sorts like it.
        static String number(long value) {
            return "%020d".formatted(value + 1_000_000_000_000_000_000L);
        }
    }

    /// A place in an order.
    record Position(String key, long id) {}

    private record Placed<T>(T item, Position position) {}

    static <T> Page of(Stream<T> items, Sort<T> sort, DataFetchingEnvironment asked) {
        BulkWalk walk = asked.getGraphQlContext().get(BulkWalk.class);
        if (walk != null && !walk.at(asked)) {
            return EMPTY;
        }
        Window window = Window.of(asked, walk);
        Integer first = window.first();
        Integer last = window.last();
        var order = sort.comparator(Boolean.TRUE.equals(asked.getArgument("reverse")));
        Position after = position(window.after(), sort);
        Position before = position(window.before(), sort);
        List<Placed<T>> all = items.map(item -> new Placed<>(item, sort.position(item)))
                .sorted(Comparator.comparing(Placed::position, order)).toList();
        int begin = after == null
                ? 0
                : (int) all.stream().filter(at -> order.compare(at.position(), after) <= 0).count();
        int end = before == null
                ? all.size()
                : (int) all.stream().filter(at -> order.compare(at.position(), before) < 0).count();
        List<Placed<T>> within = all.subList(begin, Math.max(begin, end));
        int size = Math.min(within.size(), first != null ? first : Objects.requireNonNull(last));
        int from = first != null ? 0 : within.size() - size;
        if (walk == null) {
            checkDepth(first != null ? begin + size : all.size() - begin - from);
        }
        List<Edge> edges = within.subList(from, from + size).stream()
                .map(at -> new Edge(cursor(at.position(), sort), Objects.requireNonNull((Object) at.item())))
                .toList();
        boolean next = first != null ? size < within.size() : before != null;
        boolean previous = first != null ? after != null : size < within.size();
        Page page = new Page(edges, next, previous);
        if (walk != null) {
            walk.saw(page, asked);
        }
        return page;
    }

    /// Which part of a connection is wanted. In bulk the arguments do not count (shopify-platform 7).
    private record Window(@Nullable Integer first, @Nullable Integer last, @Nullable String after,
            @Nullable String before) {
        static Window of(DataFetchingEnvironment asked, @Nullable BulkWalk walk) {
            if (walk != null) {
                return BulkWalk.root(asked)
                        ? new Window(LARGEST, null, walk.cursor(), null)
                        : new Window(Integer.MAX_VALUE, null, null, null);
            }
            Integer first = asked.getArgument("first");
            Integer last = asked.getArgument("last");
            check(first, last, LARGEST * 8);
            return new Window(first, last, asked.getArgument("after"), asked.getArgument("before"));
        }
    }

    /// A page of few things and of very many, which are not all made for that.
    static <T> Page of(Stream<T> items, Timeline<T> many, Predicate<T> wanted, Sort<T> sort,
            DataFetchingEnvironment asked) {
        BulkWalk walk = asked.getGraphQlContext().get(BulkWalk.class);
        if (walk != null && !walk.at(asked)) {
            return EMPTY;
        }
        Window window = Window.of(asked, walk);
        if (window.first() == null || window.before() != null) {
            throw Refusal.unsupported("paging backwards in a shop with a history");
        }
        boolean reverse = Boolean.TRUE.equals(asked.getArgument("reverse"));
        var order = sort.comparator(reverse);
        Position after = position(window.after(), sort);
        Iterator<Placed<T>> few = items.filter(wanted).map(item -> new Placed<>(item, sort.position(item)))
                .filter(at -> after == null || order.compare(at.position(), after) > 0)
                .sorted(Comparator.comparing(Placed::position, order)).iterator();
        Iterator<Placed<T>> rest = many.behind(after, reverse).filter(wanted)
                .map(item -> new Placed<>(item, sort.position(item))).iterator();
        List<Edge> edges = merged(few, rest, order, window.first() + 1).stream()
                .map(at -> new Edge(cursor(at.position(), sort), Objects.requireNonNull((Object) at.item()))).toList();
        boolean more = edges.size() > window.first();
        Page page = new Page(more ? edges.subList(0, window.first()) : edges, more, after != null);
        if (walk != null) {
            walk.saw(page, asked);
        }
        return page;
    }

    private static <T> List<Placed<T>> merged(Iterator<Placed<T>> one, Iterator<Placed<T>> other,
            Comparator<Position> order, int most) {
        var merged = new ArrayList<Placed<T>>();
        Placed<T> left = next(one);
        Placed<T> right = next(other);
        while (merged.size() < most && (left != null || right != null)) {
            boolean first = right == null
                    || (left != null && order.compare(left.position(), right.position()) <= 0);
            merged.add(Objects.requireNonNull(first ? left : right));
            if (first) {
                left = next(one);
            } else {
                right = next(other);
            }
        }
        return merged;
    }

    private static <T> @Nullable Placed<T> next(Iterator<Placed<T>> items) {
        return items.hasNext() ? items.next() : null;
    }

    /// A page of a list in its own order.
    static <T> Page listed(List<T> items, DataFetchingEnvironment asked) {
        var places = new IdentityHashMap<T, Integer>();
        items.forEach(item -> places.put(item, places.size()));
        ToLongFunction<T> place = item -> Objects.requireNonNull(places.get(item));
        return of(items.stream(), new Sort<>("POSITION", item -> Sort.number(place.applyAsLong(item)), place), asked);
    }

    /// Shopify's rules for page sizes, with its words.
    static void check(@Nullable Integer first, @Nullable Integer last, int largest) {
        if (first == null && last == null) {
            throw Refusal.coded("BAD_REQUEST", "you must provide one of first or last");
        }
        if (first != null && last != null) {
            throw Refusal.coded("BAD_REQUEST", "providing both first and last is not supported");
        }
        String name = first != null ? "first" : "last";
        int size = first != null ? first : Objects.requireNonNull(last);
        if (size < 0) {
            throw Refusal.coded("BAD_REQUEST", name + " cannot be negative");
        }
        if (size > largest) {
            throw Refusal.coded("BAD_REQUEST", name + " cannot exceed " + largest
                    + ". To query larger amounts of data with fewer limits, bulk operations should be used instead.");
        }
    }

    /// Shopify pages through the first 25,000 objects and no further (shopify-platform 4.2); its words are not known.
    private static void checkDepth(int reached) {
        if (reached > DEEPEST) {
            throw Refusal.coded("BAD_REQUEST", "Pagination is limited to the first " + DEEPEST
                    + " objects. To query larger amounts of data, bulk operations should be used instead.");
        }
    }

    /// Teaches the schema's connection and edge types of one kind of object.
    static void wire(Wiring wiring, String name) {
        wiring.type(name + "Connection", Page.class)
                .field("edges", Page::edges)
                .field("nodes", page -> page.edges().stream().map(Edge::node).toList())
                .field("pageInfo", page -> page);
        wiring.type(name + "Edge", Edge.class).field("cursor", Edge::cursor).field("node", Edge::node);
    }

    static void wirePageInfo(Wiring wiring) {
        wiring.type("PageInfo", Page.class)
                .field("hasNextPage", Page::hasNext)
                .field("hasPreviousPage", Page::hasPrevious)
                .field("startCursor", page -> page.edges().isEmpty() ? null : page.edges().getFirst().cursor())
                .field("endCursor", page -> page.edges().isEmpty() ? null : page.edges().getLast().cursor());
    }

    private static String cursor(Position position, Sort<?> sort) {
        byte[] json = Json.bytes(Map.of("last_id", position.id(), "last_value", position.key(), "sort", sort.name()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    private static @Nullable Position position(@Nullable String cursor, Sort<?> sort) {
        if (cursor == null) {
            return null;
        }
        try {
            String json = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var fields = Json.object(json.getBytes(StandardCharsets.UTF_8)).orElse(Map.of());
            if (sort.name().equals(fields.get("sort")) && fields.get("last_value") instanceof String key
                    && fields.get("last_id") instanceof Number id) {
                return new Position(key, id.longValue());
            }
        } catch (IllegalArgumentException notBase64) {
            throw Refusal.coded("BAD_REQUEST", "Invalid cursor for current pagination sort.");
        }
        throw Refusal.coded("BAD_REQUEST", "Invalid cursor for current pagination sort.");
    }
}
