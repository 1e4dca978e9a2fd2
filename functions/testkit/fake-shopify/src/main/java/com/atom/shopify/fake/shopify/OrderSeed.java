package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.OrderLine.Goods;
import com.atom.shopify.fake.shopify.Payment.Kind;
import com.atom.shopify.fake.shopify.Payment.Status;
import com.atom.shopify.fake.shopify.Pricing.TaxAsk;
import com.atom.shopify.fake.shopify.Refund.Restock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Believable orders and customers. The same shop name and number give the same orders, dated back from now. They take
/// nothing from stock.
final class OrderSeed {
    /// How many orders a shop has from the start.
    static final int FEW = 10;

    static final List<String> FIRST_NAMES = List.of("Ada", "Bruno", "Chidi", "Dana", "Elif", "Farid", "Greta",
            "Hana", "Ines", "Jonas", "Kofi", "Lena");
    static final List<String> LAST_NAMES = List.of("Abara", "Berg", "Castillo", "Dubois", "Eriksen", "Fischer",
            "Garcia", "Hughes");
    private static final List<String> CITIES = List.of("Portland,OR,97201", "Austin,TX,78701", "Denver,CO,80202",
            "Boston,MA,02108", "Chicago,IL,60601");
    private static final List<Story> STORIES = List.of(Story.PAID, Story.FULFILLED, Story.PENDING, Story.PAID,
            Story.PARTLY_REFUNDED, Story.TEST, Story.PARTLY_FULFILLED, Story.CANCELLED, Story.AUTHORIZED);
    private static final BigDecimal TAX = new BigDecimal("0.08");

    private final Shop shop;
    private final Orders orders = new Orders();
    private final Random random;
    private final List<Variant> variants;
    private final Amounts amounts;

    /// What became of an order.
    private enum Story {
        PAID,
        FULFILLED,
        PENDING,
        PARTLY_REFUNDED,
        TEST,
        PARTLY_FULFILLED,
        CANCELLED,
        AUTHORIZED,
    }

    private OrderSeed(Shop shop) {
        this.shop = shop;
        this.random = new Random(shop.name().number() * 31L + 7);
        this.variants = shop.catalog().all().stream().filter(product -> product.status.equals("ACTIVE"))
                .flatMap(product -> product.variants.stream()).toList();
        this.amounts = Amounts.of(shop.settings().currency(), shop.settings().currency());
    }

    /// Orders over the last fifty days; the first tenth of them sixty days older, where only `read_all_orders` reaches.
    static Orders of(Shop shop, int number) {
        var seed = new OrderSeed(shop);
        for (int left = number; left > 0; left--) {
            seed.add(STORIES.get(left % STORIES.size()), left, number);
        }
        return seed.orders;
    }

    private void add(Story story, int left, int number) {
        Duration age = Duration.ofDays(50).dividedBy(number).multipliedBy(left)
                .plusMinutes(random.nextInt(60));
        boolean old = left > number - (number + 9) / 10;
        Instant at = shop.now().minus(old ? age.plusDays(60) : age);
        Customer buyer = buyer();
        Order order = new Placement(shop, orders).order(bill(left), amounts, at, at);
        order.buyerId = buyer.id();
        order.email = buyer.email();
        order.sourceName = "web";
        order.shippingAddress = address(buyer, shop.catalog().newId(), random);
        order.billingAddress = order.shippingAddress;
        order.tags = left % 4 == 0 ? List.of("gift") : List.of();
        if (buyer.addresses.isEmpty()) {
            buyer.addresses = List.of(order.shippingAddress);
        }
        orders.customers().add(buyer);
        orders.add(order);
        live(order, story, at);
    }

