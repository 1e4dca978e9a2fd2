package com.atom.shopify.sync;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.bulk.Joined;
import com.atom.shopify.id.ShopDomain;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/// What takes in the objects of a subject. There is at most one for each.
public interface Sink {

    Subject subject();

    /// The bulk query that asks for what the sink wants to know, with the search `"WINDOW"` at its one root connection.
    String document();

    /// Takes objects in. It may be called again with the same ones, and with older states of them than it holds; either changes
    /// nothing.
    ///
    /// @param asOf when Shopify was asked for them
    /// @param tells whether the platform is told of those that were not what was held
    /// @return how many of them were not
    int take(ShopDomain shop, List<Joined> objects, Instant asOf, boolean tells);

    /// Everything of the store that was changed last in a range of time was taken in; what is left to do then may be done again.
    ///
    /// @return how much more was not as it was held; none when there was no time for all of it, and then this is called again
    default OptionalInt through(Errand at, Instant from, Instant until) {
        return OptionalInt.of(0);
    }
}
