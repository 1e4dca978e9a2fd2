package com.atom.shopify.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.bulk.ResultFile;
import com.atom.shopify.bulk.ResultFiles;
import com.atom.shopify.bulk.Row;
import com.atom.shopify.sales.Ledger;
import com.atom.shopify.sales.OrderReader;
import com.atom.shopify.time.Deadline;
import com.fasterxml.jackson.core.JsonFactory;
import io.micronaut.context.ApplicationContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/// Reads the file of a bulk operation for each line of standard input, `ledgers|tokens|heap <address> <rows> <roots> <bytes>`, and says
/// how long it took. The result is the number of orders, of lines, or of the megabytes that are alive with all of it in memory.
public final class BulkLines {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final JsonFactory JSON = new JsonFactory();

    private BulkLines() {}

    public static void main(String[] arguments) throws IOException {
        try (var context = ApplicationContext.builder().banner(false).start();
                var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            var files = context.getBean(ResultFiles.class);
            var orders = context.getBean(OrderReader.class);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var words = line.split(" ");
                var start = System.nanoTime();
                var result = switch (words[0]) {
                    case "ledgers" -> ledgers(files, orders, file(words));
                    case "tokens" -> tokens(files, file(words));
                    case "heap" -> liveMegabytes(files, file(words));
                    default -> throw new IOException(line);
                };
                System.out.println("done " + (System.nanoTime() - start) + " " + result);
            }
        }
    }

    private static ResultFile file(String[] words) {
        return new ResultFile(URI.create(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]),
                Long.parseLong(words[4]));
    }

    /// The sink counts orders and their entries; a test order has none.
    private static long ledgers(ResultFiles files, OrderReader orders, ResultFile file) throws IOException {
        var count = 0L;
        var entries = 0L;
        for (var order : files.joined(file, deadline())) {
            entries += Ledger
                    .of(orders.rows(order.root().json(), order.below().stream().map(Row::json).toList())).entries()
                    .size();
            count++;
        }
        if (entries < count) {
            throw new IOException(count + " orders have " + entries + " entries");
        }
        return count;
    }

    private static long tokens(ResultFiles files, ResultFile file) {
        return files.read(file, (_, row) -> {
            try (var json = JSON.createParser(row.json())) {
                while (json.nextToken() != null) {
                    // each token counts
                }
            }
        }, deadline());
    }

    private static Deadline deadline() {
        return Deadline.in(LONGEST, Clock.systemUTC());
    }

    /// What is alive while the whole window is.
    private static long liveMegabytes(ResultFiles files, ResultFile file) {
        var window = files.joined(file, deadline());
        try {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
        } finally {
            Reference.reachabilityFence(window);
        }
    }
}
