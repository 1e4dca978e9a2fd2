package com.atom.shopify.catalog;

import java.util.function.Function;

/// A value and whether it came from the cache.
public record Cached<T>(T value, Source source) {

    /// Where a value came from.
    public enum Source {
        /// From the cache.
        HIT,
        /// From Shopify, because the cache had nothing current.
        MISS,
        /// From Shopify, because it is never cached or the caller wanted it fresh.
        BYPASS
    }

    public static <T> Cached<T> bypassed(T value) {
        return new Cached<>(value, Source.BYPASS);
    }

    public <U> Cached<U> map(Function<T, U> change) {
        return new Cached<>(change.apply(value), source);
    }
}
