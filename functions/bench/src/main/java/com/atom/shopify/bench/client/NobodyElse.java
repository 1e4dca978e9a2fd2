package com.atom.shopify.bench.client;

import com.atom.shopify.admin.Line;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.once.SharedLine;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/// A line in which only the benchmark stands: the other client knows no other instances either.
@Singleton
@Replaces(SharedLine.class)
final class NobodyElse implements Line {
    private Instant mark = Instant.EPOCH;

    @Override
    public synchronized Instant move(ShopDomain shop, Instant known, Duration by) {
        mark = (mark.isBefore(known) ? known : mark).plus(by);
        return mark;
    }
}
