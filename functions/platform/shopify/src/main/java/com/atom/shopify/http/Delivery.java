package com.atom.shopify.http;

import java.io.IOException;
import java.net.http.HttpHeaders;

/// What became of a request. The cases differ in what the other side may have done.
public sealed interface Delivery {

    /// An answer came, whatever its status.
    record Reply(int status, HttpHeaders headers, String body) implements Delivery {
        @Override
        public String toString() {
            return "Reply[" + status + "]";
        }
    }

    /// An answer came that nobody can read: longer than the bound, or not UTF-8.
    record Unreadable(int status) implements Delivery {}

    /// No connection: nothing was done over there.
    record NotSent(IOException cause) implements Delivery {}

    /// The connection broke: it may have been done.
    record Cut(IOException cause) implements Delivery {}

    /// No whole answer in time: it may have been done, or be done later.
    record TimedOut() implements Delivery {}
}
