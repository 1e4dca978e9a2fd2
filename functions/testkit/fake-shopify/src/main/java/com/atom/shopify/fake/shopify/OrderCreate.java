package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Payment.Kind;
import com.atom.shopify.fake.shopify.Payment.Status;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creating orders as imports do: with payments, discount and taxes as they are given. The limit of five a minute that
/// development stores have is not played.
final class OrderCreate {
    private static final String INVALID = "INVALID";

    private final Shop shop;
    private final Input input;
    private final List<Problem> problems = new ArrayList<>();
    private final OrderBill billing;

    private OrderCreate(Shop shop, Input input) {
        this.shop = shop;
        this.input = input;
        this.billing = new OrderBill(shop, input, problems);
    }

    static void wire(Wiring wiring) {
        wiring.root("Mutation", "orderCreate", OrderCreate::create);
        wiring.plain("OrderCreatePayload", "order", "userErrors");
        wiring.plain("OrderCreateUserError", "field", "message", "code");
    }

    private static Map<String, @Nullable Object> create(Shop shop, Call call) {
        Input input = call.input("order").only("billingAddress", "shippingAddress", "buyerAcceptsMarketing", "closedAt",
                "currency", "customAttributes", "customer", "customerId", "discountCode", "email", "financialStatus",
                "fulfillment", "fulfillmentStatus", "lineItems", "name", "note", "phone", "poNumber",
                "presentmentCurrency", "processedAt", "shippingLines", "sourceIdentifier", "sourceName", "tags",
                "taxLines", "taxesIncluded", "test", "transactions");
        Input options = call.input("options").only("inventoryBehaviour", "sendReceipt", "sendFulfillmentReceipt");
        var creation = new OrderCreate(shop, input);
        return creation.run(options.text("inventoryBehaviour").orElse("BYPASS"));
    }

    private Map<String, @Nullable Object> run(String inventory) {
        Bill bill = billing.bill();
        List<Payment> payments = payments();
        Optional<Customer> buyer = buyer();
        if (inventory.equals("DECREMENT_OBEYING_POLICY")
                && bill.lines().stream().anyMatch(line -> !OrderStock.claimable(shop, line))) {
            problems.add(Problem.coded("INVENTORY_CLAIM_FAILED", "Unable to claim inventory", "order", "lineItems"));
        }
        if (!problems.isEmpty()) {
            return ProductMutations.refused(shop, problems);
        }
        Instant now = shop.now();
        Instant processed = time("processedAt").filter(at -> at.isBefore(now)).orElse(now);
        var placement = new Placement(shop, shop.orders());
        Order order = placement.order(bill, billing.amounts(), now, processed);
        describe(order, buyer);
        payments.forEach(order::pay);
        order.claimedStatus = input.text("financialStatus").orElse(null);
        if (fulfilled()) {
            Fulfillment sent = placement.send(order, Placement.rest(order), processed);
            input.object("fulfillment").ifPresent(given -> sent.tracking = tracking(given));
        }
        if (!inventory.equals("BYPASS")) {
            bill.lines().forEach(line -> OrderStock.change(shop, line, -line.quantity()));
        }
        buyer.ifPresent(shop.changes()::saved);
        shop.orders().add(order);
        return ProductMutations.done(shop, "order", order);
    }

    private List<Payment> payments() {
        var payments = new ArrayList<Payment>();
        for (Input given : input.objects("transactions")) {
            given.only("amountSet", "gateway", "kind", "processedAt", "receiptJson", "status", "test",
                    "authorizationCode");
            Kind kind = Kind.of(given.text("kind").orElse("SALE"))
                    .orElseThrow(() -> Refusal.unsupported("a transaction of kind " + given.text("kind").orElse("")));
            Status status = Status.of(given.text("status").orElse("SUCCESS"))
                    .orElseThrow(() -> Refusal.unsupported("a transaction that is "
                            + given.text("status").orElse("")));
            Long parent = switch (kind) {
                case AUTHORIZATION, SALE -> null;
                case CAPTURE, VOID -> last(payments, Kind.AUTHORIZATION);
                case REFUND -> Optional.ofNullable(last(payments, Kind.SALE))
                        .orElse(last(payments, Kind.CAPTURE));
            };
            payments.add(new Payment(shop.catalog().newId(), kind, status,
                    given.text("gateway").orElse(Payment.MANUAL),
                    given.object("amountSet").map(billing::amount).orElse(BigDecimal.ZERO),
                    given.text("processedAt").map(OrderCreate::instant).orElse(shop.now()), parent,
                    given.truth("test").orElse(false)));
        }
        return List.copyOf(payments);
    }

