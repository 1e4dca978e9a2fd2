package com.atom.shopify.bench;

import com.atom.shopify.local.LocalPlatform;
import com.atom.shopify.local.StartFailure;
import com.atom.shopify.routes.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `mvn -Pbench verify`: starts the product as `mvn -Plocal` does, measures, prints tables, writes `functions/bench/results`. With
/// `-Dbench.only=ingest,client` only these.
public final class Main {
    /// What the routes need, and the whole past of a store.
    private static final String SCOPES = Stream
            .concat(Route.all().stream().flatMap(route -> route.scopes().stream()), Stream.of("read_all_orders"))
            .distinct().sorted().collect(Collectors.joining(","));
    private static final Map<String, String> ONE_PROCESS_PER_FUNCTION = Map.of("LOCAL_API_PORT", "0",
            "LOCAL_SHOPIFY_PORT", "0", "LOCAL_CONCURRENCY", "1", "SHOPIFY_SCOPES", SCOPES,
            "SHOPIFY_API_SECRET_PREVIOUS",
            "the-one-before");

    /// What is measured; the last two need Node and the npm registry.
    private enum Benchmark {
        START,
        REQUESTS,
        INGEST,
        YEAR,
        NIGHT,
        FORECAST,
        CLIENT,
        DELIVERIES
    }

    private Main() {}

    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(
                new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
        var root = Path.of(arguments[0]);
        try (var platform = LocalPlatform.start(ONE_PROCESS_PER_FUNCTION, root, _ -> {})) {
            for (var benchmark : wanted(arguments)) {
                for (var report : measure(benchmark, platform, root)) {
                    report.print(System.out);
                    report.write(root.resolve("functions/bench/results"));
                }
            }
        } catch (StartFailure | IOException | TimeoutException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static List<Benchmark> wanted(String[] arguments) {
        return arguments.length < 2 || arguments[1].isBlank()
                ? List.of(Benchmark.values())
                : Stream.of(arguments[1].split(",")).map(name -> Benchmark.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList();
    }

    private static List<Report> measure(Benchmark benchmark, LocalPlatform platform, Path root)
            throws IOException, TimeoutException {
        return switch (benchmark) {
            case START -> List.of(new StartTimes(platform, root).measure());
            case REQUESTS -> new WarmRequests(platform, root).measure();
            case INGEST -> List.of(new Ingest(platform, root).measure());
            case YEAR -> List.of(new YearOfSales(platform, root).measure());
            case NIGHT -> List.of(new NightOfReports(platform).measure());
            case FORECAST -> List.of(new ForecastBacktest().measure());
            case CLIENT -> List.of(new OfficialClient(platform, root).measure());
            case DELIVERIES -> List.of(new OfficialWebhooks(platform, root).measure());
        };
    }
}
