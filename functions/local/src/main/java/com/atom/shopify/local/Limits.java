package com.atom.shopify.local;

import com.atom.shopify.routes.LambdaFunction;
import java.time.Duration;

/// How many processes a function may have, how long one may take to be ready, and how long an answer may take.
record Limits(int processes, Duration start, Duration answer) {

    static Limits of(LambdaFunction function, int processes) {
        return new Limits(processes, Duration.ofSeconds(60), function.timeout());
    }
}
