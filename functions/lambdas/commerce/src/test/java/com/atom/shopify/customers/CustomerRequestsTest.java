package com.atom.shopify.customers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.atom.shopify.edge.input.RecordReader;
import com.atom.shopify.failure.FailureException;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomerRequestsTest {
    private ApplicationContext context;
    private RecordReader reader;

    @BeforeAll
    void start() {
        context = ApplicationContext.run();
        reader = context.getBean(RecordReader.class);
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"first_name\":\"Ada\"}", "{\"email\":\"ada@example.com\"}",
            "{\"phone\":\"+14155550100\"}",
            "{\"last_name\":\"L\",\"addresses\":[{\"city\":\"Ottawa\",\"country_code\":\"CA\",\"province_code\":\"ON\"}]}",
            "{\"email\":\"a@example.com\",\"email_marketing_consent\":{\"state\":\"subscribed\"}}"})
    void aNewCustomerNeedsANameAnAddressOrANumber(String json) {
        assertThat(reader.body(NewCustomer.class, json.getBytes(UTF_8))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{} | body required",
            "{\"note\":\"x\"} | body required",
            "{\"email\":null} | email null",
            "{\"email\":\"ada\"} | email pattern",
            "{\"email\":\"ada@example\"} | email pattern",
            "{\"email\":\"a da@example.com\"} | email pattern",
            "{\"phone\":\"4155550100\"} | phone pattern",
            "{\"phone\":\"+1 415 555 0100\"} | phone pattern",
            "{\"phone\":\"+14155550100123456\"} | phone pattern",
            "{\"first_name\":\" \"} | first_name not-blank",
            "{\"first_name\":\"a\",\"locale\":\"english please\"} | locale pattern",
            "{\"first_name\":\"a\",\"tags\":\"x, y, X\"} | tags duplicate",
            "{\"first_name\":\"a\",\"addresses\":[]} | addresses size",
            "{\"first_name\":\"a\",\"addresses\":[{}]} | addresses[0] empty",
            "{\"first_name\":\"a\",\"addresses\":[{\"city\":\"b\"},{\"city\":\"b\"}]} | addresses[1] duplicate",
            "{\"first_name\":\"a\",\"addresses\":[{\"country_code\":\"ca\"}]} | addresses[0].country_code country",
            "{\"first_name\":\"a\",\"addresses\":[{\"country_code\":\"AQ\"}]} | addresses[0].country_code country",
            "{\"first_name\":\"a\",\"addresses\":[{\"province_code\":\"Ontario\"}]} | addresses[0].province_code pattern",
            "{\"first_name\":\"a\",\"addresses\":[{\"phone\":\"1\"}]} | addresses[0].phone pattern",
            "{\"first_name\":\"a\",\"email_marketing_consent\":{\"state\":\"subscribed\"}} | email_marketing_consent required",
            "{\"first_name\":\"a\",\"sms_marketing_consent\":{\"state\":\"pending\"}} | sms_marketing_consent required",
            "{\"email\":\"a@example.com\",\"email_marketing_consent\":{\"state\":\"not_subscribed\"}} | email_marketing_consent.state choice"})
    void aNewCustomerThatIsWrongByItselfIsRefused(String json, String problem) {
        assertThat(problems(NewCustomer.class, json)).containsExactly(problem);
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThat(problems(NewCustomer.class, "{\"first_name\":\"%s\",\"email\":\"%s@example.com\",\"note\":\"%s\"}"
                .formatted("x".repeat(256), "x".repeat(65), "x".repeat(5_001))))
                .containsExactlyInAnyOrder("first_name size", "email pattern", "note size");
        assertThat(problems(NewCustomer.class, "{\"first_name\":\"a\",\"tags\":\"" + "x".repeat(256) + "\"}"))
                .containsExactly("tags size");
        assertThat(problems(CustomerChanges.class, "{\"first_name\":\"" + "x".repeat(256) + "\"}"))
                .containsExactly("first_name size");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{} | body empty",
            "{\"email\":\"ada\"} | email pattern",
            "{\"email\":null,\"email_marketing_consent\":{\"state\":\"subscribed\"}} | email_marketing_consent conflict",
            "{\"phone\":null,\"sms_marketing_consent\":{\"state\":\"subscribed\"}} | sms_marketing_consent conflict",
            "{\"tags\":null} | tags null",
            "{\"addresses\":[{\"id\":\"5\"}]} | addresses[0] empty",
            "{\"addresses\":[{\"delete\":true}]} | addresses[0].id required",
            "{\"addresses\":[{\"id\":\"5\",\"delete\":true,\"city\":\"x\"}]} | addresses[0] conflict",
            "{\"addresses\":[{\"id\":\"5\",\"delete\":true},{\"id\":\"gid://shopify/MailingAddress/5\",\"city\":\"x\"}]} | addresses[1] duplicate",
            "{\"addresses\":[{\"city\":\"x\"},{\"city\":\"x\"}]} | addresses[1] duplicate",
            "{\"addresses\":[{\"id\":\"5\",\"make_default\":true},{\"id\":\"6\",\"make_default\":true}]} | addresses duplicate",
            "{\"addresses\":[{\"id\":\"5\",\"country_code\":\"XX\"}]} | addresses[0].country_code country",
            "{\"addresses\":[{\"id\":\"x\",\"city\":\"x\"}]} | addresses[0].id format",
            "{\"addresses\":[{\"id\":\"gid://shopify/Customer/5\",\"city\":\"x\"}]} | addresses[0].id wrong-type",
            "{\"addresses\":[{\"id\":\"99999999999999999999\",\"city\":\"x\"}]} | addresses[0].id format"})
    void aChangeThatIsWrongByItselfIsRefused(String json, String problem) {
        assertThat(problems(CustomerChanges.class, json)).containsExactly(problem);
    }

    @Test
    void whatIsNotSentIsNotInTheInputAndANullIs() {
        var changes = reader.body(CustomerChanges.class,
                "{\"last_name\":\"L\",\"note\":null,\"tags\":\"a, b\"}".getBytes(UTF_8));

        var expected = new HashMap<String, @Nullable Object>();
        expected.put("lastName", "L");
        expected.put("note", null);
        expected.put("tags", List.of("a", "b"));
        assertThat(CustomerInputs.of(changes).fields()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"city\":\"ottawa\",\"zip\":\"k1a0b1\",\"phone\":\"+16135550100\"} | true",
            "{\"city\":\"Ottawa\",\"company\":null} | true",
            "{\"city\":\"Gatineau\",\"zip\":\"K1A 0B1\"} | false",
            "{\"city\":\"Ottawa\",\"company\":\"Acme\"} | false",
            "{\"id\":\"5\",\"city\":\"Ottawa\"} | false"})
    void anAddressThatIsThereAlreadyIsRecognizedHoweverItIsWritten(String json, boolean done) {
        var there = new CustomerNode.Address("gid://shopify/MailingAddress/5?model_name=CustomerAddress", "Ada", null,
                "Ada", "", "1 Street", null, "Ottawa", "Ontario", "ON", "Canada", "CA", "K1A 0B1", "+1 613-555-0100");
        var changes = reader.body(CustomerChanges.class, ("{\"addresses\":[" + json + "]}").getBytes(UTF_8));

        assertThat(changes.addressChanges().getFirst().isDoneBy(there)).isEqualTo(done);
    }

    @Test
    void onlyOneIdentityAloneIsLookedUp() {
        assertThat(filter(Map.of("email", "a@example.com", "sort", "name")).identifier())
                .contains(Map.of("emailAddress", "a@example.com"));
        assertThat(filter(Map.of("phone", "+14155550100")).identifier())
                .contains(Map.of("phoneNumber", "+14155550100"));
        assertThat(filter(Map.of("email", "a@example.com", "phone", "+14155550100")).identifier()).isEmpty();
        assertThat(filter(Map.of("email", "a@example.com", "tag", "vip")).identifier()).isEmpty();
        assertThat(filter(Map.of("tag", "vip")).identifier()).isEmpty();
    }

    @Test
    void filtersAreThoseThatShopifyKnows() {
        assertThat(filter(Map.of("created_at_min", "2026-01-01T00:00:00Z", "state", "enabled",
                "email_marketing_state", "not_subscribed")).search().toString())
                .isEqualTo("state:\"enabled\" AND email_marketing_state:\"not_subscribed\""
                        + " AND customer_date:>=\"2026-01-01T00:00:00Z\"");
    }

    private CustomerFilter filter(Map<String, String> query) {
        return reader.query(CustomerFilter.class, query);
    }

    private List<String> problems(Class<?> type, String json) {
        return catchThrowableOfType(FailureException.class, () -> reader.body(type, json.getBytes(UTF_8))).failure()
                .details().stream().map(detail -> detail.field() + " " + detail.code()).toList();
    }
}
