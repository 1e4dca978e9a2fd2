package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// A subscriber on this machine: takes webhooks, or refuses them with the status that it is told to.
final class Receiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicBoolean hanging = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    /// One request as it came.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Received(String path, Headers headers, byte[] body) {
        String header(String name) {
            return Objects.requireNonNullElse(headers.getFirst(name), "");
        }

        String topic() {
            return header("X-Shopify-Topic");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                var headers = new Headers();
                headers.putAll(exchange.getRequestHeaders());
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                received.add(new Received(exchange.getRequestURI().getPath(), headers, body));
                if (hanging.get()) {
                    Awaitility.await().forever().until(closed::get);
                }
                exchange.sendResponseHeaders(status.get(), -1);
            }
        });
        server.start();
    }

    String uri(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void answer(int code) {
        status.set(code);
    }

    /// From now on nobody gets an answer.
    void hang() {
        hanging.set(true);
    }

    void forget() {
        received.clear();
    }

    List<Received> all() {
        return List.copyOf(received);
    }

    List<String> topics() {
        return received.stream().map(Received::topic).toList();
    }

    /// The webhooks of a topic, as soon as there are so many.
    List<Received> await(String topic, int number) {
        Awaitility.await("%s to come %d times".formatted(topic, number))
                .until(() -> of(topic).size() >= number);
        assertThat(of(topic)).hasSize(number);
        return of(topic);
    }

    Received await(String topic) {
        return await(topic, 1).getFirst();
    }

    private List<Received> of(String topic) {
        return received.stream().filter(one -> one.topic().equals(topic)).toList();
    }

    @Override
    public void close() {
        closed.set(true);
        server.stop(0);
    }
}
