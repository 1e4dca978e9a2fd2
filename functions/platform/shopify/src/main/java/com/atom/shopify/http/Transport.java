package com.atom.shopify.http;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// Posts JSON to Shopify, once. Never follows a redirect, because a redirect would carry the token or the client secret
/// elsewhere. The timeout covers the whole answer, the body included; an answer is read up to 16 MiB.
@Singleton
public final class Transport implements AutoCloseable {
    private static final int LONGEST_ANSWER = 16 << 20;

    private final FreshClient client;
    private final int longestAnswer;

    @Inject
    public Transport(Clock clock) {
        this(clock, LONGEST_ANSWER);
    }

    Transport(Clock clock, int longestAnswer) {
        this.client = new FreshClient(clock);
        this.longestAnswer = longestAnswer;
    }

    public Delivery post(URI to, Map<String, String> headers, String json, Duration timeout) {
        var request = HttpRequest.newBuilder(to)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(json));
        headers.forEach(request::header);
        // The JDK's own request timeout ends with the answer's headers; a body that stalls would hold us forever.
        var answer = client.get().sendAsync(request.build(), _ -> new BoundedBody(longestAnswer));
        try {
            return delivery(answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            answer.cancel(true);
            return new Delivery.TimedOut();
        } catch (InterruptedException stop) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Delivery.Cut(new InterruptedIOException());
        } catch (ExecutionException failed) {
            return delivery(failed.getCause());
        }
    }

    private static Delivery delivery(HttpResponse<Optional<String>> answer) {
        return answer.body()
                .<Delivery>map(body -> new Delivery.Reply(answer.statusCode(), answer.headers(), body))
                .orElseGet(() -> new Delivery.Unreadable(answer.statusCode()));
    }

    private static Delivery delivery(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException notConnected -> new Delivery.NotSent(notConnected);
            case ConnectException notConnected -> new Delivery.NotSent(notConnected);
            case SSLHandshakeException notConnected -> new Delivery.NotSent(notConnected);
            case IOException cut -> new Delivery.Cut(cut);
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException(cause);
        };
    }

    @Override
    @PreDestroy
    public void close() {
        client.close();
    }
}
