package com.atom.shopify.bench;

import com.atom.shopify.local.LocalPlatform;
import com.atom.shopify.local.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// `mvn -Pbench verify`: starts the product as `mvn -Plocal` does, measures, prints tables, writes `functions/bench/results`.
public final class Main {
    private static final Map<String, String> ONE_PROCESS_PER_FUNCTION = Map.of("LOCAL_API_PORT", "0",
            "LOCAL_SHOPIFY_PORT", "0", "LOCAL_CONCURRENCY", "1");

    private Main() {}

    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(
                new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
        var root = Path.of(arguments[0]);
        try (var platform = LocalPlatform.start(ONE_PROCESS_PER_FUNCTION, root, _ -> {})) {
            publish(new StartTimes(platform, root).measure(), root);
            for (var report : new WarmRequests(platform, root).measure()) {
                publish(report, root);
            }
            // These need Node and the npm registry.
            publish(new OfficialClient(platform, root).measure(), root);
            publish(new OfficialWebhooks(platform, root).measure(), root);
        } catch (StartFailure | IOException | TimeoutException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static void publish(Report report, Path root) throws IOException {
        report.print(System.out);
        report.write(root.resolve("functions/bench/results"));
    }
}
