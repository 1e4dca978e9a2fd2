package com.atom.shopify.admin;

import java.time.Duration;

/// Waiting, as something that can be replaced.
@FunctionalInterface
public interface Pause {

    void of(Duration time) throws InterruptedException;
}
