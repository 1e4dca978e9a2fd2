package com.atom.shopify.aws;

import io.micronaut.core.order.Ordered;
import io.micronaut.crac.OrderedResource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.crac.Context;
import org.crac.Resource;
import software.amazon.awssdk.core.warmup.SdkWarmUp;

/// Makes the snapshot of SnapStart one of a function that has already worked: before the checkpoint each client of AWS on the class
/// path is exercised (without calling its service), and an event without effects goes through the function's own handler. AWS
/// measured the first request after a restore at half the time with it (aws-serverless-java 1.4). It runs before everything else
/// that happens before a checkpoint, so what it may have left in caches is forgotten; where there is no checkpoint, it never runs.
@Singleton
public final class Priming implements OrderedResource {
    private final List<Rehearsal> rehearsals = new ArrayList<>();

    Priming() {}

    /// An event without effects, sent through the function.
    @FunctionalInterface
    public interface Rehearsal {
        void run() throws IOException;
    }

    /// Adds to what is done before the checkpoint.
    public void with(Rehearsal rehearsal) {
        rehearsals.add(rehearsal);
    }

    /// Last, because the order before a checkpoint is the reverse.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) throws IOException {
        SdkWarmUp.warmUp();
        for (var rehearsal : rehearsals) {
            rehearsal.run();
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Connections are opened when they are needed.
    }
}
