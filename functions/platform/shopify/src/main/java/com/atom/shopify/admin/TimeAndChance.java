package com.atom.shopify.admin;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// Time and chance as they are outside of tests.
@Factory
final class TimeAndChance {

    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Singleton
    Pause pause() {
        return Thread::sleep;
    }

    /// Secure because it takes its seed anew after a restore: instances of one snapshot must not wait in step.
    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }
}
