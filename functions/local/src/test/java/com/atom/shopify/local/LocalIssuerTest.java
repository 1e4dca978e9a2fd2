package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalIssuerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:08:07Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private static final LocalIssuer ISSUER = issuer();

    @Test
    void acceptsWhatItIssued() throws Exception {
        var token = ISSUER.issue("demo", "shopify/any-user shopify/operator");

        var claims = ISSUER.check(token.token()).orElseThrow();

        assertThat(claims.getSubject()).isEqualTo("demo");
        assertThat(claims.getStringClaim("scope")).isEqualTo("shopify/any-user shopify/operator");
        assertThat(token.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(12)));
    }

    static Stream<UnaryOperator<JWTClaimsSet.Builder>> wrongClaims() {
        return Stream.of(claims -> claims.audience("another"), claims -> claims.audience(List.of()),
                claims -> claims.issuer("https://issuer.example.com"), claims -> claims.issuer(null),
                claims -> claims.expirationTime(Date.from(NOW)), claims -> claims.expirationTime(null),
                claims -> claims.notBeforeTime(Date.from(LATER)), claims -> claims.issueTime(Date.from(LATER)));
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void refusesATokenThatIsGenuineButNotForHereAndNow(UnaryOperator<JWTClaimsSet.Builder> change) {
        var token = ISSUER.sign(change.apply(ISSUER.claims("demo", LATER)).build());

        assertThat(ISSUER.check(token)).isEmpty();
    }

    @Test
    void refusesTheKeyOfAnotherRun() {
        assertThat(ISSUER.check(issuer().issue("demo", "").token())).isEmpty();
    }

    @Test
    void refusesATokenWithoutASignature() {
        assertThat(ISSUER.check(new PlainJWT(ISSUER.claims("demo", LATER).build()).serialize())).isEmpty();
    }

    @Test
    void refusesThePublicKeyUsedAsASharedSecret() throws Exception {
        var forged = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), ISSUER.claims("demo", LATER).build());
        forged.sign(new MACSigner(
                JWKSet.parse(ISSUER.keys()).getKeys().getFirst().toRSAKey().toRSAPublicKey().getEncoded()));

        assertThat(ISSUER.check(forged.serialize())).isEmpty();
    }

    @Test
    void refusesAChangedToken() {
        var parts = ISSUER.issue("demo", "").token().split("\\.");
        var other = ISSUER.issue("admin", "").token().split("\\.");

        assertThat(ISSUER.check(parts[0] + "." + other[1] + "." + parts[2])).isEmpty();
        assertThat(ISSUER.check("")).isEmpty();
        assertThat(ISSUER.check("a.b.c")).isEmpty();
    }

    @Test
    void publishesItsPublicKeyOnly() throws Exception {
        var keys = JWKSet.parse(ISSUER.keys());

        assertThat(keys.getKeys()).singleElement().matches(key -> !key.isPrivate());
        assertThat(SignedJWT.parse(ISSUER.issue("demo", "").token())
                .verify(new RSASSAVerifier(keys.getKeys().getFirst().toRSAKey()))).isTrue();
    }

    @Test
    void aTokenIsNotPrinted() {
        assertThat(ISSUER.issue("demo", "")).hasToString("Token[hidden]");
    }

    private static LocalIssuer issuer() {
        return new LocalIssuer("http://127.0.0.1:1/local/issuer", Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
