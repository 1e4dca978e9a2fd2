package com.atom.shopify.queue;

import com.atom.shopify.id.ShopDomain;
import java.time.Duration;

/// What is sent to a queue.
///
/// @param group whose message it is, for fairness between groups: the shop's domain as a rule
/// @param delay how long nobody gets it, 15 minutes at most
public record Message(String body, String group, Duration delay) {
    /// The longest that SQS keeps a message back.
    public static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    /// The group of what came without one: what AWS itself puts into a queue has none, and none may be empty.
    static final String NO_GROUP = "unknown";

    /// For a shop, at once.
    public static Message of(ShopDomain shop, String body) {
        return new Message(body, shop.value(), Duration.ZERO);
    }
}
