package com.atom.shopify.bench;

import com.atom.shopify.bench.OutsideCall.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/// What the requests of one errand took, and asked of others.
final class Findings {
    private static final Set<Service> READ = Set.of(Service.DYNAMODB_READ);
    private static final Set<Service> WRITE = Set.of(Service.DYNAMODB_WRITE);
    private static final Set<Service> DYNAMODB = Set.of(Service.DYNAMODB_READ, Service.DYNAMODB_WRITE);
    private static final Set<Service> KMS = Set.of(Service.KMS);
    private static final Set<Service> SECRETS = Set.of(Service.SECRETS);
    private static final Set<Service> SHOPIFY = Set.of(Service.SHOPIFY);

    private final Samples total = new Samples();
    private final Samples own = new Samples();
    private final Collection<String> caches = new TreeSet<>();
    private final List<OutsideCall> calls = new ArrayList<>();

    /// A request with what `X-Cache` said and the calls that it made.
    void add(Span span, String cache, List<OutsideCall> its) {
        total.add(span.length());
        own.add(span.without(its.stream().map(OutsideCall::span).toList()));
        caches.add(cache);
        calls.addAll(its);
    }

    void tellTimes(Report.Row row, Findings floor) {
        row.with("x-cache", String.join(",", caches)).with("p50", total.median()).with("p99", total.percentile(99))
                .with("own p50", own.median()).with("own p99", own.percentile(99))
                .with("own p50 ratio", own.median() / floor.own.median())
                .with("own p99 ratio", own.percentile(99) / floor.own.percentile(99))
                .with("p50 above floor", own.median() - floor.own.median()).with("requests", total.size());
    }

    void tellCalls(Report.Row row) {
        row.with("x-cache", String.join(",", caches)).with("dynamodb calls", each(DYNAMODB, _ -> 1))
                .with("read units", each(READ, OutsideCall::cost)).with("write units", each(WRITE, OutsideCall::cost))
                .with("kms calls", each(KMS, _ -> 1)).with("secrets calls", each(SECRETS, _ -> 1))
                .with("shopify calls", each(SHOPIFY, _ -> 1))
                .with("points requested", each(SHOPIFY, OutsideCall::reserved))
                .with("points used", each(SHOPIFY, OutsideCall::cost));
    }

    /// The same for one errand alone, without a floor beside it.
    void tellAlone(Report.Row row) {
        row.with("ms p50", total.median()).with("own ms p50", own.median())
                .with("dynamodb calls", each(DYNAMODB, _ -> 1))
                .with("read units", each(READ, OutsideCall::cost)).with("requests", total.size());
    }

    private double each(Set<Service> services, ToDoubleFunction<OutsideCall> number) {
        return calls.stream().filter(call -> services.contains(call.service())).mapToDouble(number).sum()
                / Math.max(1, total.size());
    }
}
