package com.atom.shopify.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A process that reads one product page for each line that it gets, and answers `page <nanoseconds> <products>`.
final class PageReader implements AutoCloseable {
    private static final Pattern PAGE = Pattern.compile("page ([0-9]+) ([0-9]+)");

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    PageReader(List<String> command, Path folder, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        this.process = builder.start();
        this.orders = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /// The time that it took by its own clock.
    Duration read(int expected) throws IOException {
        orders.write("\n");
        orders.flush();
        for (var line = answers.readLine(); line != null; line = answers.readLine()) {
            var page = PAGE.matcher(line);
            if (page.matches()) {
                if (Integer.parseInt(page.group(2)) != expected) {
                    throw new IOException("a page of " + page.group(2) + " products instead of " + expected);
                }
                return Duration.ofNanos(Long.parseLong(page.group(1)));
            }
        }
        throw new IOException("a page reader ended early");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
