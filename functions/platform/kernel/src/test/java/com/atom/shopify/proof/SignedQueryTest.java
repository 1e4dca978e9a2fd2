package com.atom.shopify.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignedQueryTest {
    private static final ClientSecret SECRET = new ClientSecret("hush", Optional.empty());
    private static final String MESSAGE = "code=0907a61c0c8d55e99db179b68161bc00&shop=some-shop.myshopify.com"
            + "&state=0.6784241404160823&timestamp=1337178173";
    private static final String HMAC = "700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf";

    @Test
    void acceptsShopifysOwnExampleInAnyOrder() {
        assertThat(SignedQuery.parse(MESSAGE + "&hmac=" + HMAC).isSignedWith(SECRET)).isTrue();
        assertThat(SignedQuery.parse("timestamp=1337178173&hmac=" + HMAC + "&state=0.6784241404160823"
                + "&shop=some-shop.myshopify.com&code=0907a61c0c8d55e99db179b68161bc00").isSignedWith(SECRET)).isTrue();
    }

    @Test
    void refusesAnyChange() {
        assertThat(SignedQuery.parse(MESSAGE).isSignedWith(SECRET)).isFalse();
        assertThat(SignedQuery.parse(MESSAGE + "&hmac=").isSignedWith(SECRET)).isFalse();
        assertThat(SignedQuery.parse(MESSAGE + "&x=1&hmac=" + HMAC).isSignedWith(SECRET)).isFalse();
        assertThat(SignedQuery.parse(MESSAGE.replace("some", "same") + "&hmac=" + HMAC).isSignedWith(SECRET)).isFalse();
        assertThat(SignedQuery.parse(MESSAGE + "&hmac=" + HMAC.toUpperCase(Locale.ROOT)).isSignedWith(SECRET))
                .isFalse();
        assertThat(SignedQuery.parse(MESSAGE + "&hmac=" + HMAC + "&hmac=" + HMAC).isSignedWith(SECRET)).isFalse();
    }

    @Test
    void signsOverParametersItDoesNotKnowCommasIncluded() {
        var query = SignedQuery
                .parse("shop=a.myshopify.com&scope=read_products,write_products&embedded=1&ids[]=1&ids[]=2");

        assertThat(SignedQuery.parse(query.signedWith(SECRET)).isSignedWith(SECRET)).isTrue();
        assertThat(query.single("scope")).contains("read_products,write_products");
        assertThat(query.single("ids[]")).isEmpty();
    }

    @Test
    void acceptsThePlainFormOfTheDocumentation() {
        var plain = "scope=a,b&shop=a.myshopify.com";
        var hmac = HexFormat.of().formatHex(HmacSha256.of("hush", plain.getBytes(UTF_8)));

        assertThat(SignedQuery.parse("shop=a.myshopify.com&scope=a%2Cb&hmac=" + hmac).isSignedWith(SECRET)).isTrue();
    }

    @Test
    void letsNoParameterHideInAnother() {
        var hmac = HexFormat.of().formatHex(HmacSha256.of("hush", "code=1&shop=a.myshopify.com".getBytes(UTF_8)));

        assertThat(SignedQuery.parse("code=1%26shop%3Da.myshopify.com&hmac=" + hmac).isSignedWith(SECRET)).isFalse();
    }

    @Test
    void acceptsThePreviousSecretDuringARotation() {
        var signed = SignedQuery.parse(SignedQuery.of(Map.of("shop", "a.myshopify.com")).signedWith(SECRET));

        assertThat(signed.isSignedWith(new ClientSecret("new", Optional.of("hush")))).isTrue();
        assertThat(signed.isSignedWith(new ClientSecret("new", Optional.empty()))).isFalse();
    }

    @Test
    void printsNoValue() {
        assertThat(SignedQuery.parse("code=abc")).hasToString("SignedQuery[code]");
        assertThat(SECRET).hasToString("ClientSecret[hidden]");
    }
}
