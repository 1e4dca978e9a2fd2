package com.atom.shopify.admin;

import static com.atom.shopify.admin.Things.CHANGE_DATA;
import static com.atom.shopify.admin.Things.MUTATION;
import static com.atom.shopify.admin.Things.QUERY;
import static com.atom.shopify.admin.Things.READ_DATA;
import static com.atom.shopify.admin.Things.SHOP;
import static com.atom.shopify.admin.Things.error;
import static com.atom.shopify.admin.Things.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.failure.Failure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Row by row what an answer means. What is tried again is in [RetryTest].
class StatusTableTest {
    private final TestClient client = new TestClient();

    @AfterEach
    void stop() {
        client.close();
    }

    private void refusesOnce(int status, String body, Failure expected) {
        client.shopify.answers(status, body).answers(status, body);

        assertThat(client.failure(QUERY)).isEqualTo(expected);
        assertThat(client.failure(MUTATION)).isEqualTo(expected);
        assertThat(client.shopify.asked()).hasSize(2);
    }

    private static Failure missing(String... scopes) {
        return new Failure.Forbidden("scopes.missing", "The store has not granted the access that this needs.",
                Stream.of(scopes)
                        .map(scope -> Failure.Detail.ofValue("scope", "is not granted", scope)).toList());
    }

    private static String errors(String code) {
        return error(code).substring(1, error(code).length() - 1);
    }

    private static Failure badAnswer() {
        return new Failure.Upstream("shopify.bad-answer", "Shopify gave an answer that makes no sense to us.");
    }

