package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Page.Sort;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How orders, what belongs to them, and jobs are found.
final class OrderQueries {
    private static final String QUERY = "QueryRoot";
    private static final Set<String> TYPES = Set.of(Order.TYPE, "LineItem", Payment.TYPE, Refund.TYPE,
            Fulfillment.TYPE, FulfillmentOrder.TYPE, Draft.TYPE);

    /// Older orders exist for an app only with `read_all_orders` (shopify-platform 5.2). Shopify does not say which of
    /// an order's dates counts; here it is `createdAt`, so that an import with an old `processedAt` can be read back.
    private static final Duration WINDOW = Duration.ofDays(60);

    private OrderQueries() {}

    static void wire(Wiring wiring) {
        wiring.root(QUERY, "orders", (shop, call) -> {
            call.refuse("savedSearchId");
            return page(shop, call);
        });
        wiring.root(QUERY, "ordersCount", (shop, call) -> {
            call.refuse("savedSearchId");
            return ProductQueries.counted(found(shop, call).count(), call.environment().getArgument("limit"));
        });
        wiring.root(QUERY, "order", (shop, call) -> order(shop, call, call.text("id")).orElse(null));
        wiring.root(QUERY, "orderByIdentifier", (shop, call) -> call.input("identifier").only("id").text("id")
                .flatMap(id -> order(shop, call, id)).orElse(null));
        wiring.root(QUERY, "refund", (shop, call) -> node(shop, call, gid(call, Refund.TYPE)));
        wiring.root(QUERY, "fulfillment", (shop, call) -> node(shop, call, gid(call, Fulfillment.TYPE)));
        wiring.root(QUERY, "fulfillmentOrder", (shop, call) -> node(shop, call, gid(call, FulfillmentOrder.TYPE)));
        wiring.root(QUERY, "job", (shop, call) -> shop.orders().job(call.text("id")).map(job -> job(shop, job))
                .orElse(null));
        wiring.plain("Job", "id", "done");
    }

    static Map<String, Object> job(Shop shop, Orders.Job job) {
        return Map.of("id", job.id(), "done", job.done(shop.now()));
    }

    /// The orders that exist for whoever asks, among them the one that has something with this id.
    static Stream<Order> visible(Shop shop, Scopes scopes, long id) {
        return shop.orders().around(id).filter(seen(shop, scopes));
    }

    private static Predicate<Order> seen(Shop shop, Scopes scopes) {
        Instant first = scopes.allow("read_all_orders") ? Instant.MIN : shop.now().minus(WINDOW);
        return order -> !order.createdAt.isBefore(first);
    }

    /// The order of that gid, for reading and changing alike.
    static Optional<Order> order(Shop shop, Call call, String gid) {
        return order(shop, call, ProductQueries.id(gid, Order.TYPE));
    }

    static Optional<Order> order(Shop shop, Call call, long id) {
        return shop.orders().find(id).filter(seen(shop, call.scopes()));
    }

    static boolean owns(String type) {
        return TYPES.contains(type);
    }

    static @Nullable Object node(Shop shop, Call call, Gid gid) {
        OrderScopes.demand(gid.type(), call);
        if (gid.type().equals(Draft.TYPE)) {
            return shop.orders().draft(gid.number()).orElse(null);
        }
        if (gid.type().equals(Order.TYPE)) {
            return order(shop, call, gid.number()).orElse(null);
        }
        Stream<Order> orders = visible(shop, call.scopes(), gid.number());
        Stream<?> found = switch (gid.type()) {
            case "LineItem" -> orders.flatMap(order -> OrderLineFields.sold(order).stream())
                    .filter(sold -> sold.line().id() == gid.number());
            case Payment.TYPE -> orders.flatMap(order -> PaymentFields.of(order).stream())
                    .filter(paid -> paid.payment().id() == gid.number());
            case Refund.TYPE -> orders.flatMap(order -> RefundFields.of(order).stream())
                    .filter(given -> given.refund().id() == gid.number());
            case Fulfillment.TYPE -> orders.flatMap(order -> FulfillmentFields.of(order).stream())
                    .filter(sent -> sent.fulfillment().id == gid.number());
            case FulfillmentOrder.TYPE -> orders.flatMap(order -> FulfillmentFields.toSend(order).stream())
                    .filter(toSend -> toSend.of().id == gid.number());
            default -> throw Refusal.unsupported("node of type " + gid.type());
        };
        return found.findFirst().orElse(null);
    }

    private static Gid gid(Call call, String type) {
        return new Gid(type, ProductQueries.id(call.text("id"), type));
    }

    private static Page page(Shop shop, Call call) {
        String key = call.text("sortKey");
        Sort<Order> sort = sort(key, shop.orders());
        History history = shop.orders().history();
        return history == null
                ? Page.of(found(shop, call), sort, call.environment())
                : Page.of(shop.orders().kept().stream(), timeline(history, key, shop, call), wanted(shop, call), sort,
                        call.environment());
    }

    private static Timeline<Order> timeline(History history, String key, Shop shop, Call call) {
        return history.timeline(key, Search.parse(call.text("query")), shop.orders()::untouched);
    }

    private static Stream<Order> found(Shop shop, Call call) {
        History history = shop.orders().history();
        Stream<Order> all = history == null
                ? shop.orders().all()
                : Stream.concat(shop.orders().kept().stream(), timeline(history, "ID", shop, call).behind(null, false));
        return all.filter(wanted(shop, call));
    }

    /// A search goes through the index, which may not know the youngest orders yet.
    private static Predicate<Order> wanted(Shop shop, Call call) {
        Predicate<Order> seen = seen(shop, call.scopes());
        if (call.text("query").isBlank()) {
            return seen;
        }
        Instant indexed = shop.now().minus(shop.delays().search());
        return seen.and(order -> !order.createdAt.isAfter(indexed))
                .and(new OrderSearch(shop.settings().zone(), shop.orders()).matching(call.text("query")));
    }

    private static Sort<Order> sort(String key, Orders orders) {
        Function<Order, String> by = switch (key) {
            case "ID", "RELEVANCE" -> order -> "";
            case "PROCESSED_AT", "" -> order -> Sort.number(order.processedAt.toEpochMilli());
            case "CREATED_AT" -> order -> Sort.number(order.createdAt.toEpochMilli());
            case "UPDATED_AT" -> order -> Sort.number(order.updatedAt.toEpochMilli());
            case "ORDER_NUMBER" -> order -> Sort.number(order.number);
            case "TOTAL_PRICE" -> order -> OrderSearch.amount(order.bill.total());
            case "CURRENT_TOTAL_PRICE" -> order -> OrderSearch.amount(order.currentTotal());
            case "TOTAL_ITEMS_QUANTITY" -> order -> Sort.number(order.bill.quantity());
            case "FINANCIAL_STATUS" -> OrderStatus::financial;
            case "FULFILLMENT_STATUS" -> OrderStatus::fulfillment;
            case "PO_NUMBER" -> order -> Objects.requireNonNullElse(order.poNumber, "");
            case "CUSTOMER_NAME" -> order -> orders.buyerName(order.buyerId).toLowerCase(Locale.ROOT);
            case "DESTINATION" -> order -> order.shippingAddress == null
                    ? ""
                    : order.shippingAddress.field("city").orElse("");
            default -> throw Refusal.unsupported("OrderSortKeys." + key);
        };
        return new Sort<>(key, by, order -> order.id);
    }
}
