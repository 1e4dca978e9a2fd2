package com.atom.shopify.stock;

import com.atom.shopify.id.Gid;
import java.time.Instant;
import java.util.Optional;

/// How much of an item there is at one location.
///
/// @param locationName unknown until Shopify was asked for it once: webhooks name locations by id
/// @param available none where Shopify does not count; negative when more was sold than there was
/// @param onHand what lies there, promised or not, and when that was so: webhooks do not tell it
public record StockLevel(Gid item, Gid location, Optional<String> locationName, Optional<Integer> available,
        Optional<OnHand> onHand, StockVersion version) implements StockFact {

    /// @param asOf when it was read
    public record OnHand(int quantity, Instant asOf) {}
}
