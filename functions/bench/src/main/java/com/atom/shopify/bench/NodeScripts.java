package com.atom.shopify.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// Our scripts for Node that use Shopify's own library, installed from the npm registry where the build keeps its things.
///
/// @param version of the library
record NodeScripts(Path folder, String version) {
    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc", "pages.mjs",
            "deliveries.mjs");

    static NodeScripts install(Path root) throws IOException {
        var folder = Files.createDirectories(root.resolve("functions/bench/target/node"));
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
        return new NodeScripts(folder, Merchant.JSON.readTree(folder.resolve("package.json").toFile())
                .path("dependencies").path("@shopify/shopify-api").asText());
    }

    TimedProcess run(String script, Map<String, String> environment) throws IOException {
        return new TimedProcess(List.of("node", script), folder, environment);
    }
}
