package com.atom.shopify.fake.shopify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The `hmac` parameter that Shopify adds to a query string: the other parameters, sorted by name and joined, under the
/// client secret, in lower-case hex.
final class QuerySignature {
    private QuerySignature() {}

    static String of(Map<String, String> parameters, String secret) {
        String message = new TreeMap<>(parameters).entrySet().stream()
                .filter(parameter -> !"hmac".equals(parameter.getKey()) && !"signature".equals(parameter.getKey()))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HmacSHA256", missing);
        }
    }
}