    @Test
    void answers200WithItsData() {
        client.shopify.answers(200, READ_DATA).answers(200, with(CHANGE_DATA, "\"errors\":[]"));

        assertThat(client.run(QUERY).thing().id()).isEqualTo("gid://shopify/Thing/1");
        assertThat(client.run(MUTATION).thingChange().thing().id()).isEqualTo("gid://shopify/Thing/1");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 405, 409, 422, 499})
    void takesOtherRefusalsForABug(int status) {
        refusesOnce(status, "{\"errors\":\"Nobody may read this\"}", badAnswer());
    }

    @Test
    void tells401ToTheKeeperOfTheToken() {
        refusesOnce(401, "{\"errors\":\"[API] Invalid API key or access token\"}", new Failure.ReauthRequired(SHOP));

        assertThat(client.tokens.refused).containsExactly(client.tokens.token, client.tokens.token);
    }

    @Test
    void runsOnceMoreWithTheTokenThatThereIsInstead() {
        client.tokens.other = Optional.of(AccessToken.of("shpat_" + UUID.randomUUID()));
        client.shopify.answers(401, "").answers(200, Things.READ_DATA);

        client.run(QUERY);

        assertThat(client.shopify.asked()).extracting(asked -> asked.headers().getFirst("X-Shopify-Access-Token"))
                .containsExactly(client.tokens.token.reveal(), client.tokens.other.orElseThrow().reveal());
        assertThat(client.tokens.useless).isEmpty();
    }

    @Test
    void givesUpWhenTheOtherTokenIsRefusedToo() {
        client.tokens.other = Optional.of(AccessToken.of("shpat_" + UUID.randomUUID()));
        client.shopify.answers(401, "").answers(401, "");

        assertThat(client.failure(QUERY)).isEqualTo(new Failure.ReauthRequired(SHOP));
        assertThat(client.tokens.useless).containsExactly(client.tokens.other.orElseThrow());
        assertThat(client.shopify.asked()).hasSize(2);
    }

    @Test
    void tellsNobodyOf401ForATokenThatNobodyKeeps() {
        client.shopify.answers(401, "");
        var token = AccessToken.of("given");

        assertThatThrownBy(
                () -> client.admin.runWith(token, SHOP, QUERY, client.in(Duration.ofSeconds(25))))
                .hasMessage("store.reauth-required");
        assertThat(client.tokens.refused).isEmpty();
        assertThat(client.shopify.asked().getFirst().headers().getFirst("X-Shopify-Access-Token")).isEqualTo("given");
    }

    @Test
    void knowsAFrozenStoreBy402() {
        refusesOnce(402, "", new Failure.Conflict("store.frozen",
                "Shopify has frozen the store until its merchant pays."));
    }

    @Test
    void namesTheScopesThat403Misses() {
        refusesOnce(403, "{\"errors\":\"[API] This action requires merchant approval for read_products scope.\"}",
                missing("read_products"));
    }

    @Test
    void namesNoScopeFromA403ThatIsNotJson() {
        refusesOnce(403, "<html class='read_more'>", missing());
    }

    @Test
    void takes403AboutAPermanentTokenForARefusedToken() {
        refusesOnce(403, "{\"errors\":\"Non-expiring access tokens are no longer accepted\"}",
                new Failure.ReauthRequired(SHOP));

        assertThat(client.tokens.refused).hasSize(2);
    }

    @Test
    void knowsAnUnknownOrClosedShopBy404() {
        refusesOnce(404, "<html>", new Failure.Upstream("shopify.shop-not-found",
                "Shopify does not know this store, or it is closed."));
    }

    @Test
    void knowsALockedStoreBy423() {
        refusesOnce(423, "", new Failure.Conflict("store.locked", "Shopify has locked the store."));
    }

    @Test
    void stopsAtASecurityRejectionBy430() {
        refusesOnce(430, "", new Failure.Upstream("shopify.rejected",
                "Shopify rejected the request as suspicious."));
    }

    @Test
    void namesTheScopeThatAnErrorMisses() {
        refusesOnce(200, with(error("ACCESS_DENIED", "Access denied for things field. Required access: `read_things`"
                + " access scope."), "\"data\":{\"thing\":null}"), missing("read_things"));
    }

    @Test
    void readsTheScopeFromTheErrorsExtensionToo() {
        refusesOnce(200, """
                {"errors":[{"message":"Access denied","extensions":{"code":"ACCESS_DENIED",\
                "requiredAccess":"`write_things` access scope."}}]}""", missing("write_things"));
    }

    @Test
    void tellsProtectedCustomerDataFromAMissingScope() {
        refusesOnce(200, error("ACCESS_DENIED", "This app is not approved to access the Customer object. See"
                + " https://shopify.dev/docs/apps/launch/protected-customer-data for more details."),
                new Failure.Forbidden("customer-data.not-approved",
                        "Shopify has not approved this app for the customer data that this needs."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAX_COST_EXCEEDED", "undefinedField", "SOMETHING_NEW"})
    void takesOtherErrorsForABug(String code) {
        refusesOnce(200, error(code), badAnswer());
    }

    @Test
    void fieldsThatShopifyWithholdsAreNamedToThoseWhoTolerateIt() {
        var partial = """
                {"data":{"thing":{"id":"gid://shopify/Thing/1"}},"errors":[{"message":"This app is not approved to access \
                the email field.","path":["things",3,"email"],"extensions":{"code":"ACCESS_DENIED"}}]}""";
        client.shopify.answers(200, partial).answers(200, partial);
        var tolerant = Things.READ.toleratingWithheld().with(Map.of("id", "gid://shopify/Thing/1"));

        var answer = client.admin.runWithheld(Errand.at(Things.SHOP, client.in(Duration.ofSeconds(25))), tolerant);

        assertThat(answer.answer().thing().id()).isEqualTo("gid://shopify/Thing/1");
        assertThat(answer.fields()).containsExactly("things.email");
        assertThat(client.failure(QUERY).code()).isEqualTo("customer-data.not-approved");
    }

    @Test
    void takesAnErrorWithoutACodeForABug() {
        refusesOnce(200, "{\"errors\":[{\"message\":\"syntax error\"}],\"data\":null}", badAnswer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACCESS_DENIED", "SOMETHING_NEW"})
    void neverGivesOutPartialData(String code) {
        client.shopify.answers(200, with(READ_DATA, errors(code)))
                .answers(200, with(CHANGE_DATA, errors(code)));

        assertThat(client.failure(QUERY)).isNotInstanceOf(Failure.Conflict.class);
        assertThat(client.failure(MUTATION).code()).isEqualTo("write.outcome-unknown");
        assertThat(client.shopify.asked()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"200;''", "200;<html>", "200;[]", "200;'\"text\"'", "200;null", "200;{}",
            "200;{\"data\":null}", "200;{\"data\":[]}", "200;{\"data\":{}}", "200;{\"data\":{\"thing\":7}}",
            "200;{\"data\":{\"thing\":{}}}", "200;{\"data\":{\"thing\":null}}", "200;{\"errors\":\"text\"}",
            "202;{}", "204;''"})
    void takesNonsenseForNonsenseAndAWriteForUnknown(int status, String body) {
        client.shopify.answers(status, body).answers(status, body);

        assertThat(client.failure(QUERY)).isEqualTo(badAnswer());
        assertThat(client.failure(MUTATION).code()).isEqualTo("write.outcome-unknown");
        assertThat(client.shopify.asked()).hasSize(2);
    }

    @Test
    void sendsTheDocumentWithTheTokenToTheStoresOwnEndpoint() {
        client.shopify.answers(200, Map.of("X-Shopify-API-Version", "2026-10"), READ_DATA);

        client.run(QUERY);

        var asked = client.shopify.asked().getFirst();
        assertThat(asked.path()).isEqualTo("/example.myshopify.com/admin/api/2026-10/graphql.json");
        assertThat(asked.headers().getFirst("X-Shopify-Access-Token")).isEqualTo(client.tokens.token.reveal());
        assertThat(asked.body()).contains("\"operationName\":\"ReadThing\"")
                .contains("\"variables\":{\"id\":\"gid://shopify/Thing/1\"}").contains("query ReadThing($id: ID!)");
    }
}
