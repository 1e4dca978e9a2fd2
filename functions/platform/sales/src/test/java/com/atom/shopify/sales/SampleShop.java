package com.atom.shopify.sales;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A made-up shop, told in whole units of its currencies (cents, yen, fils), and what Shopify would send of it. It knows nothing of
/// the code under test.
final class SampleShop {
    private static final List<String> CURRENCIES = List.of("USD", "JPY", "KWD");
    private static final List<String> ZONES = List.of("America/New_York", "Europe/Berlin", "Asia/Kolkata",
            "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham", "America/St_Johns", "Pacific/Kiritimati");
    /// Nights in which clocks change in one of the zones are among them.
    private static final List<LocalDate> BEGINNINGS = List.of(LocalDate.of(2026, 3, 6), LocalDate.of(2026, 3, 27),
            LocalDate.of(2026, 10, 2), LocalDate.of(2026, 10, 30), LocalDate.of(2026, 4, 3));
    private static final long BEYOND_DOUBLES = 9_007_199_254_740_993L;

    final Random random;
    final ZoneId zone;
    final ZoneId laterZone;
    final LocalDate from;
    final LocalDate to;
    final List<Order> orders = new ArrayList<>();

    SampleShop(long seed, boolean edits) {
        random = new Random(seed);
        zone = ZoneId.of(any(ZONES));
        laterZone = ZoneId.of(any(ZONES));
        from = any(BEGINNINGS);
        to = from.plusDays(random.nextInt(6));
        var customers = 1 + random.nextInt(5);
        var main = any(CURRENCIES);
        for (var i = 0; i < 3 + random.nextInt(12); i++) {
            orders.add(order(i, customers, random.nextInt(6) == 0 ? any(CURRENCIES) : main, edits));
        }
    }

    /// Prices and discounts are with tax where prices include it.
    record Line(long id, boolean gift, long price, long quantity, long discount, int ratePercent, boolean included) {
        long charged() {
            return price * quantity - discount;
        }

        long tax() {
            return included
                    ? round(charged() * ratePercent, 100L + ratePercent)
                    : round(charged() * ratePercent, 100);
        }

        long net() {
            return included ? charged() - tax() : charged();
        }

        long discountBeforeTax() {
            return included ? round(discount * 100, 100L + ratePercent) : discount;
        }

        long gross() {
            return net() + discountBeforeTax();
        }

        /// Instead of a gift card; neither is a sale.
        boolean tip() {
            return gift && id % 2 == 0;
        }

        private String kind() {
            return tip() ? "TIP" : gift ? "GIFT_CARD" : "PRODUCT";
        }

        /// None of a line that somebody typed in.
        Optional<Long> product() {
            return id % 11 == 0 ? Optional.empty() : Optional.of(BEYOND_DOUBLES + id % 5);
        }

        Optional<Long> variant() {
            return product().map(product -> product + 1_000 + id % 2);
        }

        String vendor() {
            return "Vendor " + id % 3;
        }

        /// None of a product without one.
        String type() {
            return product().isEmpty() || id % 4 == 0 ? "" : "Type " + id % 3;
        }
    }

    /// Units of a line that came back.
    record Taken(Line line, long units, long net, long tax) {}

    record Refund(long id, Instant at, List<Taken> taken, long shipping, long adjustment) {}

    /// A change by hand: a line more, units that were taken off, or both.
    record Edit(Instant at, Optional<Line> added, List<Taken> removed) {
        private long owed() {
            return added.map(line -> line.net() + line.tax()).orElse(0L)
                    - removed.stream().mapToLong(taken -> taken.net() + taken.tax()).sum();
        }
    }

    record Order(long id, Instant processed, Instant created, boolean test, String currency, boolean included,
            long customer, List<Line> lines, long shipping, List<Refund> refunds, List<Edit> edits,
            @Nullable Instant cancelled) {
        int digits() {
            return switch (currency) {
                case "JPY" -> 0;
                case "KWD" -> 3;
                default -> 2;
            };
        }

        Instant updated() {
            return updated(refunds.size());
        }

        /// As if nobody had changed it by hand.
        Order unedited() {
            return new Order(id, processed, created, test, currency, included, customer, lines, shipping, refunds,
                    List.of(), cancelled);
        }

        /// When it had changed last when only the first refunds were made.
        Instant updated(int made) {
            return Stream.concat(refunds.subList(0, made).stream().map(Refund::at), edits.stream().map(Edit::at))
                    .reduce(created, (one, other) -> one.isAfter(other) ? one : other);
        }

        String amount(long units) {
            return new BigDecimal(BigInteger.valueOf(units), digits()).toPlainString();
        }

        private int index() {
            return (int) ((id - BEYOND_DOUBLES) / 1_000);
        }

        long duties() {
            return index() % 4 == 0 ? 321 : 0;
        }

        long fees() {
            return index() % 3 == 0 ? 45 : 0;
        }

        String channel() {
            return index() % 3 == 0 ? "pos" : "web";
        }

        Optional<Long> location() {
            return channel().equals("pos") ? Optional.of(BEYOND_DOUBLES + index() % 2) : Optional.empty();
        }

        List<String> codes() {
            return List.of("AUTUMN", "SPRING").subList(0, index() % 3);
        }

        Optional<String> country() {
            return index() % 4 == 0 ? Optional.empty() : Optional.of(index() % 2 == 0 ? "DE" : "JP");
        }
    }

