package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it moves Shopify's clock")
class CustomersIT {
    private static final String CUSTOMERS = "/api/shopify/customers";
    private static final String ADA = """
            {"first_name":"Ada","last_name":"Sample","email":"ada@example.com","phone":"+14155550100","note":"Calls",
             "tags":"vip, wholesale","tax_exempt":true,"locale":"fr",
             "addresses":[{"first_name":"Ada","address1":"1 Street","city":"Ottawa","province_code":"ON","country_code":"CA",
               "zip":"K1A 0B1"},{"city":"Berlin","country_code":"DE"}],
             "email_marketing_consent":{"state":"subscribed","opt_in_level":"confirmed_opt_in",
               "consent_updated_at":"2026-01-02T03:04:05Z"},
             "sms_marketing_consent":{"state":"pending"}}
            """;

    private final String shop = Client.newShop();
    private final Client client = Client.ofNewUser();
    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void connect() {
        Client.control("PUT", "/shops/" + shop, "{\"seed\":\"empty\"}");
        client.connect(shop);
    }

    @Test
    void aCustomerIsCreatedWholeAndReadBack() {
        var created = client.post(CUSTOMERS, ADA);

        assertThat(created.status()).as(created.error()).isEqualTo(201);
        var ada = created.data();
        assertThat(created.header("location")).isEqualTo(path(ada));
        assertThat(ada.path("admin_graphql_api_id").asText())
                .isEqualTo("gid://shopify/Customer/" + ada.path("id").asText());
        assertThat(text(ada, "first_name", "email", "phone", "note", "tags", "locale", "state"))
                .containsExactly("Ada", "ada@example.com", "+14155550100", "Calls", "vip, wholesale", "fr",
                        "disabled");
        assertThat(ada.path("tax_exempt").asBoolean()).isTrue();
        assertThat(ada.path("orders_count").asInt(-1)).isZero();
        assertThat(ada.path("total_spent").toString()).isEqualTo("{\"amount\":\"0.00\",\"currency\":\"USD\"}");
        assertThat(ada.path("email_marketing_consent").toString()).isEqualTo("{\"state\":\"subscribed\","
                + "\"opt_in_level\":\"confirmed_opt_in\",\"consent_updated_at\":\"2026-01-02T03:04:05Z\"}");
        assertThat(ada.at("/sms_marketing_consent/state").asText()).isEqualTo("pending");
        assertThat(ada.path("addresses")).hasSize(2);
        assertThat(ada.path("default_address")).isEqualTo(ada.at("/addresses/0"));
        assertThat(text(ada.path("default_address"), "city", "province_code", "country_code", "zip", "customer_id"))
                .containsExactly("Ottawa", "ON", "CA", "K1A 0B1", ada.path("id").asText());
        assertThat(ada.at("/addresses/1/default").asBoolean(true)).isFalse();
        assertThat(ada.path("withheld")).isEmpty();
        assertThat(client.get(created.header("location")).data()).isEqualTo(ada);
    }

    @Test
    void whoHasTheAddressOrTheNumberIsFoundByItAlone() {
        var ada = client.post(CUSTOMERS, ADA).data();

        for (var query : List.of("?email=ADA%40example.com", "?phone=%2B14155550100", "?email=ada@example.com&tag=vip",
                "?first_name=Ada", "?last_name=Sample", "?country=CA", "?country=Canada", "?state=disabled",
                "?email_marketing_state=subscribed", "?created_at_min=2020-01-01T00:00:00Z&sort=updated_at&order=desc",
                "?query=Ada")) {
            assertThat(ids(query)).as(query).containsExactly(ada.path("id").asText());
        }
        for (var query : List.of("?email=eve@example.com", "?phone=%2B14155550199", "?tag=retail",
                "?email=ada@example.com&tag=retail", "?state=enabled", "?created_at_min=2999-01-01T00:00:00Z",
                "?email_marketing_state=unsubscribed")) {
            assertThat(ids(query)).as(query).isEmpty();
        }
        var item = client.get(CUSTOMERS + "?email=ada@example.com").data().path(0);
        assertThat(text(item, "email", "phone", "tags")).containsExactly("ada@example.com", "+14155550100",
                "vip, wholesale");
        assertThat(item.at("/default_address/city").asText()).isEqualTo("Ottawa");
    }

