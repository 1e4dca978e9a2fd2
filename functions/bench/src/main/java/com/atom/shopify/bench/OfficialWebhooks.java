package com.atom.shopify.bench;

import com.atom.shopify.bench.client.Deliveries;
import com.atom.shopify.bench.client.Sends;
import com.atom.shopify.local.FunctionHost;
import com.atom.shopify.local.LocalPlatform;
import com.atom.shopify.routes.LambdaFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The same signed deliveries, as API Gateway's events, through our intake with everything that it does, and through the check of
/// signatures in Shopify's official library for Node: each in a process of its own, in turns and one at a time.
final class OfficialWebhooks {
    private static final int WARM_UP = 500;
    private static final int ROUNDS = 500;
    private static final int OK = 200;
    /// Of those that call AWS: in the SDK, and in its requests.
    private static final int PARTS = 2;
    private static final List<Integer> SIZES = List.of(4_000, 60_000);

    private final LocalPlatform platform;
    private final Path root;

    OfficialWebhooks(LocalPlatform platform, Path root) {
        this.platform = platform;
        this.root = root;
    }

    /// @param takesEvents or the bare text of a message
    private record Side(String name, boolean takesEvents, TimedProcess process, List<TimedProcess.Done> done) {
        Side(String name, boolean takesEvents, TimedProcess process) {
            this(name, takesEvents, process, new ArrayList<>());
        }

        /// What cannot be queued in time on a busy machine is delivered again, as Shopify does, and the longer time counts.
        void take(String line) throws IOException {
            var first = process.take(line);
            done.add(first.result() == OK ? first : process.take(line, OK).after(first));
        }

        Samples warm(Function<TimedProcess.Done, Duration> time) {
            var samples = new Samples();
            done.stream().skip(WARM_UP).map(time).forEach(samples::add);
            return samples;
        }

        Samples own() {
            return warm(TimedProcess.Done::own);
        }
    }

    Report measure() throws IOException {
        var report = new Report("official-webhooks",
                "One delivery, ms: our intake (parse, verify, queue, log), what of it is in AWS's SDK and in the request to the"
                        + " queue, against the SDK's send alone and against Shopify's library for Node, which parses and verifies only");
        var node = NodeScripts.install(root);
        var jars = FunctionJars.of(LambdaFunction.INTAKE, root);
        var ours = platform.environment(LambdaFunction.INTAKE);
        var theirs = Map.of("BENCH_SECRET", platform.clientSecret(), "BENCH_API_VERSION", "2026-10");
        for (var size : SIZES) {
            // As long as the message of a delivery, whose body is in Base64.
            var message = "x".repeat(size * 4 / 3 + 500);
            try (var quick = jars.run(Deliveries.class, FunctionHost.JVM, ours);
                    var both = jars.run(Deliveries.class, FunctionJars.BOTH_COMPILERS, ours);
                    var send = jars.run(Sends.class, FunctionJars.BOTH_COMPILERS, ours);
                    var official = node.run("deliveries.mjs", theirs)) {
                var library = new Side("@shopify/shopify-api " + node.version() + ", Node", true, official);
                var sides = List.of(new Side("ours, quick compiler only (no SnapStart)", true, quick),
                        new Side("ours, both compilers (SnapStart)", true, both), library,
                        new Side("the SDK's send alone, both compilers", false, send));
                for (var round = 0; round < WARM_UP + ROUNDS; round++) {
                    var delivery = SignedDelivery.event(platform.clientSecret(), size);
                    for (var side : sides) {
                        side.take(side.takesEvents() ? delivery : message);
                    }
                }
                sides.forEach(side -> tell(report.row(size / 1_000 + " KB, " + side.name()), side, library));
            }
        }
        return report;
    }

    private static void tell(Report.Row row, Side side, Side library) {
        row.with("first", side.done().getFirst().took().toNanos() / 1e6);
        tell(row, "whole", side.warm(TimedProcess.Done::took));
        if (side.done().getFirst().parts().size() == PARTS) {
            tell(row, "SDK", side.warm(done -> done.parts().getFirst()));
            tell(row, "request", side.warm(done -> done.parts().getLast()));
        }
        if (side.takesEvents()) {
            tell(row, "own", side.own());
            row.with("own p50 ratio", side.own().median() / library.own().median())
                    .with("own a second", (int) (1_000 / side.own().mean()))
                    .with("a second ratio", library.own().mean() / side.own().mean());
        }
        row.with("deliveries", side.own().size());
    }

    private static void tell(Report.Row row, String part, Samples samples) {
        row.with(part + " p50", samples.median()).with(part + " p99", samples.percentile(99));
    }
}
