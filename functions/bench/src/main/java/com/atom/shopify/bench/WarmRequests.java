package com.atom.shopify.bench;

import com.atom.shopify.bench.OutsideCall.Service;
import com.atom.shopify.local.LocalPlatform;
import com.atom.shopify.routes.LambdaFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Requests through the gateway to warm functions, one at a time: how long they take, how much of that is ours and not the wait
/// for DynamoDB, KMS and Shopify, and what they ask of those.
final class WarmRequests {
    private static final int WARM_UP = 150;
    private static final int ROUNDS = 400;
    private static final int ROUNDS_PER_BUDGET = 40;
    /// So many users that none comes near the API's rate limits.
    private static final int USERS = 4;

    private final LocalPlatform platform;
    private final Path root;
    private final Clock clock = Clock.systemUTC();
    private final List<Done> done = new ArrayList<>();

    WarmRequests(LocalPlatform platform, Path root) {
        this.platform = platform;
        this.root = root;
    }

    private record Done(Errand errand, Span span, String cache) {}

    /// One who reads the same product and its list, and one with another store who writes, because a write may empty the cache of
    /// its store.
    private record Pair(Merchant reader, String product, Merchant writer) {}

    List<Report> measure() throws IOException {
        var pairs = new ArrayList<Pair>();
        for (var i = 0; i < USERS; i++) {
            var reader = Merchant.connect(platform, "bench-reader-" + i);
            var list = Merchant.answer(Errand.LIST.request(reader, platform.api().toString(), "", UUID.randomUUID()));
            pairs.add(new Pair(reader, Merchant.JSON.readTree(list.body()).at("/data/0/id").asText(),
                    Merchant.connect(platform, "bench-writer-" + i)));
        }
        try (var floor = platform.inPlaceOf(LambdaFunction.COMMERCE, Floor.HANDLER, Floor.zip(root))) {
            floor.awaitReady();
            var beforeFloor = platform.gatewayBefore(Map.of(LambdaFunction.COMMERCE, floor)).toString();
            for (var round = 0; round < WARM_UP + ROUNDS; round++) {
                if (round == WARM_UP) {
                    startCounting();
                }
                if (round % ROUNDS_PER_BUDGET == 0) {
                    refill(pairs);
                }
                var key = UUID.randomUUID();
                for (var errand : Errand.values()) {
                    run(errand, pairs.get(round % USERS), key,
                            errand == Errand.FLOOR ? beforeFloor : platform.api().toString());
                }
            }
        }
        return reports(outsideCalls(pairs));
    }

    private void startCounting() {
        done.clear();
        platform.dynamoDb().countUnits();
        platform.dynamoDb().forgetCalls();
        platform.kms().forgetCalls();
        platform.secrets().forgetCalls();
    }

    private static void refill(List<Pair> pairs) throws IOException {
        for (var pair : pairs) {
            pair.reader().refill();
            pair.writer().refill();
        }
    }

    private void run(Errand errand, Pair pair, UUID key, String api) throws IOException {
        var request = errand.request(errand.isWrite() ? pair.writer() : pair.reader(), api, pair.product(), key);
        var at = clock.instant();
        var start = System.nanoTime();
        var answer = Merchant.answer(request);
        var span = new Span(at, Duration.ofNanos(System.nanoTime() - start));
        var cache = answer.headers().firstValue("x-cache").orElse("-");
        // A page that has just left the cache is a miss like those that are asked for.
        if (!errand.wantsCached() || !cache.equals("MISS")) {
            done.add(new Done(errand, span, cache));
        }
    }

    private List<OutsideCall> outsideCalls(List<Pair> pairs) throws IOException {
        var calls = new ArrayList<OutsideCall>();
        platform.dynamoDb().answers().forEach(answer -> calls.add(OutsideCall.toDynamoDb(answer)));
        platform.kms().answers().forEach(answer -> calls.add(OutsideCall.of(Service.KMS, answer)));
        platform.secrets().answers().forEach(answer -> calls.add(OutsideCall.of(Service.SECRETS, answer)));
        for (var pair : pairs) {
            pair.reader().requestsAtShopify().forEach(request -> calls.add(OutsideCall.toShopify(request)));
            pair.writer().requestsAtShopify().forEach(request -> calls.add(OutsideCall.toShopify(request)));
        }
        return calls;
    }

    /// Only one request is under way at a time, so a call belongs to the request during which it began.
    private List<Report> reports(List<OutsideCall> calls) {
        var found = new EnumMap<Errand, Findings>(Errand.class);
        for (var each : done) {
            found.computeIfAbsent(each.errand(), _ -> new Findings()).add(each.span(), each.cache(),
                    calls.stream().filter(call -> each.span().holds(call.span().start())).toList());
        }
        var floor = found.getOrDefault(Errand.FLOOR, new Findings());
        var latency = new Report("latency",
                "Warm requests through the gateway, ms: own is without the wait for DynamoDB, KMS and Shopify; ratios to the floor");
        var requests = new Report("requests", "What one warm request asks of others, on average");
        found.forEach((errand, findings) -> {
            findings.tellTimes(latency.row(errand.title()), floor);
            findings.tellCalls(requests.row(errand.title()));
        });
        return List.of(latency, requests);
    }
}
