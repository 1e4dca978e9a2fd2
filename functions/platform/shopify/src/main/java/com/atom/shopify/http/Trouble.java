package com.atom.shopify.http;

import com.atom.shopify.failure.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/// The failures that mean the same wherever Shopify answers, in words of ours: no text of Shopify's gets into them.
public final class Trouble {
    private static final Duration LEAST_WAIT = Duration.ofSeconds(1);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,3})?");

    private Trouble() {}

    public static Failure badAnswer() {
        return new Failure.Upstream("shopify.bad-answer", "Shopify gave an answer that makes no sense to us.");
    }

    public static Failure unavailable() {
        return new Failure.Upstream("shopify.unavailable", "Shopify failed; try again.");
    }

    public static Failure timedOut() {
        return new Failure.TimedOut("shopify.timeout", "Shopify did not answer in time.");
    }

    public static Failure noTimeLeft() {
        return new Failure.TimedOut("shopify.timeout", "There was no time left to ask Shopify.");
    }

    public static Failure frozen() {
        return new Failure.Conflict("store.frozen", "Shopify has frozen the store until its merchant pays.");
    }

    public static Failure locked() {
        return new Failure.Conflict("store.locked", "Shopify has locked the store.");
    }

    public static Failure shopNotFound() {
        return new Failure.Upstream("shopify.shop-not-found", "Shopify does not know this store, or it is closed.");
    }

    public static Failure rejected() {
        return new Failure.Upstream("shopify.rejected", "Shopify rejected the request as suspicious.");
    }

    public static Failure limited(Duration retryAfter) {
        return new Failure.Limited("shopify.throttled", "The store's budget at Shopify is used up for now.",
                retryAfter);
    }

    /// What `Retry-After` asks for, at least a second (shopify.dev, response codes: 429 "may carry Retry-After").
    public static Duration retryAfter(Delivery.Reply reply) {
        var asked = reply.headers().firstValue("Retry-After").filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValueExact()))
                .orElse(LEAST_WAIT);
        return asked.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : asked;
    }
}
