package com.atom.shopify.sync;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.bulk.Joined;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What takes in the objects of a subject. There is at most one for each.
public interface Sink {

    /// With less time left, nothing more is begun, and the next message goes on.
    Duration TIME_FOR_A_STEP = Duration.ofSeconds(20);

    Subject subject();

    /// The bulk query that asks for what the sink wants to know, with the search `"WINDOW"` at its one root connection.
    String document();

    /// What is asked for when Shopify refuses that: less, of which the sink reads the rest by itself.
    default Optional<String> plainDocument() {
        return Optional.empty();
    }

    /// Takes objects in. It may be called again with the same ones, and with older states of them than it holds; either changes
    /// nothing.
    ///
    /// @param asOf when Shopify was asked for them
    /// @param tells whether the platform is told of those that were not what was held
    Taken take(Errand at, List<Joined> objects, Instant asOf, boolean tells);

    /// What was taken in.
    ///
    /// @param count how many of the objects, from the first on; not all of them when there is less than [#TIME_FOR_A_STEP] left
    /// @param changed how many of those were not what was held
    record Taken(int count, int changed) {}

    /// Everything of the store that was changed last in a range of time was taken in; what is left to do then may be done again.
    ///
    /// @return how much more was not as it was held; none when there was no time for all of it, and then this is called again
    default OptionalInt through(Errand at, Instant from, Instant until) {
        return OptionalInt.of(0);
    }
}
