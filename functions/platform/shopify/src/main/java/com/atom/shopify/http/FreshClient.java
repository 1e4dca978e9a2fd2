package com.atom.shopify.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The JDK's client, replaced after a pause. A function is frozen between events and may begin its life from a snapshot; the
/// far end closes its side of the pooled connections meanwhile, and a write on such a connection would end with an unknown
/// outcome for no reason.
final class FreshClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final InstantSource clock;
    private HttpClient client = build();
    private Instant lastUse;

    FreshClient(InstantSource clock) {
        this.clock = clock;
        this.lastUse = clock.instant();
    }

    /// The client to use now.
    synchronized HttpClient get() {
        var now = clock.instant();
        if (Duration.between(lastUse, now).compareTo(LONGEST_PAUSE) > 0) {
            // Calls that still run on the old one, if any, end in peace.
            client.shutdown();
            client = build();
        }
        lastUse = now;
        return client;
    }

    private static HttpClient build() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    @Override
    public synchronized void close() {
        client.shutdownNow();
    }
}
