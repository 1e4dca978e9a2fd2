package com.atom.shopify.edge.input;

/// The way in which a list is ordered.
public enum Direction {
    /// The least first.
    ASC,
    /// The greatest first.
    DESC
}
