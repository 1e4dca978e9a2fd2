package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Customers with their addresses and consent, and who may see whom.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomersTest {
    private static final String CREATE = """
            mutation Create($input: CustomerInput!) { customerCreate(input: $input) {
              customer { id displayName tags defaultEmailAddress { emailAddress marketingState } } userErrors { field message } } }""";
    private static final String SET = """
            mutation Set($identifier: CustomerSetIdentifiers, $input: CustomerSetInput!) {
              customerSet(identifier: $identifier, input: $input) {
                customer { id firstName note addressesV2(first: 5) { nodes { id city } } } userErrors { field message code } } }""";

    private final FakeShopify shopify = FakeShopify
            .start(new FakeShopify.Options(0, "local-key", "local-secret"));
    private int shops;
    private Store store = open("write_customers,write_orders");

    private Store open(String scopes) {
        return new Store(shopify, "customers-" + ++shops + ".myshopify.com", scopes);
    }

    @BeforeEach
    void open() {
        store = open("write_customers,write_orders");
    }

    @AfterAll
    void stop() {
        shopify.close();
    }

    @Test
    void theBuyersOfTheFirstOrdersAreCustomers() {
        var customers = store
                .data("{ customers(first: 20) { nodes { numberOfOrders amountSpent { amount currencyCode } "
                        + "canDelete defaultAddress { city } lastOrder { name } } } customersCount { count } }");

        assertThat(customers.at("/customersCount/count").asInt()).isPositive();
        assertThat(customers.at("/customers/nodes")).allSatisfy(customer -> {
            assertThat(customer.path("numberOfOrders").asText()).matches("[1-9][0-9]*");
            assertThat(customer.path("canDelete").asBoolean()).isFalse();
            assertThat(customer.at("/lastOrder/name").asText()).startsWith("#");
            assertThat(customer.at("/defaultAddress/city").asText()).isNotEmpty();
        });
    }

    @Test
    void aCustomerIsCreatedFoundChangedAndDeleted() {
        var made = create("kim@example.com");
        var id = made.at("/customerCreate/customer/id").asText();
        assertThat(made.at("/customerCreate/customer/defaultEmailAddress/marketingState").asText())
                .isEqualTo("SUBSCRIBED");

        assertThat(store.data("{ customerByIdentifier(identifier: {emailAddress: \"KIM@example.com\"}) { id } }")
                .at("/customerByIdentifier/id").asText()).isEqualTo(id);
        assertThat(store.data("{ customers(first: 5, query: \"email:kim@example.com AND tag:vip\") { nodes { id } } }")
                .at("/customers/nodes/0/id").asText()).isEqualTo(id);

        var changed = store.data("mutation Change($input: CustomerInput!) { customerUpdate(input: $input) "
                + "{ customer { note firstName } userErrors { message } } }",
                Map.of("input", Map.of("id", id, "note", "calls on Mondays"))).at("/customerUpdate/customer");
        assertThat(changed.path("note").asText()).isEqualTo("calls on Mondays");
        assertThat(changed.path("firstName").asText()).isEqualTo("Kim");

        assertThat(Store.problems(store.data("mutation Gone($id: ID!) { customerDelete(input: {id: $id}) "
                + "{ deletedCustomerId userErrors { field message } } }", Map.of("id", id)))).isEmpty();
        assertThat(store.data("query Read($id: ID!) { customer(id: $id) { id } }", Map.of("id", id)).path("customer")
                .isNull()).isTrue();
    }

    @Test
    void anAddressOrNumberBelongsToOneCustomer() {
        create("kim@example.com");

        assertThat(Store.problems(create("Kim@example.com"))).containsExactly("email: Email has already been taken");
        assertThat(Store.problems(create("kim at example"))).containsExactly("email: Email is invalid");
        assertThat(Store.problems(store.data(CREATE, Map.of("input", Map.of("phone", "12345")))))
                .containsExactly("phone: Phone is invalid");
        assertThat(Store.problems(store.data(CREATE, Map.of("input", Map.of("note", "nobody"))))).hasSize(1);
    }

    @Test
    void whoeverHasOrdersIsNotDeleted() {
        var id = store.data("{ customers(first: 1) { nodes { id } } }").at("/customers/nodes/0/id").asText();

        assertThat(Store.problems(store.data("mutation Gone($id: ID!) { customerDelete(input: {id: $id}) "
                + "{ userErrors { field message } } }", Map.of("id", id)))).singleElement().asString()
                .contains("associated orders");
    }

    @Test
    void anUpsertCreatesOnceAndReplacesListsAfterwards() {
        var identifier = Map.of("email", "lee@example.com");
        var first = store.data(SET, Map.of("identifier", identifier, "input", Map.of("email", "lee@example.com",
                "firstName", "Lee", "addresses", List.of(Map.of("city", "Portland"), Map.of("city", "Salem")))));
        var again = store.data(SET, Map.of("identifier", identifier, "input", Map.of("email", "lee@example.com", "note",
                "new", "addresses", List.of(Map.of("city", "Eugene")))));

        assertThat(again.at("/customerSet/customer/id")).isEqualTo(first.at("/customerSet/customer/id"));
        assertThat(again.at("/customerSet/customer/firstName").asText()).isEqualTo("Lee");
        assertThat(again.at("/customerSet/customer/addressesV2/nodes").findValuesAsText("city"))
                .containsExactly("Eugene");
        assertThat(Store.problems(store.data(SET, Map.of("identifier", identifier, "input",
                Map.of("email", "other@example.com"))))).singleElement().asString().contains("INPUT_MISMATCH");
    }

    @Test
    void addressesComeAndGo() {
        var id = create("kim@example.com").at("/customerCreate/customer/id").asText();
        var added = store.data("""
                mutation Add($id: ID!, $address: MailingAddressInput!) {
                  customerAddressCreate(customerId: $id, address: $address, setAsDefault: true) {
                    address { id city countryCodeV2 } userErrors { message } } }""",
                Map.of("id", id, "address", Map.of("city", "Oslo", "countryCode", "NO")))
                .at("/customerAddressCreate/address");
        var changed = store.data("""
                mutation Move($id: ID!, $address: ID!) {
                  customerAddressUpdate(customerId: $id, addressId: $address, address: {city: "Bergen"}) {
                    address { city countryCodeV2 } userErrors { message } } }""",
                Map.of("id", id, "address", added.path("id").asText())).at("/customerAddressUpdate/address");
        assertThat(changed.toString()).isEqualTo("{\"city\":\"Bergen\",\"countryCodeV2\":\"NO\"}");

        store.data(
                """
                        mutation Remove($id: ID!, $address: ID!) {
                          customerAddressDelete(customerId: $id, addressId: $address) { deletedAddressId userErrors { message } } }""",
                Map.of("id", id, "address", added.path("id").asText()));
        assertThat(store.data("query Read($id: ID!) { customer(id: $id) { defaultAddress { id } } }", Map.of("id", id))
                .at("/customer/defaultAddress").isNull()).isTrue();
    }

    @Test
    void whoNeverSaidAnythingAboutMessagesNeverSubscribed() {
        var number = store.data("""
                mutation New { customerCreate(input: {phone: "+14155550123"}) {
                  customer { defaultPhoneNumber { marketingState smsMarketingConsent { state optInLevel } } }
                  userErrors { field message } } }""", Map.of()).at("/customerCreate/customer/defaultPhoneNumber");

        assertThat(number.path("marketingState").asText()).isEqualTo("NOT_SUBSCRIBED");
        assertThat(number.at("/smsMarketingConsent/state").asText()).isEqualTo("NEVER_SUBSCRIBED");
    }

    @Test
    void consentHasItsOwnMutation() {
        var id = create("kim@example.com").at("/customerCreate/customer/id").asText();

        var changed = store.data("""
                mutation No($id: ID!) { customerEmailMarketingConsentUpdate(input: {customerId: $id,
                    emailMarketingConsent: {marketingState: UNSUBSCRIBED}}) {
                  customer { defaultEmailAddress { marketingState } } userErrors { field message } } }""",
                Map.of("id", id));
        assertThat(
                changed.at("/customerEmailMarketingConsentUpdate/customer/defaultEmailAddress/marketingState").asText())
                .isEqualTo("UNSUBSCRIBED");
        assertThat(Store.problems(store.data("""
                mutation No($id: ID!) { customerSmsMarketingConsentUpdate(input: {customerId: $id,
                    smsMarketingConsent: {marketingState: SUBSCRIBED}}) { userErrors { field message } } }""",
                Map.of("id", id)))).hasSize(1);
    }

    @Test
    void withoutTheScopeNobodyIsSeen() {
        var body = open("read_products").ask("{ customers(first: 1) { nodes { id } } }");

        assertThat(body.at("/errors/0/extensions/code").asText()).isEqualTo("ACCESS_DENIED");
    }

    @Test
    void withoutApprovalNamesAndAddressesAreWithheldAndSaidToBe() {
        store.merchant().control("PUT", "/shops/" + store.merchant().shop(), "{\"customer_data\": \"level1\"}");
        var body = store
                .ask("{ customers(first: 1) { nodes { id tags firstName defaultEmailAddress { emailAddress } } } "
                        + "orders(first: 1) { nodes { name email customer { id } } } }");

        assertThat(body.at("/data/customers/nodes/0/id").asText()).startsWith("gid://");
        assertThat(body.at("/data/customers/nodes/0/firstName").isNull()).isTrue();
        assertThat(body.at("/data/orders/nodes/0/customer/id").asText()).startsWith("gid://");
        assertThat(body.path("errors")).hasSize(3).allSatisfy(error -> {
            assertThat(error.at("/extensions/code").asText()).isEqualTo("ACCESS_DENIED");
            assertThat(error.path("message").asText()).startsWith("This app is not approved to access the");
        });
    }

    @Test
    void withoutAnyApprovalThereAreNoCustomersAtAll() {
        store.merchant().control("PUT", "/shops/" + store.merchant().shop(), "{\"customer_data\": \"none\"}");

        assertThat(store.ask("{ customerByIdentifier(identifier: {emailAddress: \"a@example.com\"}) { id } }")
                .at("/errors/0/message").asText()).contains("not approved to access the customerByIdentifier object");
    }

    private JsonNode create(String email) {
        return store.data(CREATE, Map.of("input", Map.of("email", email, "firstName", "Kim", "tags", List.of("vip"),
                "emailMarketingConsent", Map.of("marketingState", "SUBSCRIBED"))));
    }
}
