package com.atom.shopify.local;

import java.time.Duration;

/// How many processes a function may have, how long one may take to be ready, and how long an answer may take.
record Limits(int processes, Duration start, Duration answer) {

    /// What API Gateway allows an integration is 30 s; Lambda's own limit is set just below.
    static Limits of(int processes) {
        return new Limits(processes, Duration.ofSeconds(60), Duration.ofSeconds(29));
    }
}