    private static @Nullable Long last(List<Payment> payments, Kind kind) {
        return payments.reversed().stream().filter(payment -> payment.kind() == kind).findFirst().map(Payment::id)
                .orElse(null);
    }

    private Optional<Customer> buyer() {
        Optional<Input> given = input.object("customer");
        if (given.isPresent() && input.value("customerId").isPresent()) {
            problems.add(Problem.coded("REDUNDANT_CUSTOMER_FIELDS", "Only one of customer and customerId is allowed",
                    "order", "customer"));
            return Optional.empty();
        }
        Optional<Input> upsert = given.flatMap(customer -> customer.object("toUpsert"));
        if (upsert.isPresent()) {
            return Optional
                    .of(CustomerDrafts.upserted(shop, upsert.get().only("email", "firstName", "id", "lastName", "phone",
                            "note", "tags"), input.text("email")));
        }
        Optional<Input> associated = given.flatMap(customer -> customer.object("toAssociate"));
        Optional<String> id = input.text("customerId").or(() -> associated.flatMap(customer -> customer.text("id")));
        Optional<Customer> known = id.isPresent()
                ? id.flatMap(text -> CustomerFields.find(shop, text))
                : associated.flatMap(customer -> customer.text("email")).flatMap(shop.customers()::byEmail);
        if (known.isEmpty() && (id.isPresent() || associated.isPresent())) {
            problems.add(Problem.coded(INVALID, "Customer does not exist", "order", "customer"));
        }
        return known;
    }

    private void describe(Order order, Optional<Customer> buyer) {
        order.buyerId = buyer.map(Customer::id).orElse(null);
        order.email = input.text("email").or(() -> buyer.map(Customer::email)).orElse(null);
        order.phone = input.text("phone").orElse(null);
        order.note = input.text("note").orElse(null);
        order.poNumber = input.text("poNumber").orElse(null);
        order.sourceIdentifier = input.text("sourceIdentifier").orElse(null);
        order.sourceName = input.text("sourceName").orElse("app");
        order.tags = ProductDrafts.tags(input.texts("tags"));
        order.test = input.truth("test").orElse(false);
        order.name = input.text("name").orElse(order.name);
        order.closedAt = time("closedAt").orElse(null);
        order.shippingAddress = input.object("shippingAddress").map(this::address).orElse(null);
        order.billingAddress = input.object("billingAddress").map(this::address).orElse(null);
        order.attributes = attributes(input);
    }

    private Address address(Input given) {
        return Address.of(shop.catalog().newId(), given);
    }

    /// Key and value pairs in their order.
    static Map<String, String> attributes(Input input) {
        var attributes = new LinkedHashMap<String, String>();
        input.objects("customAttributes").forEach(attribute -> attributes.put(attribute.text("key").orElse(""),
                attribute.text("value").orElse("")));
        return attributes;
    }

    private boolean fulfilled() {
        return switch (input.text("fulfillmentStatus").orElse("")) {
            case "" -> input.value("fulfillment").isPresent();
            case "FULFILLED" -> true;
            default -> throw Refusal.unsupported("orderCreate(order: {fulfillmentStatus: "
                    + input.text("fulfillmentStatus").orElse("") + "})");
        };
    }

    private static List<Fulfillment.Tracking> tracking(Input given) {
        given.only("locationId", "notifyCustomer", "trackingCompany", "trackingNumber", "trackingNumbers");
        List<String> numbers = given.text("trackingNumber").map(List::of).orElse(given.texts("trackingNumbers"));
        return numbers.stream().map(number -> new Fulfillment.Tracking(given.text("trackingCompany").orElse(null),
                number, null)).toList();
    }

    private Optional<Instant> time(String field) {
        return input.text(field).map(OrderCreate::instant);
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