    @Test
    void pagesAreWalked() {
        for (var name : List.of("C", "A", "B", "E", "D")) {
            client.post(CUSTOMERS, "{\"first_name\":\"" + name + "\"}");
        }
        var names = new ArrayList<String>();
        var page = client.get(CUSTOMERS + "?limit=2&sort=name&order=desc");
        for (var pages = 0; pages < 3; pages++) {
            page.data().forEach(customer -> names.add(customer.path("first_name").asText()));
            if (page.json().at("/page/has_next").asBoolean()) {
                page = client.get(page.header("link").replaceAll("<(.*)>; rel=\"next\"", "$1"));
            }
        }

        assertThat(names).containsExactly("E", "D", "C", "B", "A");
    }

    @Test
    void allAddressesAreShown() {
        var many = IntStream.range(0, 60).mapToObj(i -> "{\"city\":\"City " + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));

        var created = client.post(CUSTOMERS, "{\"first_name\":\"Many\",\"addresses\":" + many + "}").data();

        assertThat(created.path("addresses")).hasSize(60);
        assertThat(client.get(path(created)).data().path("addresses")).hasSize(60);
    }

    @Test
    void changesLeaveWhatIsNotNamedAndANullEmpties() {
        var ada = client.post(CUSTOMERS, ADA).data();

        var changed = client.put(path(ada), "{\"last_name\":\"Changed\",\"note\":null,\"tags\":\"vip\"}");

        assertThat(changed.status()).as(changed.error()).isEqualTo(200);
        assertThat(text(changed.data(), "first_name", "last_name", "email", "tags")).containsExactly("Ada", "Changed",
                "ada@example.com", "vip");
        assertThat(changed.data().path("note").isNull()).isTrue();
        assertThat(changed.data().path("addresses")).isEqualTo(ada.path("addresses"));
        assertThat(client.get(path(ada)).data()).isEqualTo(changed.data());
    }

    @Test
    void addressesAreChangedAddedAndRemovedAndTheOthersStay() {
        var ada = client.post(CUSTOMERS, ADA).data();
        var ottawa = ada.at("/addresses/0/id").asText();
        var berlin = ada.at("/addresses/1/admin_graphql_api_id").asText();

        var added = client.put(path(ada), """
                {"addresses":[{"id":"%s","city":"Gatineau","province_code":"QC","zip":null},
                              {"city":"Oslo","country_code":"NO","make_default":true}]}""".formatted(ottawa)).data();
        var removed = client.put(path(ada), "{\"addresses\":[{\"id\":\"%s\",\"delete\":true}]}".formatted(berlin));

        assertThat(added.findValuesAsText("city")).contains("Gatineau", "Berlin", "Oslo").doesNotContain("Ottawa");
        assertThat(added.at("/default_address/city").asText()).isEqualTo("Oslo");
        assertThat(removed.data().path("addresses").findValuesAsText("city")).containsExactlyInAnyOrder("Gatineau",
                "Oslo");
        removed.data().path("addresses").forEach(address -> assertThat(address.path("zip").isNull()).isTrue());
    }

    @Test
    void consentIsChangedOnItsOwn() {
        var ada = client.post(CUSTOMERS, ADA).data();

        var changed = client.put(path(ada), """
                {"email_marketing_consent":{"state":"unsubscribed","consent_updated_at":"2026-02-03T00:00:00Z"},
                 "sms_marketing_consent":{"state":"subscribed","opt_in_level":"single_opt_in"}}""").data();

        assertThat(text(changed.path("email_marketing_consent"), "state", "consent_updated_at"))
                .containsExactly("unsubscribed", "2026-02-03T00:00:00Z");
        assertThat(text(changed.path("sms_marketing_consent"), "state", "opt_in_level")).containsExactly("subscribed",
                "single_opt_in");
        assertThat(changed.path("note").asText()).isEqualTo("Calls");
    }

    @Test
    void aDeletedCustomerIsGone() {
        var path = path(client.post(CUSTOMERS, ADA).data());

        assertThat(client.delete(path).status()).isEqualTo(200);

        assertThat(client.get(path).error()).isEqualTo("404 customers.not-found");
        assertThat(client.delete(path).error()).isEqualTo("404 customers.not-found");
        for (var change : List.of("{\"note\":\"x\"}", "{\"email_marketing_consent\":{\"state\":\"subscribed\"}}",
                "{\"addresses\":[{\"city\":\"x\"}]}", "{\"addresses\":[{\"id\":\"1\",\"delete\":true}]}")) {
            assertThat(client.put(path, change).error()).as(change).isEqualTo("404 customers.not-found");
        }
    }

    @Test
    void aCustomerWithOrdersIsNotDeleted() {
        Client.control("PUT", "/shops/" + shop, "{\"seed\":{\"products\":3,\"orders\":3}}");
        var buyer = client.get(CUSTOMERS + "?limit=1").data().path(0);

        assertThat(buyer.path("orders_count").asInt()).isPositive();
        assertThat(client.delete(path(buyer)).error()).isEqualTo("422 customers.has-orders");
        var whole = client.get(path(buyer)).data();
        assertThat(whole.path("last_order_id").asText()).matches("[1-9][0-9]*");
    }

    @Test
    void whatShopifyRefusesIsNamedByField() {
        var ada = client.post(CUSTOMERS, ADA).data();
        var eve = client.post(CUSTOMERS, "{\"first_name\":\"Eve\"}").data();

        assertThat(client.post(CUSTOMERS, "{\"email\":\"Ada@example.com\"}").error())
                .isEqualTo("422 customers.refused email:taken");
        assertThat(client.put(path(eve), "{\"phone\":\"+14155550100\"}").error())
                .isEqualTo("422 customers.refused phone:taken");
        assertThat(client.put(path(ada), "{\"addresses\":[{\"city\":\"x\"},{\"id\":\"1\",\"city\":\"y\"}]}").error())
                .isEqualTo("422 customers.refused addresses[1].id:not-found");
        var refused = client.put(path(eve), "{\"note\":\"x\",\"sms_marketing_consent\":{\"state\":\"subscribed\"}}");
        assertThat(refused.error()).startsWith("422 customers.refused sms_marketing_consent:");
        assertThat(refused.json().at("/error/message").asText()).contains("were kept");
        assertThat(client.get(path(eve)).data().path("note").asText()).isEqualTo("x");
    }

    @Test
    void withheldFieldsAreNamedAndNotTakenForMissing() {
        var path = path(client.post(CUSTOMERS, ADA).data());
        Client.control("PUT", "/shops/" + shop, "{\"customer_data\":\"level1\"}");

        var ada = client.get(path).data();

        assertThat(ada.path("email").isNull()).isTrue();
        assertThat(ada.path("tags").asText()).isEqualTo("vip, wholesale");
        assertThat(strings(ada.path("withheld"))).contains("email", "email_marketing_consent", "phone", "first_name",
                "last_name", "addresses.address1");
        var item = client.get(CUSTOMERS).data().path(0);
        assertThat(strings(item.path("withheld"))).containsExactlyInAnyOrder("default_address", "email",
                "email_marketing_consent", "first_name", "last_name", "phone");
        var changed = client.put(path, "{\"note\":\"New\"}");
        assertThat(changed.status()).as(changed.error()).isEqualTo(200);
        assertThat(strings(changed.data().path("withheld"))).contains("email");
    }

    @Test
    void withoutApprovalThereIsNoCustomerToShow() {
        var path = path(client.post(CUSTOMERS, ADA).data());
        Client.control("PUT", "/shops/" + shop, "{\"customer_data\":\"none\"}");

        assertThat(client.get(path).error()).isEqualTo("403 customer-data.not-approved");
        assertThat(client.get(CUSTOMERS).error()).isEqualTo("403 customer-data.not-approved");
        assertThat(client.get(CUSTOMERS + "?email=ada@example.com").error())
                .isEqualTo("403 customer-data.not-approved");
    }

    @ParameterizedTest
    @CsvSource({"before,email", "after,email", "before,phone", "after,phone"})
    void aCustomerWithAnIdentityIsFoundAgainWhenTheAnswerIsLost(String when, String identity) {
        cut("CreateCustomer", when);
        var body = identity.equals("email") ? ADA : "{\"first_name\":\"Ada\",\"phone\":\"+14155550100\"}";

        var created = post(body);
        var again = post(body);

        assertThat(created.status()).as(created.error()).isEqualTo(201);
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(again.data()).isEqualTo(created.data());
        assertThat(ids("?first_name=Ada")).hasSize(1);
    }

    @Test
    void aCustomerWhoWasThereBeforeIsNotTakenOver() {
        var ada = client.post(CUSTOMERS, ADA).data();
        cut("CreateCustomer", "before");
        Client.control("POST", "/clock", "{\"advance\":\"PT10M\"}");

        assertThat(post("{\"first_name\":\"Eve\",\"email\":\"ada@example.com\"}").status()).isIn(422, 409, 201);
        assertThat(client.get(path(ada)).data().path("id")).isEqualTo(ada.path("id"));
    }

    @Test
    void aCustomerWithANameOnlyIsNeverSentAgain() {
        cut("CreateCustomer", "after");

        for (var i = 0; i < 3; i++) {
            assertThat(post("{\"first_name\":\"Nameless\"}").error()).isEqualTo("409 write.outcome-unknown");
        }

        assertThat(ids("?first_name=Nameless")).hasSize(1);
    }

    @Test
    void consentThatWasLostIsSetByTheNextRequestUnderTheKey() {
        cut("UpdateEmailConsent", "before");

        assertThat(post(ADA).error()).isEqualTo("409 write.outcome-unknown");
        var created = post(ADA);

        assertThat(created.status()).as(created.error()).isEqualTo(201);
        assertThat(created.data().at("/email_marketing_consent/state").asText()).isEqualTo("subscribed");
        assertThat(created.data().path("addresses")).hasSize(2);
        assertThat(ids("?first_name=Ada")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void anAddressIsAddedOnceAndRemovedOnceHoweverOftenItIsSent(String when) {
        var ada = client.post(CUSTOMERS, ADA).data();
        var body = "{\"addresses\":[{\"id\":\"%s\",\"delete\":true},{\"city\":\"Oslo\",\"country_code\":\"NO\"}]}"
                .formatted(ada.at("/addresses/1/id").asText());
        cut("AddAddress", when);

        assertThat(put(ada, body).error()).isEqualTo("409 write.outcome-unknown");
        var changed = put(ada, body);

        assertThat(changed.status()).as(changed.error()).isEqualTo(200);
        assertThat(changed.data().path("addresses").findValuesAsText("city")).containsExactly("Ottawa", "Oslo");
    }

    @ParameterizedTest
    @CsvSource({"abc,id:format", "0,id:format", "9223372036854775808,id:format",
            "gid%3A%2F%2Fshopify%2FOrder%2F1,id:wrong-type"})
    void anIdThatIsNoCustomersIsRefused(String id, String problem) {
        assertThat(client.get(CUSTOMERS + "/" + id).error()).isEqualTo("400 request.invalid " + problem);
    }

    @Test
    void idsBeyondWhatADoubleHoldsAreExact() {
        assertThat(client.get(CUSTOMERS + "/9007199254740993").error()).isEqualTo("404 customers.not-found");
        var asked = Client.control("GET", "/requests?shop=" + shop, "").response().body();
        assertThat(asked).doesNotContain("9007199254740992");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"email=ada | email:pattern", "phone=4155550100 | phone:pattern",
            "state=ENABLED | state:choice", "sort=relevance | sort:choice", "accepts=1 | accepts:unknown",
            "updated_at_min=2026-02-01T00:00:00Z&updated_at_max=2026-01-01T00:00:00Z | updated_at_max:range"})
    void aListQueryThatMakesNoSenseIsRefused(String query, String problem) {
        assertThat(client.get(CUSTOMERS + "?" + query).error()).isEqualTo("400 request.invalid " + problem);
    }

    private void cut(String operation, String when) {
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"cut\",\"operation\":\"" + operation + "\",\"when\":\"" + when
                + "\"");
    }

    private Client.Reply post(String body) {
        return client.send("POST", CUSTOMERS, body.getBytes(UTF_8), "Idempotency-Key", key);
    }

    private Client.Reply put(JsonNode customer, String body) {
        return client.send("PUT", path(customer), body.getBytes(UTF_8), "Idempotency-Key", key);
    }

    private static String path(JsonNode customer) {
        return CUSTOMERS + "/" + customer.path("id").asText();
    }

    private List<String> ids(String query) {
        var page = client.get(CUSTOMERS + query);
        assertThat(page.status()).as(page.error()).isEqualTo(200);
        return page.data().findValuesAsText("admin_graphql_api_id").stream()
                .filter(id -> id.startsWith("gid://shopify/Customer/"))
                .map(id -> id.substring(id.lastIndexOf('/') + 1)).toList();
    }

    private static List<String> text(JsonNode object, String... fields) {
        return List.of(fields).stream().map(field -> object.path(field).asText()).toList();
    }

    private static List<String> strings(JsonNode array) {
        var strings = new ArrayList<String>();
        array.forEach(each -> strings.add(each.asText()));
        return strings;
    }
}
