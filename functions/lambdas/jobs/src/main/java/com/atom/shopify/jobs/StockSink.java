package com.atom.shopify.jobs;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.bulk.Joined;
import com.atom.shopify.bulk.Row;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.Trouble;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.stock.StockFact;
import com.atom.shopify.stock.StockIndex;
import com.atom.shopify.stock.StockJson;
import com.atom.shopify.sync.Sink;
import com.atom.shopify.sync.Subject;
import com.atom.shopify.sync.Syncs;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Writes into the index of stock what rows say of it: variants, items, levels.
record StockSink(Subject subject, String document, StockJson json, StockIndex index, ForgetGone gone) implements Sink {

    @Override
    public int take(ShopDomain shop, List<Joined> objects, Instant asOf) {
        return index.record(shop, objects.stream()
                .flatMap(object -> Stream.concat(Stream.of(object.root()), object.below().stream()))
                .map(row -> fact(row, asOf)).flatMap(Optional::stream).toList());
    }

    /// Whatever a sync of all items did not see is asked for, and then everything is known; what comes later is delivered, or read every
    /// night, when a part of what was silent is asked for.
    @Override
    public OptionalInt through(Errand at, Instant from, Instant until) {
        return switch (subject) {
            case INVENTORY -> from.isAfter(Syncs.BEGINNING)
                    ? gone.since(at, until, ForgetGone.MOST_A_NIGHT)
                    : complete(at, until);
            case PRODUCTS, ORDERS, CUSTOMERS -> OptionalInt.of(0);
        };
    }

    private OptionalInt complete(Errand at, Instant until) {
        var forgotten = gone.since(at, until, Integer.MAX_VALUE);
        if (forgotten.isPresent()) {
            index.completeSince(at.shop(), until);
        }
        return forgotten;
    }

    private Optional<StockFact> fact(Row row, Instant asOf) {
        try {
            return json.bulkRow(row.json(), asOf);
        } catch (IOException foreign) {
            throw new FailureException(Trouble.badAnswer(), foreign);
        }
    }
}
