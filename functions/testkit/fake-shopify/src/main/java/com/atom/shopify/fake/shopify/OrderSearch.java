package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Search.Term;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a search of orders finds; as with products, an unknown field is ignored.
record OrderSearch(ZoneId zone, Orders orders) {
    private static final Set<String> UNSUPPORTED = Set.of("cart_token", "channel", "channel_id", "chargeback_status",
            "checkout_token", "confirmation_number", "credit_card_last4", "delivery_method",
            "fraud_protection_level", "fulfillment_location_id", "location_id", "payment_id",
            "payment_provider_id", "reference_location_id", "risk_level", "sales_channel",
            "subtotal_line_items_quantity", "total_weight");

    Predicate<Order> matching(String query) {
        Term term = Matches.parsed(query, UNSUPPORTED);
        return order -> Matches.holds(term, match -> matches(match, order));
    }

    private boolean matches(Term.Match match, Order order) {
        return switch (match.name()) {
            case "" -> everywhere(match, order);
            case "id" -> Matches.id(match, order.id);
            case "name" -> Matches.same(match, order.name) || Matches.same(match, order.name.replace("#", ""));
            case "created_at" -> Matches.time(zone, match, order.createdAt);
            case "processed_at" -> Matches.time(zone, match, order.processedAt);
            case "updated_at" -> Matches.time(zone, match, order.updatedAt);
            case "status" -> oneOf(match, status -> status(status, order));
            case "financial_status" -> Matches.oneOf(match, OrderStatus.financial(order));
            case "fulfillment_status" -> oneOf(match, status -> fulfillment(status, order));
            case "return_status" -> Matches.oneOf(match, "NO_RETURN");
            case "test" -> Matches.truth(match, order.test);
            case "tag" -> order.tags.stream().anyMatch(tag -> Matches.same(match, tag));
            case "tag_not" -> order.tags.stream().noneMatch(tag -> Matches.same(match, tag));
            case "email" -> Matches.same(match, order.email);
            case "customer_id" -> order.buyerId != null && Matches.id(match, order.buyerId);
            case "sku" -> order.bill.lines().stream().anyMatch(line -> Matches.same(match, line.goods().sku()));
            case "source_name" -> Matches.same(match, order.sourceName);
            case "source_identifier" -> Matches.same(match, order.sourceIdentifier);
            case "po_number" -> Matches.same(match, order.poNumber);
            case "discount_code" -> order.bill.codes().stream().limit(1).anyMatch(code -> Matches.same(match, code));
            case "gateway" -> order.payments.stream().anyMatch(payment -> Matches.same(match, payment.gateway()));
            case "current_total_price" -> Matches.number(match, order.currentTotal());
            default -> true;
        };
    }

    private static boolean oneOf(Term.Match match, Predicate<String> fits) {
        return Arrays.stream(match.value().toLowerCase(Locale.ROOT).split(",")).anyMatch(fits);
    }

    private static boolean status(String status, Order order) {
        return switch (status) {
            case "open" -> order.closedAt == null && !order.cancelled();
            case "closed" -> order.closedAt != null;
            case "not_closed" -> order.closedAt == null;
            case "cancelled" -> order.cancelled();
            default -> true;
        };
    }

    private static boolean fulfillment(String status, Order order) {
        String shown = OrderStatus.fulfillment(order);
        return switch (status) {
            case "fulfilled", "shipped" -> shown.equals("FULFILLED");
            case "partial" -> shown.equals("PARTIALLY_FULFILLED");
            case "unshipped" -> shown.equals("UNFULFILLED");
            case "unfulfilled" -> !shown.equals("FULFILLED");
            case "scheduled", "on_hold", "request_declined" -> false;
            default -> true;
        };
    }

    private boolean everywhere(Term.Match match, Order order) {
        String buyer = orders.buyerName(order.buyerId);
        return match.value().isEmpty()
                || Stream.concat(Stream.of(order.name, order.email, order.phone, order.note, order.poNumber, buyer),
                        Stream.concat(order.tags.stream(), order.bill.lines().stream()
                                .flatMap(line -> Stream.of(line.goods().title(), text(line.goods().sku())))))
                        .filter(Objects::nonNull).anyMatch(text -> Matches.words(match, text));
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    /// A total as a text that sorts like it.
    static String amount(BigDecimal total) {
        return Page.Sort.number(total.movePointRight(3).longValue());
    }
}
