package com.atom.shopify.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/// Collects a body of UTF-8 text up to a bound. The text is empty when the body is longer, or not UTF-8; what lies beyond the
/// bound is not read.
final class BoundedBody implements BodySubscriber<Optional<String>> {
    private static final char REPLACEMENT = '\uFFFD';

    private final int longest;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private final CompletableFuture<Optional<String>> text = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    BoundedBody(int longest) {
        this.longest = longest;
    }

    @Override
    public CompletionStage<Optional<String>> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (var part : parts) {
            if (part.remaining() > longest - collected.size()) {
                if (subscription != null) {
                    subscription.cancel();
                }
                text.complete(Optional.empty());
                return;
            }
            var bytes = new byte[part.remaining()];
            part.get(bytes);
            collected.writeBytes(bytes);
        }
    }

    @Override
    public void onError(Throwable trouble) {
        text.completeExceptionally(trouble);
    }

    @Override
    public void onComplete() {
        // Replaces what is malformed in silence, and is much quicker than a decoder that reports it.
        var quick = collected.toString(UTF_8);
        text.complete(quick.indexOf(REPLACEMENT) < 0 || isUtf8() ? Optional.of(quick) : Optional.empty());
    }

    private boolean isUtf8() {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(collected.toByteArray()));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
