package com.atom.shopify.reports;

import com.atom.shopify.reports.Section.Remark;
import com.atom.shopify.sales.SalesFigures;
import java.util.function.Function;
import java.util.stream.Stream;

/// What figures are compared with. A time of which orders may be missing would make any growth look larger than it is, so it is not
/// compared with, and that is said.
///
/// @param name of the time, such as `the week before`
record Baseline(SalesFigures.Known figures, String name) {

    /// What stands beside the figures; nothing where there is no comparison.
    String compared() {
        return figures.partial() ? "" : name;
    }

    Value value(Function<SalesFigures.Known, Value> value) {
        return figures.partial() ? new Value.None() : value.apply(figures);
    }

    Stream<Section> remark() {
        return figures.partial()
                ? Stream.of(new Remark("Not compared with " + name,
                        "Orders of " + name + " may be missing, as the store's orders were not read that far back."))
                : Stream.of();
    }
}
