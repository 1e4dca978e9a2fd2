package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.OrderLine.Goods;
import com.atom.shopify.fake.shopify.Page.Position;
import com.atom.shopify.fake.shopify.Payment.Kind;
import com.atom.shopify.fake.shopify.Payment.Status;
import com.atom.shopify.fake.shopify.Pricing.TaxAsk;
import com.atom.shopify.fake.shopify.Refund.Restock;
import com.atom.shopify.fake.shopify.Search.Term;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The orders of a large shop over two years, and their customers. Only their times and buyers are kept: an order is made
/// when it is looked at, always the same from the shop's name and its place. A little more is sold every month, most on
/// weekends and in the evening, and four of ten orders come from somebody who has bought before.
final class History {
    /// How many orders there can be.
    static final int LARGEST = 1_000_000;

    private static final int DAYS = 730;
    private static final int DAY = 86_400;
    private static final int RETURNING_PERCENT = 40;
    private static final double[] WEEK = {1.0, 0.9, 0.92, 0.97, 1.08, 1.25, 1.3};
    private static final int[] HOURS = {2, 1, 1, 1, 1, 2, 3, 4, 5, 6, 6, 6, 6, 5, 5, 5, 6, 7, 9, 11, 12, 10, 7, 4};
    // Ids of a history are above all others, 1,024 for each order and each customer.
    private static final long FIRST = 1L << 62;
    private static final long SHOPS = 1L << 20;
    private static final long OF_SHOP = 1L << 31;
    private static final long CUSTOMERS = 1L << 30;
    private static final long EACH = 1L << 10;
    private static final long BILL = 1L << 9;
    private static final int PLACE_BITS = 20;
    private static final BigDecimal TAX = new BigDecimal("0.08");
    private static final Set<String> CREATED = Set.of("created_at", "processed_at");
    private static final Set<String> UPDATED = Set.of("updated_at");

    private final Shop shop;
    private final Instant begin;
    private final long seed;
    private final long base;
    private final Amounts amounts;
    private final List<Offer> offers;
    /// Seconds from the beginning, and the place of the buyer's first order.
    private final int[] created;
    private final int[] updated;
    private final int[] buyer;
    private long @Nullable [] byUpdate;
    private long @Nullable [] byBuyer;

    private record Offer(Goods goods, BigDecimal price) {}

    /// What became of an order.
    private enum Story {
        PAID,
        FULFILLED,
        PARTLY_REFUNDED,
        RETURNED,
        CANCELLED,
        TEST
    }

    History(Shop shop, int size, Instant until) {
        this.shop = shop;
        this.begin = Instant.ofEpochSecond(until.getEpochSecond()).minus(Duration.ofDays(DAYS));
        this.seed = shop.name().number();
        this.base = FIRST + Math.floorMod(seed, SHOPS) * OF_SHOP;
        this.amounts = Amounts.of(shop.settings().currency(), shop.settings().currency());
        this.offers = shop.catalog().all().stream().filter(product -> product.status.equals("ACTIVE"))
                .flatMap(product -> product.variants.stream()
                        .map(variant -> new Offer(Goods.of(product, variant), variant.price)))
                .toList();
        this.created = times(size);
        this.updated = new int[size];
        this.buyer = new int[size];
        for (int at = 0; at < size; at++) {
            updated[at] = Math.min(DAYS * DAY, created[at] + lasting(story(at), at));
            buyer[at] = at > 0 && chance(at, 1, 100) < RETURNING_PERCENT ? buyer[chance(at, 2, at)] : at;
        }
    }

    int size() {
        return created.length;
    }

    /// The times of all orders, ascending.
    private int[] times(int size) {
        double[] until = new double[DAYS + 1];
        for (int day = 0; day < DAYS; day++) {
            int weekday = begin.plus(Duration.ofDays(day)).atZone(shop.settings().zone()).getDayOfWeek().getValue();
            double noise = 0.9 + chance(day, 3, 200) / 1_000.0;
            until[day + 1] = until[day] + (1 + 0.5 * day / DAYS) * WEEK[weekday - 1] * noise;
        }
        int[] times = new int[size];
        int day = 0;
        for (int at = 0; at < size; at++) {
            double place = (at + 0.5) / size * until[DAYS];
            while (until[day + 1] <= place) {
                day++;
            }
            times[at] = day * DAY + second((place - until[day]) / (until[day + 1] - until[day]));
        }
        return times;
    }

    /// The second of a day before which this share of it is sold.
    private static int second(double share) {
        double left = share * Arrays.stream(HOURS).sum();
        int hour = 0;
        while (left >= HOURS[hour]) {
            left -= HOURS[hour];
            hour++;
        }
        return (int) ((hour + left / HOURS[hour]) * 3_600);
    }

    private Story story(int at) {
        int chance = chance(at, 4, 100);
        boolean young = DAYS * DAY - created[at] < 3 * DAY;
        if (chance < 1) {
            return Story.TEST;
        }
        if (chance < 4) {
            return Story.CANCELLED;
        }
        if (young || chance < 7) {
            return Story.PAID;
        }
        return chance < 13 ? Story.PARTLY_REFUNDED : chance < 16 ? Story.RETURNED : Story.FULFILLED;
    }

