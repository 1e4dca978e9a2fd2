package com.atom.shopify.admin;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Waiting, as something that can be replaced.
@FunctionalInterface
interface Pause {

    void of(Duration time) throws InterruptedException;

    /// Time and chance as they are outside of tests.
    @Factory
    final class Real {
        @Singleton
        Pause pause() {
            return Thread::sleep;
        }

        @Singleton
        Clock clock() {
            return Clock.systemUTC();
        }

        @Singleton
        RandomGenerator random() {
            return RandomGenerator.getDefault();
        }
    }
}
