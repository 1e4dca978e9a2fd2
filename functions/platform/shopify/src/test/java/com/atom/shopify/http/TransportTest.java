package com.atom.shopify.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransportTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ScriptedShopify shopify = new ScriptedShopify();
    private final TestClock clock = new TestClock();
    private final Transport transport = new Transport(clock, 1_000);

    @AfterEach
    void stop() {
        transport.close();
        shopify.close();
    }

    private Delivery post(Duration timeout) {
        return transport.post(shopify.base(), Map.of("X-Name", "value"), "{\"ü\":1}", timeout);
    }

    @Test
    void postsJsonAndReadsTheAnswer() {
        shopify.answers(418, Map.of("X-Some", "header"), "{\"ü\":2}");

        var reply = (Delivery.Reply) post(LONG);

        assertThat(reply.status()).isEqualTo(418);
        assertThat(reply.headers().firstValue("x-some")).contains("header");
        assertThat(reply.body()).isEqualTo("{\"ü\":2}");
        assertThat(reply).hasToString("Reply[418]");
        var asked = shopify.asked().getFirst();
        assertThat(asked.body()).isEqualTo("{\"ü\":1}");
        assertThat(asked.headers().getFirst("X-Name")).isEqualTo("value");
        assertThat(asked.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(asked.headers().getFirst("Accept")).isEqualTo("application/json");
    }

    @Test
    void followsNoRedirect() {
        try (var elsewhere = new ScriptedShopify()) {
            shopify.answers(307, Map.of("Location", elsewhere.base().toString()), "");

            assertThat(post(LONG)).isInstanceOfSatisfying(Delivery.Reply.class,
                    reply -> assertThat(reply.status()).isEqualTo(307));
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void tellsACutFromACallThatNeverBegan() throws IOException {
        shopify.does(new ScriptedShopify.Cut());
        assertThat(post(LONG)).isInstanceOf(Delivery.Cut.class);

        var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        free.close();
        assertThat(transport.post(URI.create("http://127.0.0.1:" + free.getLocalPort()), Map.of(), "{}", LONG))
                .isInstanceOf(Delivery.NotSent.class);
        assertThat(transport.post(URI.create("http://unknown.invalid"), Map.of(), "{}", LONG))
                .isInstanceOf(Delivery.NotSent.class);
    }

    @Test
    void givesUpOnAnAnswerThatDoesNotCome() {
        shopify.does(new ScriptedShopify.Stall());

        assertThat(post(SHORT)).isInstanceOf(Delivery.TimedOut.class);
    }

    @Test
    void givesUpOnABodyThatDoesNotEnd() {
        shopify.does(new ScriptedShopify.StallHalfway());

        assertThat(post(SHORT)).isInstanceOf(Delivery.TimedOut.class);
    }

    @Test
    void readsNoMoreThanTheBound() {
        shopify.answers(200, "x".repeat(1_000)).answers(200, "x".repeat(1_001)).answers(200, "{}");

        assertThat(post(LONG)).isInstanceOf(Delivery.Reply.class);
        assertThat(post(LONG)).isEqualTo(new Delivery.Unreadable(200));
        assertThat(post(LONG)).isInstanceOf(Delivery.Reply.class);
    }

    @Test
    void sendsEachRequestOnce() {
        shopify.does(new ScriptedShopify.Cut());

        post(LONG);

        assertThat(shopify.asked()).hasSize(1);
    }

    @Test
    void takesAnInterruptionForACutAndKeepsTheFlag() {
        shopify.does(new ScriptedShopify.Stall());
        Thread.currentThread().interrupt();

        assertThat(post(LONG)).isInstanceOf(Delivery.Cut.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void opensNewConnectionsAfterAPause() throws IOException {
        var connections = new AtomicInteger();
        try (var far = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> acceptAll(far, connections));
            var to = URI.create("http://127.0.0.1:" + far.getLocalPort());

            transport.post(to, Map.of(), "{}", LONG);
            clock.advance(Duration.ofSeconds(10));
            transport.post(to, Map.of(), "{}", LONG);
            assertThat(connections).hasValue(1);

            clock.advance(Duration.ofSeconds(16));
            assertThat(transport.post(to, Map.of(), "{}", LONG)).isInstanceOf(Delivery.Reply.class);
            assertThat(connections).hasValue(2);
        }
    }

    private static void acceptAll(ServerSocket far, AtomicInteger connections) {
        try {
            while (true) {
                var socket = far.accept();
                connections.incrementAndGet();
                Thread.startVirtualThread(() -> answerAll(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static void answerAll(Socket socket) {
        try (socket; var in = socket.getInputStream(); var out = socket.getOutputStream()) {
            var request = new StringBuilder();
            for (var next = in.read(); next >= 0; next = in.read()) {
                request.append((char) next);
                if (request.toString().endsWith("{}")) {
                    request.setLength(0);
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(UTF_8));
                    out.flush();
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }
}
