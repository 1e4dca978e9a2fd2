package com.atom.shopify.admin;

import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.time.Deadline;
import java.time.Duration;

/// A call on its way down the chain. It is the same at each try. Calls of
/// one `kind` have about the same price.
record Request(ShopDomain shop, AccessToken token, Operation<?> operation, String kind, String body,
        Deadline deadline) {
    private static final Duration LEFT_FOR_A_WRITE = Duration.ofSeconds(10);

    /// Whether there is time to send now. A mutation that our own deadline cut off would leave its outcome unknown.
    boolean canBeSent() {
        return canBeSentAfter(Duration.ZERO);
    }

    /// Whether there is time to wait that long and send then.
    boolean canBeSentAfter(Duration wait) {
        return operation.isMutation() ? allowsAWrite(deadline, wait) : deadline.allows(wait);
    }

    /// Whether there is time to wait that long and send a mutation then.
    static boolean allowsAWrite(Deadline deadline, Duration wait) {
        return deadline.left().minus(wait).compareTo(LEFT_FOR_A_WRITE) >= 0;
    }

    @Override
    public String toString() {
        return operation + " for " + shop;
    }
}
