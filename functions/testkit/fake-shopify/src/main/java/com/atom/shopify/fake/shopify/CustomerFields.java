package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Customer.Consent;
import com.atom.shopify.fake.shopify.Page.Sort;
import com.atom.shopify.fake.shopify.Search.Term;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Customers, and how they are found.
final class CustomerFields {
    private static final String QUERY = "QueryRoot";
    private static final Set<String> NOT_SEARCHED = Set.of("company_ids", "last_abandoned_order_date", "order_date",
            "product_subscriber_status", "customer_cohort_month");

    private CustomerFields() {}

    static void wire(Wiring wiring) {
        Page.wire(wiring, Customer.TYPE);
        Page.wire(wiring, "MailingAddress");
        wiring.plain("CustomerEmailAddress", "emailAddress", "marketingState", "marketingOptInLevel",
                "marketingUpdatedAt", "validFormat");
        wiring.plain("CustomerPhoneNumber", "phoneNumber", "marketingState", "marketingOptInLevel",
                "marketingUpdatedAt", "smsMarketingConsent");
        wiring.plain("CustomerSmsMarketingConsent", "state", "optInLevel", "updatedAt");
        wiring.plain("CustomerStatistics", "predictedSpendTier", "rfmGroup");
        var type = wiring.type(Customer.TYPE, Customer.class);
        person(type);
        history(type);
        queries(wiring);
    }

    private static void person(Wiring.Type<Customer> type) {
        type.field("id", Customer::gid)
                .field("legacyResourceId", customer -> Long.toString(customer.id))
                .field("firstName", customer -> customer.firstName)
                .field("lastName", customer -> customer.lastName)
                .field("displayName", Customer::displayName)
                .field("email", customer -> customer.email)
                .field("phone", customer -> customer.phone)
                .field("defaultEmailAddress", CustomerFields::emailAddress)
                .field("defaultPhoneNumber", CustomerFields::phoneNumber)
                .field("defaultAddress", customer -> customer.addresses.isEmpty()
                        ? null
                        : customer.addresses.getFirst())
                .answer("addressesV2", (customer, call) -> Page.listed(customer.addresses, call.environment()))
                .field("note", customer -> customer.note)
                .field("tags", customer -> customer.tags)
                .field("taxExempt", customer -> customer.taxExempt)
                .field("taxExemptions", customer -> customer.taxExemptions)
                .field("locale", customer -> customer.locale)
                .field("state", customer -> "DISABLED")
                .field("verifiedEmail", customer -> customer.email != null)
                .field("dataSaleOptOut", customer -> false)
                .field("createdAt", customer -> ShopFields.time(customer.createdAt))
                .field("updatedAt", customer -> ShopFields.time(customer.updatedAt))
                .nothing("metafield", "multipassIdentifier")
                .nobody("metafields");
    }

    private static void history(Wiring.Type<Customer> type) {
        type.answer("numberOfOrders", (customer, call) -> Long.toString(orders(customer, call.shop()).count()))
                .answer("amountSpent", (customer, call) -> Amounts.money(orders(customer, call.shop())
                        .map(Order::netPayment).reduce(BigDecimal.ZERO, BigDecimal::add),
                        call.shop().settings().currency()))
                .answer("lastOrder", (customer, call) -> orders(customer, call.shop())
                        .max(Comparator.comparing(order -> order.processedAt)).orElse(null))
                .answer("canDelete", (customer, call) -> orders(customer, call.shop()).findAny().isEmpty())
                .field("lifetimeDuration", customer -> "about a year")
                .field("productSubscriberStatus", customer -> "NEVER_SUBSCRIBED")
                .field("statistics", customer -> Map.of());
    }

    private static void queries(Wiring wiring) {
        wiring.root(QUERY, "customer", (shop, call) -> shop.customers()
                .find(ProductQueries.id(call.text("id"), Customer.TYPE)).orElse(null));
        wiring.root(QUERY, "customerByIdentifier", CustomerFields::byIdentifier);
        wiring.root(QUERY, "customers", CustomerFields::page);
        wiring.root(QUERY, "customersCount", (shop, call) -> ProductQueries.counted(found(shop, call).count(),
                call.environment().getArgument("limit")));
    }

    /// What orders a customer has placed, test orders included as at Shopify.
    static Stream<Order> orders(Customer customer, Shop shop) {
        return shop.orders().of(customer.id);
    }

    static Optional<Customer> find(Shop shop, String gid) {
        return Gid.parse(gid, Customer.TYPE).filter(id -> id.type().equals(Customer.TYPE))
                .flatMap(id -> shop.customers().find(id.number()));
    }

    static boolean owns(String type) {
        return Set.of(Customer.TYPE, "MailingAddress").contains(type);
    }

    /// A customer, or an address that one has, by its id, for whoever may read it.
    static @Nullable Object node(Shop shop, Call call, Gid gid) {
        if (!call.scopes().allow("read_customers")) {
            throw Refusal.accessDenied("node", "read_customers");
        }
        return gid.type().equals(Customer.TYPE)
                ? shop.customers().find(gid.number()).orElse(null)
                : shop.customers().around(gid.number()).flatMap(customer -> customer.address(gid.number()).stream())
                        .findFirst().orElse(null);
    }

    /// The customer of an order, if it names one that still exists.
    static @Nullable Object of(Shop shop, @Nullable Long id) {
        return id == null ? null : shop.customers().find(id).orElse(null);
    }

