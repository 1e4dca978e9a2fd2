package com.atom.shopify.webhooks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Which state of a resource a delivery tells of. Deliveries come in any order; the later state wins.
///
/// @param updatedAt when Shopify says that the resource changed last, in whole seconds as a rule
/// @param triggeredAt when the event happened, which tells states of one second apart
/// @param digest of what was said, so that two states that only seem the same are noticed
record Version(Instant updatedAt, Instant triggeredAt, String digest) {
    Version {
        updatedAt = updatedAt.truncatedTo(ChronoUnit.MILLIS);
        triggeredAt = triggeredAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
