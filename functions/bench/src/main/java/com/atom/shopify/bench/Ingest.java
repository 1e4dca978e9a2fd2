package com.atom.shopify.bench;

import com.atom.shopify.bench.client.BulkLines;
import com.atom.shopify.local.FunctionHost;
import com.atom.shopify.local.LocalPlatform;
import com.atom.shopify.routes.LambdaFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The files of a backfill, window for window as a sync reads them: downloaded, parsed, joined, made to ledgers and counted, in a
/// process with the heap that the budget allows. Beside it the floor: the same bytes from the same place, every line looked through
/// by the JSON parser alone.
final class Ingest {
    /// What syncs send.
    private static final String QUERY = "com/atom/shopify/jobs/BulkOrders.graphql";
    private static final int WINDOW = 25_000;
    private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);
    private static final String HEAP = "-Xmx256m";
    private static final int FLOOR_WINDOWS = 4;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final LocalPlatform platform;
    private final Path root;

    Ingest(LocalPlatform platform, Path root) {
        this.platform = platform;
        this.root = root;
    }

    /// A file as Shopify leaves it.
    private record File(String address, int rows, int orders, long bytes) {
        String line(String how) {
            return how + " " + address + " " + rows + " " + orders + " " + bytes;
        }
    }

    Report measure() throws IOException {
        var report = new Report("ingest",
                "A backfill's files to counted ledgers, heap of 256 MB: orders a second, and the"
                        + " MB alive with a whole window of 25,000 orders in memory");
        var jars = FunctionJars.of(LambdaFunction.JOBS, root);
        var flags = new ArrayList<>(FunctionJars.BOTH_COMPILERS);
        flags.removeIf(flag -> flag.startsWith("-Xmx"));
        flags.add(HEAP);
        var quick = new ArrayList<>(FunctionHost.JVM);
        quick.removeIf(flag -> flag.startsWith("-Xmx"));
        quick.add(HEAP);
        var small = file(jars, "bench-ten-thousand", SIZES.getFirst());
        var window = file(jars, "bench-window", WINDOW);
        var environment = platform.environment(LambdaFunction.JOBS);
        var floor = floor(jars, flags, environment, window);
        report.row("the parser alone, " + FLOOR_WINDOWS * WINDOW).with("orders a second", (int) floor).with("ratio",
                1.0);
        for (var size : SIZES) {
            for (var compilers : Map.of("both compilers (SnapStart)", flags, "quick compiler only", quick).entrySet()) {
                try (var process = jars.run(BulkLines.class, compilers.getValue(), environment)) {
                    var time = Duration.ZERO;
                    for (var left = size; left > 0; left -= WINDOW) {
                        var file = size < WINDOW ? small : window;
                        time = time.plus(process.take(file.line("ledgers"), file.orders()).took());
                    }
                    var rate = size / (time.toNanos() / 1e9);
                    report.row(size + " orders, " + compilers.getKey()).with("orders a second", (int) rate)
                            .with("ratio", rate / floor)
                            .with("live heap MB", process.take(window.line("heap")).result())
                            .with("windows", Math.ceilDiv(size, WINDOW));
                }
            }
        }
        return report;
    }

    private static double floor(FunctionJars jars, List<String> flags, Map<String, String> environment, File window)
            throws IOException {
        try (var process = jars.run(BulkLines.class, flags, environment)) {
            var time = Duration.ZERO;
            for (var at = 0; at < FLOOR_WINDOWS; at++) {
                time = time.plus(process.take(window.line("tokens"), window.rows()).took());
            }
            return FLOOR_WINDOWS * WINDOW / (time.toNanos() / 1e9);
        }
    }

    /// Lets the simulator run our bulk query over a shop with so many orders.
    private File file(FunctionJars jars, String name, int orders) throws IOException {
        var merchant = Merchant.of(platform, name, "\"orders\":" + orders + ",\"history\":true");
        var token = merchant.accessToken("read_orders,read_all_orders,read_customers,read_products,read_locations");
        var id = merchant.graphql(token,
                "mutation Run($query: String!) { bulkOperationRunQuery(query: $query, groupObjects: false) {"
                        + " bulkOperation { id } userErrors { message } } }",
                Map.of("query", jars.resource(QUERY).replace("WINDOW", "")))
                .at("/bulkOperationRunQuery/bulkOperation/id")
                .asText();
        while (true) {
            var found = merchant
                    .graphql(token, "query Read($id: ID!) { bulkOperation(id: $id) { status errorCode objectCount"
                            + " rootObjectCount fileSize url } }", Map.of("id", id))
                    .path("bulkOperation");
            switch (found.path("status").asText()) {
                case "CREATED", "RUNNING" -> Merchant.pause(BETWEEN_LOOKS);
                case "COMPLETED" -> {
                    return new File(found.path("url").asText(), found.path("objectCount").asInt(),
                            found.path("rootObjectCount").asInt(), found.path("fileSize").asLong());
                }
                default -> throw new IOException("the bulk operation ended as " + found);
            }
        }
    }
}
