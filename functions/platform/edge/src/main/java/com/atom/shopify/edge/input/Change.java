package com.atom.shopify.edge.input;

/// What an update says of a field that can be empty: nothing, a value, or an explicit null.
public sealed interface Change<T> {

    /// The field was not sent; it stays as it is.
    record Keep<T>() implements Change<T> {}

    /// The field was sent as null; it becomes empty.
    record Clear<T>() implements Change<T> {}

    /// The field gets a new value.
    record To<T>(T value) implements Change<T> {}
}
