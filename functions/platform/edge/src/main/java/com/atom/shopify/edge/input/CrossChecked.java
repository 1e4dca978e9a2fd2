package com.atom.shopify.edge.input;

/// A record that has rules which no component can check alone.
public interface CrossChecked {

    /// Adds what is wrong with the record as a whole; every component is sound by itself.
    void check(Problems problems);
}
