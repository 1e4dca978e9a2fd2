package com.atom.shopify.admin;

import com.atom.shopify.id.ShopDomain;
import java.time.Duration;
import java.time.Instant;

/// The line in which all instances stand for a store's budget: one mark per store, the moment at which its bucket would be full
/// again if everybody in line were served.
@FunctionalInterface
public interface Line {

    /// Moves the mark by so much, from `known` or from where it stands, whichever is later, and returns where it stands then.
    /// Giving a place back is a move by less than nothing. Never fails, because a call must neither be lost nor seem to have
    /// failed after it was made: whoever cannot be heard moves the mark from `known`, for himself alone.
    Instant move(ShopDomain shop, Instant known, Duration by);
}
