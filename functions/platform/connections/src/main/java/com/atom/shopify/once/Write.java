package com.atom.shopify.once;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One write that a caller wants to happen once. All attempts under one `Idempotency-Key` have the same key here, which is
/// the key for Shopify's own `@idempotent` and the natural name of what is created.
public final class Write {
    private final UUID key;
    private final Optional<Sent> sent;
    private final Runnable sending;
    private final Consumer<String> deciding;
    private volatile Optional<String> decided;
    private volatile boolean changed;

    Write(UUID key, Optional<Sent> sent, Optional<String> decided, Runnable sending, Consumer<String> deciding) {
        this.key = key;
        this.sent = sent;
        this.decided = decided;
        this.sending = sending;
        this.deciding = deciding;
    }

    /// When a write may have reached Shopify: not before the first attempt began, not after the last one that sent it must have
    /// ended.
    public record Sent(Instant from, Instant until) {}

    /// A write that nobody can name again.
    public static Write unnamed() {
        return new Write(UUID.randomUUID(), Optional.empty(), Optional.empty(), () -> {}, _ -> {});
    }

    public UUID key() {
        return key;
    }

    /// When earlier attempts may have done it, if there were any whose outcome nobody knows.
    public Optional<Sent> sent() {
        return sent;
    }

    /// Whether an earlier attempt may have done it already.
    public boolean mayHaveHappened() {
        return sent.isPresent();
    }

    /// What it says that the request does not, because it follows from how things stand: decided once, before it is first sent,
    /// and the same for all attempts. Where an earlier attempt has decided nothing, it has sent nothing either. Fails with
    /// `write.outcome-unknown` when another attempt has begun.
    public String decided(Supplier<String> now) {
        if (decided.isEmpty()) {
            var decision = now.get();
            deciding.accept(decision);
            decided = Optional.of(decision);
        }
        return decided.get();
    }

    /// It is about to be sent once more, which attempts to come must know. Fails with `write.outcome-unknown` when one of them
    /// has begun.
    public void sendingAgain() {
        sending.run();
    }

    /// Whether this attempt has got an answer to a mutation.
    public boolean hasChanged() {
        return changed;
    }

    /// Shopify has answered a mutation of this attempt.
    public void changed() {
        changed = true;
    }
}