    private static @Nullable Customer byIdentifier(Shop shop, Call call) {
        Input identifier = call.input("identifier").only("id", "emailAddress", "phoneNumber");
        return identifier.text("id").flatMap(id -> find(shop, id))
                .or(() -> identifier.text("emailAddress").flatMap(shop.customers()::byEmail))
                .or(() -> identifier.text("phoneNumber").flatMap(shop.customers()::byPhone)).orElse(null);
    }

    private static @Nullable Map<String, @Nullable Object> emailAddress(Customer customer) {
        if (customer.email == null) {
            return null;
        }
        var address = consent(customer.emailConsent);
        address.put("emailAddress", customer.email);
        address.put("validFormat", true);
        return address;
    }

    private static @Nullable Map<String, @Nullable Object> phoneNumber(Customer customer) {
        if (customer.phone == null) {
            return null;
        }
        var number = consent(customer.smsConsent);
        number.put("phoneNumber", customer.phone);
        var sms = new LinkedHashMap<String, @Nullable Object>();
        sms.put("state", customer.smsConsent.equals(Consent.NONE) ? "NEVER_SUBSCRIBED" : customer.smsConsent.state());
        sms.put("optInLevel", customer.smsConsent.level());
        sms.put("updatedAt", ShopFields.time(customer.smsConsent.at()));
        number.put("smsMarketingConsent", sms);
        return number;
    }

    private static Map<String, @Nullable Object> consent(Consent consent) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("marketingState", consent.state());
        fields.put("marketingOptInLevel", consent.level());
        fields.put("marketingUpdatedAt", ShopFields.time(consent.at()));
        return fields;
    }

    private static Page page(Shop shop, Call call) {
        String key = call.text("sortKey");
        History history = shop.customers().history();
        return history == null
                ? Page.of(found(shop, call), sort(key), call.environment())
                : Page.of(shop.customers().kept().stream(), history.customers(key, shop.customers()::untouched),
                        wanted(shop, call), sort(key), call.environment());
    }

    private static Stream<Customer> found(Shop shop, Call call) {
        return shop.customers().all().filter(wanted(shop, call));
    }

    /// The index knows a customer as late as it knows an order.
    private static Predicate<Customer> wanted(Shop shop, Call call) {
        if (call.text("query").isBlank()) {
            return customer -> true;
        }
        Term term = Matches.parsed(call.text("query"), NOT_SEARCHED);
        var indexed = shop.now().minus(shop.delays().search());
        return customer -> !customer.createdAt.isAfter(indexed)
                && Matches.holds(term, match -> matches(match, customer, shop));
    }

    private static boolean matches(Term.Match match, Customer customer, Shop shop) {
        ZoneId zone = shop.settings().zone();
        return switch (match.name()) {
            case "" -> Stream.of(customer.firstName, customer.lastName, customer.email, customer.phone,
                    customer.displayName()).filter(Objects::nonNull).anyMatch(text -> Matches.words(match, text));
            case "id" -> Matches.id(match, customer.id);
            case "email" -> Matches.same(match, customer.email);
            case "phone" -> Matches.same(match, customer.phone);
            case "first_name" -> Matches.same(match, customer.firstName);
            case "last_name" -> Matches.same(match, customer.lastName);
            case "tag" -> customer.tags.stream().anyMatch(tag -> Matches.same(match, tag));
            case "tag_not" -> customer.tags.stream().noneMatch(tag -> Matches.same(match, tag));
            case "country" -> customer.addresses.stream().anyMatch(address -> address.field("countryCode")
                    .filter(code -> Matches.same(match, code)
                            || Matches.same(match, Locale.of("", code).getDisplayCountry(Locale.US)))
                    .isPresent());
            case "state" -> Matches.same(match, "disabled");
            case "accepts_marketing" ->
                Matches.truth(match, customer.emailConsent.state().equals("SUBSCRIBED"));
            case "email_marketing_state" -> Matches.oneOf(match, customer.emailConsent.state());
            case "sms_marketing_state" -> Matches.oneOf(match, customer.smsConsent.state());
            case "orders_count" -> Matches.number(match, BigDecimal.valueOf(orders(customer, shop).count()));
            case "total_spent" -> Matches.number(match,
                    orders(customer, shop).map(Order::netPayment).reduce(BigDecimal.ZERO, BigDecimal::add));
            case "created_at", "customer_date" -> Matches.time(zone, match, customer.createdAt);
            case "updated_at" -> Matches.time(zone, match, customer.updatedAt);
            default -> true;
        };
    }

    private static Sort<Customer> sort(String key) {
        Function<Customer, String> by = switch (key) {
            case "ID", "", "RELEVANCE" -> customer -> "";
            case "CREATED_AT" -> customer -> Sort.number(customer.createdAt.getEpochSecond());
            case "UPDATED_AT" -> customer -> Sort.number(customer.updatedAt.getEpochSecond());
            case "NAME" -> customer -> customer.displayName().toLowerCase(Locale.ROOT);
            case "LOCATION" -> customer -> customer.addresses.isEmpty()
                    ? ""
                    : customer.addresses.getFirst().field("countryCode").orElse("");
            default -> throw Refusal.unsupported("CustomerSortKeys." + key);
        };
        return new Sort<>(key, by, customer -> customer.id);
    }
}
