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
import java.util.Optional;

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
        var claims = new JWTClaimsSet.Builder().subject(user).issuer(issuer).audience(AUDIENCE).claim("scope", scope)
                .issueTime(Date.from(clock.instant())).expirationTime(Date.from(expiresAt)).build();
        try {
            var jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
            jwt.sign(new RSASSASigner(key));
            return new Token(jwt.serialize(), expiresAt);
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
                    && claims.getExpirationTime() != null
                    && claims.getExpirationTime().toInstant().isAfter(clock.instant());
            return genuine ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | JOSEException noToken) {
            return Optional.empty();
        }
    }

    /// The public key, as OpenID providers publish it.
    String keys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }
}
