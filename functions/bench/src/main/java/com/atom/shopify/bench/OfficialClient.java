package com.atom.shopify.bench;

import com.atom.shopify.bench.client.Pages;
import com.atom.shopify.local.FunctionHost;
import com.atom.shopify.local.LocalPlatform;
import com.atom.shopify.routes.LambdaFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// The same product page through our client and through Shopify's official one for Node, each in a process of its own against the
/// same simulator, in turns and one request at a time.
final class OfficialClient {
    private static final int PRODUCTS = 50;
    private static final int WARM_UP = 500;
    private static final int ROUNDS = 400;
    private static final int ROUNDS_PER_BUDGET = 50;
    private static final String DOCUMENTS = "functions/lambdas/commerce/src/main/resources/com/atom/shopify/products";

    private final LocalPlatform platform;
    private final Path root;

    OfficialClient(LocalPlatform platform, Path root) {
        this.platform = platform;
        this.root = root;
    }

    Report measure() throws IOException {
        var node = NodeScripts.install(root);
        var jars = FunctionJars.of(LambdaFunction.COMMERCE, root);
        var merchant = Merchant.connect(platform, "bench-pages");
        var environment = Map.of("SHOPIFY_BASE_URL", platform.shopify().toString(), "BENCH_SHOP", merchant.shop(),
                "BENCH_TOKEN", merchant.accessToken("read_products"), "BENCH_DOCUMENTS",
                root.resolve(DOCUMENTS).toString(),
                "BENCH_API_VERSION", "2026-10");
        var quick = new Side("ours, quick compiler only (no SnapStart)");
        var both = new Side("ours, both compilers (SnapStart)");
        var theirs = new Side("@shopify/shopify-api " + node.version() + ", Node");
        var sides = List.of(quick, both, theirs);
        try (var java = jars.run(Pages.class, FunctionHost.JVM, environment);
                var warmJava = jars.run(Pages.class, FunctionJars.BOTH_COMPILERS, environment);
                var official = node.run("pages.mjs", environment)) {
            for (var round = 0; round < WARM_UP + ROUNDS; round++) {
                if (round % ROUNDS_PER_BUDGET == 0) {
                    merchant.refill();
                }
                quick.times().add(java.take("", PRODUCTS).took());
                both.times().add(warmJava.take("", PRODUCTS).took());
                theirs.times().add(official.take("", PRODUCTS).took());
            }
        }
        // They took turns; what came before was for connecting the store.
        var served = merchant.requestsAtShopify();
        var before = served.size() - sides.size() * (WARM_UP + ROUNDS);
        for (var i = 0; i < served.size() - before; i++) {
            sides.get(i % sides.size()).served().add(OutsideCall.toShopify(served.get(before + i)).span().length());
        }
        var report = new Report("official-client",
                "A page of 50 products from the simulator, ms: our client against Shopify's for Node; own is without the simulator");
        sides.forEach(side -> side.tell(report.row(side.name()), theirs));
        return report;
    }

    private record Side(String name, List<Duration> times, List<Duration> served) {
        Side(String name) {
            this(name, new ArrayList<>(), new ArrayList<>());
        }

        Samples total() {
            return samples(i -> times.get(i));
        }

        Samples own() {
            return samples(i -> times.get(i).minus(served.get(i)));
        }

        private Samples samples(IntFunction<Duration> time) {
            var samples = new Samples();
            IntStream.range(WARM_UP, times.size()).mapToObj(time).forEach(samples::add);
            return samples;
        }

        void tell(Report.Row row, Side other) {
            row.with("first", times.getFirst().toNanos() / 1e6).with("p50", total().median())
                    .with("p99", total().percentile(99)).with("own p50", own().median())
                    .with("own p99", own().percentile(99)).with("p50 ratio", total().median() / other.total().median())
                    .with("p99 ratio", total().percentile(99) / other.total().percentile(99))
                    .with("own p50 ratio", own().median() / other.own().median()).with("pages", total().size());
        }
    }
}
