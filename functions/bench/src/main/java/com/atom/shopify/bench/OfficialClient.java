package com.atom.shopify.bench;

import com.atom.shopify.bench.client.Pages;
import com.atom.shopify.local.FunctionHost;
import com.atom.shopify.local.FunctionZip;
import com.atom.shopify.local.LocalPlatform;
import com.atom.shopify.routes.LambdaFunction;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc", "pages.mjs");
    private static final String DOCUMENTS = "functions/lambdas/commerce/src/main/resources/com/atom/shopify/products";

    private final LocalPlatform platform;
    private final Path root;
    private final Path target;
    private final Path commerce;

    OfficialClient(LocalPlatform platform, Path root) {
        this.platform = platform;
        this.root = root;
        this.target = root.resolve("functions/bench/target");
        this.commerce = target.resolve("commerce");
    }

    Report measure() throws IOException {
        install();
        // Without the jars of an earlier build.
        FunctionZip.remove(commerce);
        FunctionZip.unzip(root.resolve(LambdaFunction.COMMERCE.zip()), commerce);
        var merchant = Merchant.connect(platform, "bench-pages");
        var environment = Map.of("SHOPIFY_BASE_URL", platform.shopify().toString(), "BENCH_SHOP", merchant.shop(),
                "BENCH_TOKEN", merchant.accessToken(), "BENCH_DOCUMENTS", root.resolve(DOCUMENTS).toString(),
                "BENCH_API_VERSION", "2026-10");
        var quick = new Side("ours, quick compiler only (no SnapStart)");
        var both = new Side("ours, both compilers (SnapStart)");
        var theirs = new Side("@shopify/shopify-api " + version() + ", Node");
        var sides = List.of(quick, both, theirs);
        try (var java = new PageReader(ourCommand(FunctionHost.JVM), target, environment);
                var warmJava = new PageReader(ourCommand(withBothCompilers()), target, environment);
                var node = new PageReader(List.of("node", "pages.mjs"), target.resolve("node"), environment)) {
            for (var round = 0; round < WARM_UP + ROUNDS; round++) {
                if (round % ROUNDS_PER_BUDGET == 0) {
                    merchant.refill();
                }
                quick.times().add(java.read(PRODUCTS));
                both.times().add(warmJava.read(PRODUCTS));
                theirs.times().add(node.read(PRODUCTS));
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

    private String version() throws IOException {
        return Merchant.JSON.readTree(Files.readString(root.resolve("functions/bench/node/package.json")))
                .path("dependencies").path("@shopify/shopify-api").asText();
    }

    /// Lambda's Java 25 stops at the quick compiler, unless the function has SnapStart.
    private static List<String> withBothCompilers() {
        return FunctionHost.JVM.stream().filter(flag -> !flag.startsWith("-XX:TieredStopAtLevel")).toList();
    }

    /// On the jars of the function's zip.
    private List<String> ourCommand(List<String> flags) {
        var jars = commerce.resolve("lib") + File.separator + "*";
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", jars + File.pathSeparator + ownClasses(), Pages.class.getName()));
        return command;
    }

    private static Path ownClasses() {
        try {
            return Path.of(OfficialClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void install() throws IOException {
        var folder = Files.createDirectories(target.resolve("node"));
        for (var file : FILES) {
            Files.copy(root.resolve("functions/bench/node").resolve(file), folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        try {
            // Nothing of these packages needs to be built.
            var npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--loglevel=error").directory(folder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (npm.waitFor() != 0) {
                throw new IOException("npm ci failed; Shopify's client needs Node 20 or newer and the npm registry.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}
