package com.atom.shopify.admin;

import org.jspecify.annotations.Nullable;

/// What an answer means, and what it says of its price.
record Verdict(Outcome outcome, @Nullable Cost cost) {

    static Verdict of(Outcome outcome) {
        return new Verdict(outcome, null);
    }
}
