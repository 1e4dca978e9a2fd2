package com.atom.shopify.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;

/// Posts to Shopify. Never follows a redirect, because a redirect would carry the token or the client secret elsewhere.
@Singleton
public final class Transport {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final long LARGEST_ANSWER = 16L << 20;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    public Delivery post(URI to, Map<String, String> headers, byte[] body, Duration timeout) {
        var request = HttpRequest.newBuilder(to).timeout(timeout).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            var response = client.send(request.build(),
                    BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), LARGEST_ANSWER));
            return new Delivery.Reply(response.statusCode(), response.headers(), response.body());
        } catch (HttpConnectTimeoutException | ConnectException notConnected) {
            return new Delivery.NotSent(notConnected);
        } catch (HttpTimeoutException timedOut) {
            return new Delivery.TimedOut(timedOut);
        } catch (IOException cut) {
            return new Delivery.Cut(cut);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailureException(
                    new Failure.Unavailable("service.stopping", "The service is stopping; try again."));
        }
    }
}
