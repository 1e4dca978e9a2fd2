package com.atom.shopify.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
    private static final Subscription ENDLESS = new Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    };

    private static Optional<String> read(byte[]... parts) {
        var body = new BoundedBody(10);
        body.onSubscribe(ENDLESS);
        for (var part : parts) {
            body.onNext(List.of(ByteBuffer.wrap(part)));
        }
        body.onComplete();
        return body.getBody().toCompletableFuture().join();
    }

    @Test
    void joinsACharacterThatArrivesInTwoParts() {
        var bytes = "aü".getBytes(UTF_8);

        assertThat(read(new byte[]{bytes[0], bytes[1]}, new byte[]{bytes[2]})).contains("aü");
    }

    @Test
    void isEmptyBeyondTheBound() {
        assertThat(read(new byte[10])).isPresent();
        assertThat(read(new byte[9], new byte[2])).isEmpty();
    }

    @Test
    void isEmptyWhenItIsNotUtf8() {
        assertThat(read(new byte[]{(byte) 0xff})).isEmpty();
    }

    @Test
    void keepsTheCharacterThatStandsForBrokenOnes() {
        assertThat(read("a\uFFFD".getBytes(UTF_8))).contains("a\uFFFD");
        assertThat(read("\uFFFD".getBytes(UTF_8), new byte[]{(byte) 0xc3})).isEmpty();
    }
}
