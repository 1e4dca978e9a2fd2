package com.atom.shopify.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.query.RawQuery;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The parameters that Shopify signs when it sends a browser to us, with their order and repetitions.
///
/// The signature is the lower-case hex HMAC-SHA256, keyed with the client secret, over all parameters but `hmac` and
/// `signature`, sorted by name and joined as `name=value` with `&` (shopify.dev, authorization code grant). Official
/// libraries percent-encode names and values while joining, the documentation does not; both agree on everything that
/// Shopify sends. We accept the plain form only where it can be read in one way, so no parameter can hide in another.
public final class SignedQuery {
    private static final Comparator<Map.Entry<String, String>> BY_NAME = Map.Entry.comparingByKey();

    private final List<Map.Entry<String, String>> parameters;

    private SignedQuery(List<Map.Entry<String, String>> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    /// Reads a raw query string. Never give it parameters that a framework has already split: API Gateway's parsed ones
    /// lose the difference between a comma and a repetition.
    ///
    /// @throws IllegalArgumentException when an escape is broken
    public static SignedQuery parse(String rawQuery) {
        return new SignedQuery(RawQuery.parse(rawQuery));
    }

    /// Takes parameters that were decoded elsewhere, as the platform's page posts them.
    public static SignedQuery of(Map<String, String> parameters) {
        return new SignedQuery(parameters.entrySet().stream().map(Map.Entry::copyOf).toList());
    }

    /// The value of a parameter that is there exactly once.
    public Optional<String> single(String name) {
        var values = parameters.stream().filter(parameter -> parameter.getKey().equals(name)).toList();
        return values.size() == 1 ? Optional.of(values.getFirst().getValue()) : Optional.empty();
    }

    /// Whether `hmac` is the signature of the other parameters under the current or the previous secret.
    public boolean isSignedWith(ClientSecret secret) {
        var hmac = single("hmac");
        if (hmac.isEmpty()) {
            return false;
        }
        var given = hmac.get().getBytes(UTF_8);
        var genuine = false;
        for (var key : secret.all()) {
            for (var message : messages()) {
                genuine |= MessageDigest.isEqual(given, hexHmac(key, message).getBytes(UTF_8));
            }
        }
        return genuine;
    }

    /// The same parameters with a signature, as Shopify would send them.
    public String signedWith(ClientSecret secret) {
        var signed = new ArrayList<>(signable());
        signed.add(Map.entry("hmac", hexHmac(secret.current(), joined(signable(), RawQuery::encode))));
        return joined(signed, RawQuery::encode);
    }

    private List<Map.Entry<String, String>> signable() {
        return parameters.stream()
                .filter(parameter -> !parameter.getKey().equals("hmac") && !parameter.getKey().equals("signature"))
                .sorted(BY_NAME)
                .toList();
    }

    private List<String> messages() {
        var sorted = signable();
        var encoded = joined(sorted, RawQuery::encode);
        var plainIsUnambiguous = sorted.stream()
                .noneMatch(parameter -> parameter.getKey().matches(".*[&=].*") || parameter.getValue().contains("&"));
        return plainIsUnambiguous ? List.of(joined(sorted, text -> text), encoded) : List.of(encoded);
    }

    private static String joined(List<Map.Entry<String, String>> parameters,
            UnaryOperator<String> form) {
        return parameters.stream()
                .map(parameter -> form.apply(parameter.getKey()) + "=" + form.apply(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String hexHmac(String key, String message) {
        return HexFormat.of().formatHex(HmacSha256.of(key, message.getBytes(UTF_8)));
    }

    /// Names without values: values may be codes and states.
    @Override
    public String toString() {
        return "SignedQuery" + parameters.stream().map(Map.Entry::getKey).toList();
    }
}
