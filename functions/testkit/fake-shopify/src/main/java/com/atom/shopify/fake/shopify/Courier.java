package com.atom.shopify.fake.shopify;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Brings bytes to a subscriber: a second to connect, five in total, no redirects (shopify-platform 3.3).
final class Courier implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final long TOTAL_MILLIS = 5_000;

    private final HttpClient http;

    Courier(Executor threads) {
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER).proxy(HttpClient.Builder.NO_PROXY).executor(threads)
                .build();
    }

    /// The answer's status, 0 for none in time. A header that cannot be sent is an [IllegalArgumentException].
    int send(URI uri, Map<String, String> headers, byte[] body) {
        var request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        var answer = http.sendAsync(request.build(), BodyHandlers.discarding());
        try {
            return answer.get(TOTAL_MILLIS, TimeUnit.MILLISECONDS).statusCode();
        } catch (ExecutionException | TimeoutException failure) {
            answer.cancel(true);
            return 0;
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /// The signature of a webhook: of the raw bytes, in Base64. Source: shopify-platform 3.3.
    static String signature(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
