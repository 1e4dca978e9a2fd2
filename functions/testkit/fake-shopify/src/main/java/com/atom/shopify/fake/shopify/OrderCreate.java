package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Discount.Source;
import com.atom.shopify.fake.shopify.OrderLine.Goods;
import com.atom.shopify.fake.shopify.Payment.Kind;
import com.atom.shopify.fake.shopify.Payment.Status;
import com.atom.shopify.fake.shopify.Pricing.TaxAsk;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
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
    private Amounts amounts;
    /// The first price that is given in both currencies says what the rate was.
    private boolean rated;

    private OrderCreate(Shop shop, Input input) {
        this.shop = shop;
        this.input = input;
        Currency currency = shop.settings().currency();
        this.amounts = Amounts.of(currency, input.text("presentmentCurrency").map(Currency::getInstance)
                .orElse(currency));
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
        if (input.text("currency").filter(code -> !code.equals(amounts.shop().getCurrencyCode())).isPresent()) {
            throw Refusal.unsupported("orderCreate in another currency than the shop's");
        }
        var pricing = new Pricing(amounts, input.truth("taxesIncluded").orElse(false));
        List<OrderLine> lines = lines();
        lines.forEach(pricing::add);
        List<Input> shipping = input.objects("shippingLines");
        shipping.forEach(charge -> pricing.add(shipping(charge)));
        input.object("discountCode").ifPresent(discount -> discount(pricing, discount));
        taxes(pricing, shipping);
        List<Payment> payments = payments();
        Optional<Customer> buyer = buyer();
        if (inventory.equals("DECREMENT_OBEYING_POLICY")
                && lines.stream().anyMatch(line -> !OrderStock.claimable(shop, line))) {
            problems.add(Problem.coded("INVENTORY_CLAIM_FAILED", "Unable to claim inventory", "order", "lineItems"));
        }
        if (!problems.isEmpty()) {
            return ProductMutations.refused(shop, problems);
        }
        Instant now = shop.now();
        Instant processed = time("processedAt").filter(at -> at.isBefore(now)).orElse(now);
        var placement = new Placement(shop, shop.orders());
        Order order = placement.order(pricing.bill(), amounts, now, processed);
        describe(order, buyer);
        payments.forEach(order::pay);
        order.claimedStatus = input.text("financialStatus").orElse(null);
        if (fulfilled()) {
            Fulfillment sent = placement.send(order, Placement.rest(order), processed);
            input.object("fulfillment").ifPresent(given -> sent.tracking = tracking(given));
        }
        if (!inventory.equals("BYPASS")) {
            lines.forEach(line -> OrderStock.change(shop, line, -line.quantity()));
        }
        buyer.ifPresent(shop.customers()::add);
        shop.orders().add(order);
        return ProductMutations.done(shop, "order", order);
    }

    private List<OrderLine> lines() {
        var lines = new ArrayList<OrderLine>();
        List<Input> inputs = input.objects("lineItems");
        if (inputs.isEmpty()) {
            problems.add(Problem.coded(INVALID, "Line items can't be blank", "order", "lineItems"));
        }
        for (int at = 0; at < inputs.size(); at++) {
            line(inputs.get(at), at).ifPresent(lines::add);
        }
        return List.copyOf(lines);
    }

    private Optional<OrderLine> line(Input item, int at) {
        item.only("giftCard", "priceSet", "productId", "properties", "quantity", "requiresShipping", "sku", "taxLines",
                "taxable", "title", "variantId", "variantTitle", "vendor", "fulfillmentService", "weight");
        Optional<Variant> variant = item.text("variantId").flatMap(id -> Gid.parse(id, Variant.TYPE))
                .flatMap(id -> shop.catalog().variant(id.number()));
        if (item.value("variantId").isPresent() && variant.isEmpty()) {
            problems.add(Problem.coded(INVALID, "Variant does not exist", "order", "lineItems", at, "variantId"));
            return Optional.empty();
        }
        int quantity = item.number("quantity").orElse(BigDecimal.ZERO).intValue();
        if (quantity < 1) {
            problems.add(Problem.coded(INVALID, "Quantity must be greater than 0", "order", "lineItems", at,
                    "quantity"));
            return Optional.empty();
        }
        Optional<BigDecimal> price = item.object("priceSet").map(this::amount)
                .or(() -> variant.map(known -> amounts.rounded(known.price)));
        if (variant.isEmpty() && (item.text("title").orElse("").isBlank() || price.isEmpty())) {
            problems.add(Problem.coded(INVALID, "Title and price are needed without a variant", "order", "lineItems",
                    at));
            return Optional.empty();
        }
        var properties = new LinkedHashMap<String, String>();
        item.objects("properties").forEach(property -> properties.put(property.text("name").orElse(""),
                property.text("value").orElse("")));
        return Optional.of(new OrderLine(shop.catalog().newId(), goods(item, variant), quantity,
                price.orElse(amounts.zero()), properties, List.of(), List.of()));
    }

    private Goods goods(Input item, Optional<Variant> variant) {
        Goods known = variant.map(found -> Goods.of(shop.catalog().find(found.productId).orElseThrow(), found))
                .orElseGet(() -> Goods.custom(item.text("title").orElse("")));
        boolean giftCard = item.truth("giftCard").orElse(false);
        return new Goods(known.variantId(), known.productId(), item.text("title").orElse(known.title()),
                item.text("variantTitle").orElse(known.variantTitle()), item.text("sku").orElse(known.sku()),
                item.text("vendor").orElse(known.vendor()),
                item.truth("requiresShipping").orElse(known.requiresShipping()) || known.requiresShipping(),
                !giftCard && item.truth("taxable").orElse(true), giftCard);
    }

    private ShippingCharge shipping(Input charge) {
        charge.only("code", "priceSet", "source", "taxLines", "title");
        return new ShippingCharge(shop.catalog().newId(), charge.text("title").orElse(""),
                charge.text("code").orElse(null), charge.text("source").orElse(null),
                charge.object("priceSet").map(this::amount).orElse(amounts.zero()), List.of(), List.of());
    }

    private void discount(Pricing pricing, Input discount) {
        long kinds = discount.fields().values().stream().filter(given -> given != null).count();
        if (kinds > 1) {
            problems.add(Problem.coded(INVALID, "Only one discount code can be given", "order", "discountCode"));
            return;
        }
        discount.object("itemFixedDiscountCode").ifPresent(fixed -> pricing.discountLines(Source.CODE, code(fixed),
                null, false, fixed.object("amountSet").map(this::amount).orElse(amounts.zero())));
        discount.object("itemPercentageDiscountCode").ifPresent(share -> pricing.discountLines(Source.CODE,
                code(share), null, true, share.number("percentage").orElse(BigDecimal.ZERO)));
        discount.object("freeShippingDiscountCode").ifPresent(free -> pricing.freeShipping(code(free)));
    }

    private static String code(Input discount) {
        return discount.text("code").orElse("");
    }

    private void taxes(Pricing pricing, List<Input> shipping) {
        List<TaxAsk> whole = asks(input);
        List<List<TaxAsk>> single = input.objects("lineItems").stream().map(this::asks).toList();
        if (!whole.isEmpty() && single.stream().anyMatch(asks -> !asks.isEmpty())) {
            problems.add(Problem.coded(INVALID,
                    "Tax lines can be specified on the order or the line items but not both", "order", "taxLines"));
        }
        if (!problems.isEmpty()) {
            return;
        }
        for (int at = 0; at < single.size(); at++) {
            pricing.taxLine(at, single.get(at));
        }
        for (int at = 0; at < shipping.size(); at++) {
            pricing.taxShipping(at, asks(shipping.get(at)));
        }
        if (!whole.isEmpty()) {
            pricing.taxLines(whole);
        }
    }

    private List<TaxAsk> asks(Input taxed) {
        return taxed.objects("taxLines").stream().map(tax -> new TaxAsk(tax.text("title").orElse(""),
                tax.number("rate").orElse(BigDecimal.ZERO), tax.object("priceSet").map(this::amount),
                tax.truth("channelLiable").orElse(false))).toList();
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
                    given.object("amountSet").map(this::amount).orElse(amounts.zero()),
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

    /// The shop's amount. Another currency than the order's is objected to.
    private BigDecimal amount(Input bag) {
        String code = bag.object("shopMoney").flatMap(money -> money.text("currencyCode")).orElse("");
        if (!code.equals(amounts.shop().getCurrencyCode())) {
            problems.add(Problem.coded(INVALID, "Currency " + code + " is not the order's currency", "order"));
        }
        if (!rated && bag.value("presentmentMoney").isPresent()) {
            amounts = amounts.withRateOf(bag);
            rated = true;
        }
        return amounts.read(bag);
    }

    private Optional<Instant> time(String field) {
        return input.text(field).map(OrderCreate::instant);
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
