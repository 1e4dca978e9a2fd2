package com.atom.shopify.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The identity provider of this run: issues RS256 bearer tokens and checks them as API Gateway's JWT authorizer does (RSA
/// signature, issuer, audience, time). Its key lives as long as the run.
final class LocalIssuer {
    private static final Duration LIFE = Duration.ofHours(12);
    private static final String AUDIENCE = "atom-shopify-local";

    private final String issuer;
    private final RSAKey key;
    private final Clock clock;

    LocalIssuer(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
        try {
            this.key = new RSAKeyGenerator(2048).keyID("local").algorithm(JWSAlgorithm.RS256).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    record Token(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Token[hidden]";
        }
    }

    Token issue(String user, String scope) {
        return issue(user, scope, clock.instant().plus(LIFE));
    }

    Token issue(String user, String scope, Instant expiresAt) {
        return new Token(sign(claims(user, expiresAt).claim("scope", scope).build()), expiresAt);
    }

    JWTClaimsSet.Builder claims(String user, Instant expiresAt) {
        return new JWTClaimsSet.Builder().subject(user).issuer(issuer).audience(AUDIENCE)
                .issueTime(Date.from(clock.instant())).expirationTime(Date.from(expiresAt));
    }

    String sign(JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The claims of a token that is good now.
    Optional<JWTClaimsSet> check(String token) {
        try {
            var jwt = SignedJWT.parse(token);
            var claims = jwt.getJWTClaimsSet();
            var genuine = jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
                    && jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))
                    && issuer.equals(claims.getIssuer()) && claims.getAudience().contains(AUDIENCE)
                    && isTimely(claims, clock.instant());
            return genuine ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | JOSEException noToken) {
            return Optional.empty();
        }
    }

    private static boolean isTimely(JWTClaimsSet claims, Instant now) {
        return claims.getExpirationTime() != null && claims.getExpirationTime().toInstant().isAfter(now)
                && isNotAhead(claims.getNotBeforeTime(), now) && isNotAhead(claims.getIssueTime(), now);
    }

    private static boolean isNotAhead(@Nullable Date date, Instant now) {
        return date == null || !date.toInstant().isAfter(now);
    }

    /// The public key, as OpenID providers publish it.
    String keys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /// Where it is, as OpenID providers say it.
    Map<String, Object> configuration() {
        return Map.of("issuer", issuer, "jwks_uri", issuer + "/.well-known/jwks.json",
                "id_token_signing_alg_values_supported", List.of("RS256"), "response_types_supported",
                List.of("token"), "subject_types_supported", List.of("public"));
    }
}