    private int lasting(Story story, int at) {
        return switch (story) {
            case PAID, TEST -> 60;
            case CANCELLED -> 600 + chance(at, 5, DAY);
            case FULFILLED -> DAY / 2 + chance(at, 5, 3 * DAY);
            case PARTLY_REFUNDED, RETURNED -> 4 * DAY + chance(at, 5, 20 * DAY);
        };
    }

    /// A number below a bound, always the same for a place and a purpose.
    private int chance(long at, int purpose, int bound) {
        return (int) Math.floorMod(mixed(at, purpose), (long) bound);
    }

    private long mixed(long at, int purpose) {
        long value = seed * 0x9E3779B97F4A7C15L + at * 0xBF58476D1CE4E5B9L + purpose * 0x94D049BB133111EBL;
        value = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        value = (value ^ (value >>> 27)) * 0x94D049BB133111EBL;
        return value ^ (value >>> 31);
    }

    private Instant time(int seconds) {
        return begin.plusSeconds(seconds);
    }

    long id(int at) {
        return base + at * EACH;
    }

    private long customerId(int first) {
        return base + CUSTOMERS + first * EACH;
    }

    /// The place of the order that this id belongs to, its own or one in it.
    OptionalInt place(long id) {
        long at = (id - base) / EACH;
        return id >= base && at < size() ? OptionalInt.of((int) at) : OptionalInt.empty();
    }

    /// The customer with that id, or with an address of that id.
    Optional<Customer> customer(long id) {
        long first = (id - base - CUSTOMERS) / EACH;
        return id >= base + CUSTOMERS && first < size() && buyer[(int) first] == first
                ? Optional.of(customer((int) first))
                : Optional.empty();
    }

    Optional<Customer> customerBy(String email) {
        String number = email.replaceAll("^[a-z]+\\.[a-z]+\\.(\\d{1,7})@example\\.com$", "$1");
        return number.equals(email)
                ? Optional.empty()
                : customer(customerId(Integer.parseInt(number))).filter(found -> email.equals(found.email));
    }

    boolean unchanged(Order order, int at) {
        return order.updatedAt.equals(time(updated[at]));
    }

    Stream<Order> orders() {
        return IntStream.range(0, size()).mapToObj(this::order);
    }

    /// The places of the orders of a customer.
    IntStream of(long customerId) {
        long first = (customerId - base - CUSTOMERS) / EACH;
        if (customer(customerId).isEmpty()) {
            return IntStream.empty();
        }
        long[] sorted = byBuyer();
        int from = Arrays.binarySearch(sorted, first << PLACE_BITS | first);
        return IntStream.iterate(from, at -> at < sorted.length && sorted[at] >> PLACE_BITS == first, at -> at + 1)
                .map(at -> placeIn(sorted[at]));
    }

    private long[] byBuyer() {
        if (byBuyer == null) {
            byBuyer = IntStream.range(0, size()).mapToLong(at -> (long) buyer[at] << PLACE_BITS | at).sorted()
                    .toArray();
        }
        return byBuyer;
    }

    private long[] byUpdate() {
        if (byUpdate == null) {
            byUpdate = IntStream.range(0, size()).mapToLong(at -> (long) updated[at] << PLACE_BITS | at).sorted()
                    .toArray();
        }
        return byUpdate;
    }

    private static int placeIn(long packed) {
        return (int) (packed & ((1L << PLACE_BITS) - 1));
    }

    /// The orders as a sort key of the API wants them. Those whose order cannot be known before they are made are
    /// refused.
    Timeline<Order> timeline(String key, Term search, LongPredicate kept) {
        TimeBounds createdAt = TimeBounds.of(search, CREATED);
        TimeBounds updatedAt = TimeBounds.of(search, UPDATED);
        IntPredicate maybe = at -> createdAt.hold(time(created[at])) && updatedAt.hold(time(updated[at]))
                && kept.test(id(at));
        return switch (key) {
            case "UPDATED_AT" -> {
                long[] sorted = byUpdate();
                yield new Timeline<>(size(), at -> order(placeIn(sorted[at])), at -> new Position(
                        millis(updated[placeIn(sorted[at])]), id(placeIn(sorted[at]))),
                        at -> maybe.test(placeIn(sorted[at])));
            }
            case "PROCESSED_AT", "CREATED_AT", "" ->
                new Timeline<>(size(), this::order, at -> new Position(millis(created[at]), id(at)), maybe);
            case "ID", "RELEVANCE" -> new Timeline<>(size(), this::order, at -> new Position("", id(at)), maybe);
            case "ORDER_NUMBER" -> new Timeline<>(size(), this::order,
                    at -> new Position(Page.Sort.number(number(at)), id(at)), maybe);
            default -> throw Refusal.unsupported("OrderSortKeys." + key + " in a shop with a history");
        };
    }