    static long round(long dividend, long divisor) {
        return Math.floorDiv(2 * dividend + divisor, 2 * divisor);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private Instant time() {
        var start = from.minusDays(2).atStartOfDay(zone).toInstant();
        return start.plusSeconds(random.nextInt((int) Duration.between(start,
                to.plusDays(3).atStartOfDay(zone).toInstant()).toSeconds()));
    }

    private Order order(int index, int customers, String currency, boolean edits) {
        var included = random.nextInt(3) == 0;
        var processed = time();
        var created = random.nextInt(5) == 0 ? processed.plusSeconds(86_400L * 40) : processed;
        var lines = new ArrayList<Line>();
        var id = BEYOND_DOUBLES + index * 1_000L;
        for (var i = 0; i < 1 + random.nextInt(3); i++) {
            lines.add(line(id + i + 1, included));
        }
        var refunds = new ArrayList<Refund>();
        var left = new ArrayList<>(lines);
        for (var i = 0; i < random.nextInt(3) && !left.isEmpty(); i++) {
            refunds.add(refund(id + 100 + i, created, left.removeFirst()));
        }
        refunds.sort(Comparator.comparing(Refund::at));
        var edited = new ArrayList<Edit>();
        if (edits && random.nextInt(3) == 0) {
            var added = left.isEmpty() || random.nextInt(3) > 0;
            edited.add(new Edit(created.plusSeconds(random.nextInt(300_000)),
                    added ? Optional.of(line(id + 50, included)) : Optional.empty(),
                    left.isEmpty() ? List.of() : List.of(taken(left.removeFirst()))));
        }
        return new Order(id, processed, created, random.nextInt(10) == 0, currency, included,
                random.nextInt(3) == 0 ? 0 : BEYOND_DOUBLES + random.nextInt(customers), lines,
                random.nextInt(3) * 499L, refunds, edited,
                !refunds.isEmpty() && random.nextInt(4) == 0 ? refunds.getLast().at() : null);
    }

    private Line line(long id, boolean included) {
        var gift = random.nextInt(8) == 0;
        var price = 1L + random.nextInt(20_000);
        var quantity = 1L + random.nextInt(4);
        return new Line(id, gift, price, quantity, gift ? 0 : random.nextInt((int) Math.min(price, 777)),
                gift ? 0 : random.nextInt(26), included);
    }

    private Taken taken(Line line) {
        var units = 1 + random.nextInt((int) line.quantity());
        return new Taken(line, units, line.net() * units / line.quantity(), line.tax() * units / line.quantity());
    }

    private Refund refund(long id, Instant after, Line line) {
        return new Refund(id, after.plusSeconds(random.nextInt(400_000)), List.of(taken(line)), random.nextInt(2) * 99L,
                random.nextInt(3) == 0 ? random.nextInt(200) - 100L : 0);
    }

    /// The body of `orders/updated`.
    static byte[] payload(Order order) {
        return payload(order, order.refunds().size());
    }

    /// The same at a time when only the first refunds had been made.
    static byte[] payload(Order order, int refunds) {
        var known = order.refunds().subList(0, refunds);
        var total = order.lines().stream().mapToLong(line -> line.net() + line.tax()).sum() + order.shipping()
                + order.duties() + order.fees();
        var current = total - known.stream().mapToLong(refund -> refund.taken().stream()
                .mapToLong(taken -> taken.net() + taken.tax()).sum() + refund.shipping() - refund.adjustment()).sum()
                + order.edits().stream().mapToLong(Edit::owed).sum();
        var lines = new ArrayList<>(order.lines());
        order.edits().forEach(edit -> edit.added().ifPresent(lines::add));
        var updated = order.updated(refunds);
        return ("{\"id\":" + order.id() + ",\"processed_at\":\"" + at(order.processed()) + "\",\"created_at\":\""
                + at(order.created()) + "\",\"updated_at\":\"" + at(updated) + "\",\"cancelled_at\":"
                + (order.cancelled() == null || order.cancelled().isAfter(updated)
                        ? "null"
                        : "\"" + at(order.cancelled()) + "\"")
                + ",\"test\":" + order.test() + ",\"currency\":\"" + order.currency() + "\",\"taxes_included\":"
                + order.included() + ",\"customer\":"
                + (order.customer() == 0 ? "null" : "{\"id\":" + order.customer() + ",\"email\":\"x@example.com\"}")
                + ",\"source_name\":\"" + order.channel() + "\",\"location_id\":" + number(order.location())
                + ",\"discount_codes\":["
                + String.join(",", order.codes().stream().map(code -> "{\"code\":\"" + code + "\"}").toList())
                + "],\"shipping_address\":"
                + order.country().map(country -> "{\"country_code\":\"" + country + "\"}").orElse("null")
                + ",\"original_total_duties_set\":" + set(order, order.duties())
                + ",\"original_total_additional_fees_set\":" + set(order, order.fees())
                + ",\"total_price\":\"" + order.amount(total)
                + "\",\"current_total_price\":\"" + order.amount(current) + "\",\"line_items\":["
                + String.join(",", lines.stream().map(line -> line(order, line, known)).toList())
                + "],\"shipping_lines\":[{\"id\":1,\"price\":\"" + order.amount(order.shipping())
                + "\",\"discount_allocations\":[],\"tax_lines\":[]}],\"refunds\":["
                + String.join(",", known.stream().map(refund -> refund(order, refund)).toList()) + "]}")
                .getBytes(UTF_8);
    }

    private static String line(Order order, Line line, List<Refund> known) {
        var gone = known.stream().flatMap(refund -> refund.taken().stream())
                .filter(taken -> taken.line().id() == line.id()).mapToLong(Taken::units).sum()
                + order.edits().stream().flatMap(edit -> edit.removed().stream())
                        .filter(taken -> taken.line().id() == line.id()).mapToLong(Taken::units).sum();
        return "{\"id\":" + line.id() + ",\"product_id\":" + number(line.product()) + ",\"variant_id\":"
                + number(line.variant()) + ",\"vendor\":\"" + line.vendor() + "\",\"gift_card\":"
                + (line.gift() && !line.tip())
                + (line.tip() ? ",\"tip_payment_gateway\":\"cash\"" : "")
                + ",\"quantity\":" + line.quantity()
                + ",\"current_quantity\":" + (line.quantity() - gone) + ",\"price\":\"" + order.amount(line.price())
                + "\",\"price_set\":" + set(order, line.price()) + ",\"discount_allocations\":["
                + (line.discount() == 0
                        ? ""
                        : "{\"amount_set\":" + set(order, line.discount() / 3) + "},{\"amount_set\":"
                                + set(order, line.discount() - line.discount() / 3) + "}")
                + "],\"tax_lines\":[{\"rate\":" + new BigDecimal(line.ratePercent()).movePointLeft(2)
                + ",\"price_set\":" + set(order, line.tax()) + "}]}";
    }

    private static String number(Optional<Long> id) {
        return id.map(Object::toString).orElse("null");
    }

    private static String set(Order order, long units) {
        return "{\"shop_money\":{\"amount\":\"" + order.amount(units) + "\",\"currency_code\":\"" + order.currency()
                + "\"},\"presentment_money\":{\"amount\":\"0.0\",\"currency_code\":\"EUR\"}}";
    }

    /// The body of `refunds/create`.
    static String refund(Order order, Refund refund) {
        return "{\"id\":" + refund.id() + ",\"order_id\":" + order.id() + ",\"created_at\":\"" + at(refund.at())
                + "\",\"processed_at\":\"" + at(refund.at()) + "\",\"refund_line_items\":["
                + String.join(",", refund.taken().stream().map(taken -> "{\"line_item_id\":" + taken.line().id()
                        + ",\"quantity\":" + taken.units() + ",\"subtotal_set\":"
                        + set(order, taken.net() + (order.included() ? taken.tax() : 0)) + ",\"total_tax_set\":"
                        + set(order, taken.tax()) + ",\"line_item\":" + line(order, taken.line(), List.of()) + "}")
                        .toList())
                + "],\"refund_shipping_lines\":[{\"subtotal_amount_set\":" + set(order, refund.shipping())
                + ",\"tax_amount_set\":" + set(order, 0) + "}],\"order_adjustments\":["
                + (refund.adjustment() == 0
                        ? ""
                        : "{\"kind\":\"refund_discrepancy\",\"amount_set\":" + set(order, refund.adjustment()) + "}")
                + "]}";
    }

    /// The lines of a bulk operation's file, the order's own first.
    static List<byte[]> rows(Order order) {
        var gid = "gid://shopify/Order/" + order.id();
        var rows = new ArrayList<String>();
        rows.add("{\"id\":\"" + gid + "\",\"processedAt\":\"" + order.processed() + "\",\"updatedAt\":\""
                + order.updated() + "\",\"cancelledAt\":"
                + (order.cancelled() == null ? "null" : "\"" + order.cancelled() + "\"") + ",\"test\":" + order.test()
                + ",\"currencyCode\":\"" + order.currency() + "\",\"taxesIncluded\":" + order.included()
                + ",\"sourceName\":\"" + order.channel() + "\",\"retailLocation\":"
                + ref("Location", order.location()) + ",\"discountCodes\":["
                + String.join(",", order.codes().stream().map(code -> "\"" + code + "\"").toList())
                + "],\"billingAddress\":"
                + order.country().map(country -> "{\"countryCodeV2\":\"" + country + "\"}").orElse("null")
                + ",\"customer\":"
                + (order.customer() == 0 ? "null" : "{\"id\":\"gid://shopify/Customer/" + order.customer() + "\"}")
                + "}");
        var placed = "gid://shopify/SalesAgreement/" + order.id();
        rows.add(agreement(placed, gid, order.created(), "ORDER"));
        order.lines().forEach(line -> rows.add(sold(order, placed, line)));
        rows.add(sale(order, placed, "SHIPPING", "ORDER", 0, order.shipping(), 0, 0, Optional.empty()));
        rows.add(sale(order, placed, "DUTY", "ORDER", 0, order.duties(), 0, 0, Optional.empty()));
        rows.add(sale(order, placed, "ADDITIONAL_FEE", "ORDER", 0, order.fees(), 0, 0, Optional.empty()));
        for (var refund : order.refunds()) {
            var id = "gid://shopify/SalesAgreement/" + refund.id();
            rows.add(agreement(id, gid, refund.at(), "REFUND"));
            refund.taken().forEach(taken -> rows.add(returned(order, id, taken)));
            rows.add(sale(order, id, "SHIPPING", "RETURN", 0, -refund.shipping(), 0, 0, Optional.empty()));
            rows.add(sale(order, id, "ADJUSTMENT", "RETURN", 0, refund.adjustment(), 0, 0, Optional.empty()));
        }
        for (var edit : order.edits()) {
            var id = "gid://shopify/SalesAgreement/" + (order.id() + 50);
            rows.add(agreement(id, gid, edit.at(), "ORDER_EDIT"));
            edit.added().ifPresent(line -> rows.add(sold(order, id, line)));
            edit.removed().forEach(taken -> rows.add(returned(order, id, taken)));
        }
        return rows.stream().map(row -> row.getBytes(UTF_8)).toList();
    }

    private static String agreement(String id, String order, Instant at, String reason) {
        return "{\"id\":\"" + id + "\",\"happenedAt\":\"" + at + "\",\"reason\":\"" + reason + "\",\"__parentId\":\""
                + order + "\"}";
    }

    private static String sold(Order order, String agreement, Line line) {
        return sale(order, agreement, line.kind(), "ORDER", line.quantity(),
                line.net() + line.tax(), line.discountBeforeTax(), line.tax(), Optional.of(line));
    }

    private static String returned(Order order, String agreement, Taken taken) {
        return sale(order, agreement, taken.line().kind(), "RETURN", -taken.units(),
                -taken.net() - taken.tax(), 0, -taken.tax(), Optional.of(taken.line()));
    }

    private static String sale(Order order, String agreement, String type, String action, long quantity, long total,
            long discount, long tax, Optional<Line> line) {
        return "{\"lineType\":\"" + type + "\",\"actionType\":\"" + action + "\",\"quantity\":" + quantity
                + ",\"totalAmount\":" + bag(order, total) + ",\"totalDiscountAmountBeforeTaxes\":"
                + bag(order, discount) + ",\"totalTaxAmount\":" + bag(order, tax) + ",\"lineItem\":"
                + line.map(SampleShop::item).orElse("null") + ",\"__parentId\":\"" + agreement + "\"}";
    }

    private static String item(Line line) {
        return "{\"vendor\":\"" + line.vendor() + "\",\"product\":"
                + line.product().map(product -> "{\"id\":\"gid://shopify/Product/" + product + "\",\"productType\":\""
                        + line.type() + "\"}").orElse("null")
                + ",\"variant\":" + ref("ProductVariant", line.variant()) + "}";
    }

    private static String ref(String kind, Optional<Long> id) {
        return id.map(number -> "{\"id\":\"gid://shopify/" + kind + "/" + number + "\"}").orElse("null");
    }

    /// The Admin API pads amounts its own way.
    private static String bag(Order order, long units) {
        return "{\"shopMoney\":{\"amount\":\"" + order.amount(units) + (order.digits() == 0 ? ".0" : "")
                + "\",\"currencyCode\":\"" + order.currency() + "\"}}";
    }

    private static String at(Instant time) {
        return time.atZone(ZoneId.of("America/New_York")).toOffsetDateTime().toString();
    }
}
