package com.atom.shopify.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.admin.ShopifySettings;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.ScriptedShopify;
import com.atom.shopify.http.ScriptedShopify.Cut;
import com.atom.shopify.http.ScriptedShopify.Stall;
import com.atom.shopify.http.ScriptedShopify.StallHalfway;
import com.atom.shopify.http.TestClock;
import com.atom.shopify.http.Transport;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.proof.ClientSecret;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenExchangeTest {
    private static final ShopDomain SHOP = new ShopDomain("example.myshopify.com");
    private static final String WHOLE = """
            {"access_token":"shpat_a","expires_in":3600,"refresh_token":"shprt_r","refresh_token_expires_in":7776000,\
            "scope":"write_products,read_orders","associated_user_scope":"more"}""";

    private final ScriptedShopify shopify = new ScriptedShopify();
    private final TestClock clock = new TestClock();
    private final Transport transport = new Transport(clock);
    private final ApplicationContext context = ApplicationContext.run(
            Map.of("shopify.api.key", "our-key", "shopify.base.url", shopify.base().toString()));
    private final ClientSecret secret = new ClientSecret(UUID.randomUUID().toString(), Optional.of("before"));

    @AfterEach
    void stop() {
        context.close();
        transport.close();
        shopify.close();
    }

    private TokenPair exchange(Duration longest, Duration left) {
        return new TokenExchange(transport, context.getBean(ShopifySettings.class), context.getBean(ObjectMapper.class),
                clock, longest).exchange(SHOP, new Grant.Code("the-code"), secret, Deadline.in(left, clock));
    }

    private TokenPair exchange() {
        return exchange(Duration.ofSeconds(10), Duration.ofSeconds(25));
    }

    private Failure failure() {
        return failure(Duration.ofSeconds(10), Duration.ofSeconds(25));
    }

    private Failure failure(Duration longest, Duration left) {
        try {
            exchange(longest, left);
        } catch (FailureException failed) {
            return failed.failure();
        }
        throw new AssertionError("it did not fail");
    }

    @Test
    void asksForAnExpiringPair() {
        shopify.answers(200, WHOLE);

        var pair = exchange();

        assertThat(pair.access().reveal()).isEqualTo("shpat_a");
        assertThat(pair.refresh().reveal()).isEqualTo("shprt_r");
        assertThat(pair.accessExpiresAt()).isEqualTo(Instant.parse("2026-11-23T11:00:00Z"));
        assertThat(pair.refreshExpiresAt()).isEqualTo(Instant.parse("2027-02-21T10:00:00Z"));
        assertThat(pair.scopes()).hasToString("read_orders,write_products");
        assertThat(pair.toString()).doesNotContain("shp");
        var asked = shopify.asked().getFirst();
        assertThat(asked.path()).isEqualTo("/example.myshopify.com/admin/oauth/access_token");
        assertThat(asked.headers().getFirst("Accept")).isEqualTo("application/json");
        assertThat(sent()).isEqualTo(Map.of("client_id", "our-key", "client_secret", secret.current(), "code",
                "the-code", "expiring", "1"));
    }

    @Test
    void asksForAPairWithTheTokensThatThereAre() {
        shopify.answers(200, WHOLE).answers(200, WHOLE);

        exchange(new Grant.Refresh(RefreshToken.of("shprt_old")));
        assertThat(sent()).isEqualTo(Map.of("client_id", "our-key", "client_secret", secret.current(), "grant_type",
                "refresh_token", "refresh_token", "shprt_old"));
        exchange(new Grant.Permanent(AccessToken.of("shpat_old")));
        assertThat(sent()).containsEntry("subject_token", "shpat_old").containsEntry("expiring", "1")
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"401;{\"error\":\"invalid_request\"};store.reauth-required;tokens.refused",
            "400;{\"error\":\"invalid_grant\"};store.reauth-required;tokens.refused",
            "401;{\"error\":\"invalid_client\"};oauth.client-refused;oauth.client-refused",
            "520;'';shopify.unavailable;shopify.unavailable"})
    void tellsARefusedTokenFromARefusedClient(int status, String body, String refresh, String permanent) {
        shopify.answers(status, body).answers(status, body);

        assertThatThrownBy(() -> exchange(new Grant.Refresh(RefreshToken.of("r")))).hasMessage(refresh);
        assertThatThrownBy(() -> exchange(new Grant.Permanent(AccessToken.of("p")))).hasMessage(permanent);
    }

    private TokenPair exchange(Grant grant) {
        return new TokenExchange(transport, context.getBean(ShopifySettings.class),
                context.getBean(ObjectMapper.class), clock, Duration.ofSeconds(10))
                .exchange(SHOP, grant, secret, Deadline.in(Duration.ofSeconds(25), clock));
    }

    /// What Shopify was asked last.
    private Map<String, String> sent() {
        try {
            return context.getBean(ObjectMapper.class).readValue(shopify.asked().getLast().body(),
                    Argument.mapOf(String.class, String.class));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"expires_in\":3600,", "\"refresh_token\":\"shprt_r\",",
            "\"refresh_token_expires_in\":7776000,"})
    void refusesATokenWithoutAnEnd(String part) {
        shopify.answers(200, WHOLE.replace(part, ""));

        assertThat(failure().code()).isEqualTo("oauth.token-not-expiring");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "34560001", "9223372036854775807", "null"})
    void refusesAbsurdLives(String seconds) {
        shopify.answers(200, WHOLE.replace("3600", seconds)).answers(200, WHOLE.replace("7776000", seconds));

        assertThat(failure().code()).isEqualTo("oauth.token-not-expiring");
        assertThat(failure().code()).isEqualTo("oauth.token-not-expiring");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"\"access_token\":\"shpat_a\",;''", "shpat_a;''", "shpat_a;a b", "shprt_r;''",
            "\"scope\":\"write_products,read_orders\",;''", "write_products,;Not A Scope,", "3600;{}",
            "3600;99999999999999999999"})
    void takesOtherDefectsForABadAnswer(String part, String instead) {
        shopify.answers(200, WHOLE.replace(part, instead));

        assertThat(failure().code()).isEqualTo("shopify.bad-answer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"200;''", "200;<html>", "200;null", "200;[]", "200;{}", "302;''", "403;''",
            "204;''", "418;''"})
    void takesNonsenseForABadAnswer(int status, String body) {
        shopify.answers(status, Map.of("Location", "http://127.0.0.1:1/"), body);

        assertThat(failure().code()).isEqualTo("shopify.bad-answer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"400;{\"error\":\"invalid_request\"};oauth.code-refused",
            "400;<html>;oauth.code-refused", "400;{\"error\":7};oauth.code-refused",
            "400;{\"error\":\"invalid_client\"};oauth.client-refused",
            "400;{\"error\":\"application_cannot_be_found\"};oauth.client-refused",
            "401;{\"error\":\"invalid_client\"};oauth.client-refused", "402;'';store.frozen",
            "404;'';shopify.shop-not-found", "423;'';store.locked", "429;'';shopify.throttled",
            "430;'';shopify.rejected", "500;'';shopify.unavailable", "502;'';shopify.unavailable",
            "503;'';shopify.unavailable", "504;'';shopify.timeout", "520;'';shopify.unavailable"})
    void knowsWhatAStatusMeansAndAsksOnce(int status, String body, String code) {
        shopify.answers(status, body);

        assertThat(failure().code()).isEqualTo(code);
        assertThat(shopify.asked()).hasSize(1);
    }

    @Test
    void answers422ForACodeThatShopifyRefuses() {
        shopify.answers(400, "");

        assertThat(failure()).isInstanceOf(Failure.Refused.class);
    }

    @Test
    void neverAsksTwice() {
        shopify.does(new Cut());

        assertThat(failure().code()).isEqualTo("shopify.unavailable");
        assertThat(shopify.asked()).hasSize(1);
    }

    @Test
    void givesUpOnAStall() {
        shopify.does(new Stall()).does(new StallHalfway());

        assertThat(failure(Duration.ofMillis(200), Duration.ofSeconds(25)).code()).isEqualTo("shopify.timeout");
        assertThat(failure(Duration.ofMillis(200), Duration.ofSeconds(25)).code()).isEqualTo("shopify.timeout");
    }

    @Test
    void keepsTheCodeWhenThereIsTooLittleTimeToStoreAPair() {
        assertThat(failure(Duration.ofSeconds(10), Duration.ofMillis(9_999))).isInstanceOf(Failure.TimedOut.class);
        assertThat(shopify.asked()).isEmpty();
    }

    @Test
    void hidesItsSecrets() {
        assertThat(RefreshToken.of("shprt_x")).hasToString("RefreshToken[hidden]").isEqualTo(RefreshToken.of("shprt_x"))
                .isNotEqualTo(RefreshToken.of("shprt_y"));
        assertThat(new Grant.Code("c").toString() + new Grant.Refresh(RefreshToken.of("r"))).doesNotContain("c]")
                .doesNotContain("=r");
        assertThat(new TokenExchange.Granted("a", 1L, "b", 1L, "c")).hasToString("Granted[hidden]");
        assertThatThrownBy(() -> RefreshToken.of("with blank")).hasMessageNotContaining("with");
    }
}