    /// The customers as a sort key of the API wants them. Nobody changed them since their first order, or they are kept.
    Timeline<Customer> customers(String key, LongPredicate kept) {
        IntFunction<String> place = switch (key) {
            case "", "ID", "RELEVANCE" -> at -> "";
            case "CREATED_AT", "UPDATED_AT" -> at -> Page.Sort.number(time(created[at]).getEpochSecond());
            default -> throw Refusal.unsupported("CustomerSortKeys." + key + " in a shop with a history");
        };
        return new Timeline<>(size(), this::customer, at -> new Position(place.apply(at), customerId(at)),
                at -> buyer[at] == at && kept.test(customerId(at)));
    }

    private String millis(int seconds) {
        return Page.Sort.number(time(seconds).toEpochMilli());
    }

    private static int number(int at) {
        return 1_001 + at;
    }

    private Customer customer(int first) {
        var random = new Random(mixed(first, 6));
        var customer = new Customer(customerId(first), time(created[first]));
        customer.firstName = OrderSeed.FIRST_NAMES.get(random.nextInt(OrderSeed.FIRST_NAMES.size()));
        customer.lastName = OrderSeed.LAST_NAMES.get(random.nextInt(OrderSeed.LAST_NAMES.size()));
        customer.email = (customer.firstName + "." + customer.lastName).toLowerCase(Locale.ROOT) + "." + first
                + "@example.com";
        customer.addresses = List.of(OrderSeed.address(customer, customer.id + 1, random));
        return customer;
    }

    Order order(int at) {
        var random = new Random(mixed(at, 7));
        Bill bill = shop.catalog().numbered(id(at) + BILL, () -> bill(random));
        return shop.catalog().numbered(id(at), () -> {
            Instant time = time(created[at]);
            Order order = new Placement(shop, shop.orders()).order(number(at), bill, amounts, time, time);
            Customer customer = customer(buyer[at]);
            order.buyerId = customer.id;
            order.email = customer.email;
            order.sourceName = "web";
            order.shippingAddress = customer.addresses.getFirst();
            order.billingAddress = order.shippingAddress;
            live(order, story(at), at, random);
            order.updatedAt = time(updated[at]);
            order.told = Standing.of(order);
            return order;
        });
    }

    private void live(Order order, Story story, int at, Random random) {
        Instant paid = order.createdAt;
        Instant end = time(updated[at]);
        order.test = story == Story.TEST;
        order.pay(new Payment(shop.catalog().newId(), Kind.SALE, Status.SUCCESS, order.test
                ? "bogus"
                : "shopify_payments", order.bill.total(), paid, null, order.test));
        switch (story) {
            case PAID, TEST -> {
            }
            case FULFILLED -> {
                send(order, end, random);
                order.closedAt = end;
            }
            case PARTLY_REFUNDED, RETURNED -> {
                Instant sent = paid.plus(Duration.ofHours(30));
                send(order, sent.isBefore(end) ? sent : end, random);
                var refunding = new Refunding(shop, order);
                List<Refund.Line> lines = story == Story.RETURNED
                        ? refunding.rest(Restock.NO_RESTOCK)
                        : List.of(refunding.line(order.bill.lines().getFirst(), 1, Restock.NO_RESTOCK));
                refunding.apply(lines, List.of(), refunding.payBack(refunding.worth(lines, List.of()), end),
                        new Refunding.Circumstances(end, end, null, "REFUND_DISCREPANCY"));
            }
            case CANCELLED ->
                new OrderCancel(shop, order, new OrderCancel.Terms("CUSTOMER", false, true, null)).run(end);
        }
    }

    private void send(Order order, Instant at, Random random) {
        new Placement(shop, shop.orders()).send(order, Placement.rest(order), at).tracking = List.of(
                new Fulfillment.Tracking("UPS", "1Z" + (100_000 + random.nextInt(900_000)), null));
    }

    private Bill bill(Random random) {
        var pricing = new Pricing(amounts, false);
        int lines = 1 + random.nextInt(3);
        for (int line = 0; line < lines; line++) {
            Offer offer = offers.isEmpty()
                    ? new Offer(Goods.custom("Custom item"), new BigDecimal("12.50"))
                    : offers.get(random.nextInt(offers.size()));
            pricing.add(new OrderLine(shop.catalog().newId(), offer.goods(), random.nextInt(4) == 0 ? 2 : 1,
                    amounts.rounded(offer.price()), Map.of(), List.of(), List.of()));
        }
        pricing.add(new ShippingCharge(shop.catalog().newId(), "Standard", "standard", "shopify",
                amounts.rounded(new BigDecimal("6.90")), List.of(), List.of()));
        int discount = random.nextInt(10);
        if (discount < 2) {
            pricing.discountLines(Discount.Source.CODE, discount == 0 ? "WELCOME10" : "SEASON10", null, true,
                    BigDecimal.TEN);
        }
        pricing.taxLines(List.of(new TaxAsk("State Tax", TAX, Optional.empty(), false)));
        return pricing.bill();
    }
}