    private void live(Order order, Story story, Instant at) {
        Instant soon = at.plus(Duration.ofMinutes(30));
        Instant later = soon.isBefore(shop.now()) ? soon : shop.now();
        order.test = story == Story.TEST;
        switch (story) {
            case PENDING -> {
            }
            case AUTHORIZED -> pay(order, Kind.AUTHORIZATION, at);
            case PAID, TEST -> pay(order, Kind.SALE, at);
            case FULFILLED -> {
                pay(order, Kind.SALE, at);
                send(order, Placement.rest(order), later);
            }
            case PARTLY_FULFILLED -> {
                pay(order, Kind.SALE, at);
                send(order, Placement.rest(order).subList(0, 1), later);
            }
            case PARTLY_REFUNDED -> {
                pay(order, Kind.SALE, at);
                send(order, Placement.rest(order), at);
                takeBack(order, later);
            }
            case CANCELLED -> {
                pay(order, Kind.SALE, at);
                new OrderCancel(shop, order, new OrderCancel.Terms("CUSTOMER", false, true, null)).run(later);
            }
        }
        order.updatedAt = story == Story.PAID || story == Story.PENDING || story == Story.TEST ? at : later;
        order.told = Standing.of(order);
    }

    private void pay(Order order, Kind kind, Instant at) {
        order.pay(new Payment(shop.catalog().newId(), kind, Status.SUCCESS, order.test ? "bogus" : "shopify_payments",
                order.bill.total(), at, null, order.test));
    }

    private void send(Order order, List<Placement.Parcel> parcels, Instant at) {
        new Placement(shop, orders).send(order, parcels, at).tracking = List.of(new Fulfillment.Tracking("UPS",
                "1Z" + (100_000 + random.nextInt(900_000)), null));
    }

    private void takeBack(Order order, Instant at) {
        var refunding = new Refunding(shop, order);
        List<Refund.Line> lines = List.of(refunding.line(order.bill.lines().getFirst(), 1, Restock.NO_RESTOCK));
        refunding.apply(lines, List.of(), refunding.payBack(refunding.worth(lines, List.of()), at),
                new Refunding.Circumstances(at, at, "Arrived damaged", "DAMAGE"));
    }

    private Customer buyer() {
        String first = FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size()));
        String last = LAST_NAMES.get(random.nextInt(LAST_NAMES.size()));
        String email = (first + "." + last).toLowerCase(Locale.ROOT) + "@example.com";
        Optional<Customer> known = orders.customers().byEmail(email);
        return known.orElseGet(() -> {
            var customer = new Customer(shop.catalog().newId(), shop.now().minus(Duration.ofDays(90)));
            customer.firstName = first;
            customer.lastName = last;
            customer.email = email;
            return customer;
        });
    }

    static Address address(Customer buyer, long id, Random random) {
        String[] city = CITIES.get(random.nextInt(CITIES.size())).split(",");
        return Address.of(id, Input.of("address", Map.of("firstName",
                String.valueOf(buyer.firstName()), "lastName", String.valueOf(buyer.lastName()), "address1",
                (1 + random.nextInt(200)) + " Example Street", "city", city[0], "provinceCode", city[1], "zip",
                city[2], "countryCode", "US")));
    }

    private Bill bill(int number) {
        var pricing = new Pricing(amounts, false);
        int lines = 1 + random.nextInt(3);
        for (int at = 0; at < lines; at++) {
            pricing.add(line());
        }
        pricing.add(new ShippingCharge(shop.catalog().newId(), "Standard", "standard", "shopify",
                amounts.rounded(new BigDecimal("6.90")), List.of(), List.of()));
        if (number % 3 == 0) {
            pricing.discountLines(Discount.Source.CODE, "WELCOME10", null, true, BigDecimal.TEN);
        }
        pricing.taxLines(List.of(new TaxAsk("State Tax", TAX, Optional.empty(), false)));
        return pricing.bill();
    }

    private OrderLine line() {
        int quantity = 1 + random.nextInt(3);
        if (variants.isEmpty()) {
            return new OrderLine(shop.catalog().newId(), Goods.custom("Custom item"), quantity,
                    amounts.rounded(new BigDecimal("12.50")), Map.of(), List.of(), List.of());
        }
        Variant variant = variants.get(random.nextInt(variants.size()));
        Product product = shop.catalog().find(variant.productId).orElseThrow();
        return new OrderLine(shop.catalog().newId(), Goods.of(product, variant), quantity,
                amounts.rounded(variant.price), Map.of(), List.of(), List.of());
    }
}
