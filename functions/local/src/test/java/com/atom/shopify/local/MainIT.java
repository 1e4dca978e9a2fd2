package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.LambdaFunction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The runner as a program: what it prints, and that nothing of it is left.
@Order(2)
@Timeout(120)
class MainIT {
    @TempDir
    Path temporary;

    private final List<String> printed = new ArrayList<>();
    private Process shell;
    private ProcessHandle runner;
    private List<ProcessHandle> functions;

    @BeforeEach
    void start() throws IOException {
        var builder = new ProcessBuilder("sh", "-c", "\"$@\" & wait", "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.io.tmpdir=" + temporary,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), System.getProperty("project.root"));
        builder.environment().put("LOCAL_API_PORT", "0");
        builder.environment().put("LOCAL_SHOPIFY_PORT", "0");
        shell = builder.redirectErrorStream(true).start();
        var output = new BufferedReader(new InputStreamReader(shell.getInputStream(), UTF_8));
        while (!printed.contains("Ready")) {
            var line = output.readLine();
            assertThat(line).as("after %s", printed).isNotNull();
            printed.add(line);
        }
        printed.removeIf(line -> line.startsWith("["));
        runner = shell.children().findFirst().orElseThrow();
        functions = runner.children().toList();
    }

    @AfterEach
    void stop() {
        runner.destroyForcibly();
        shell.destroyForcibly();
    }

    @Test
    void saysWhereEverythingIsAndEndsWithEverythingItStarted() throws Exception {
        runner.destroy();

        assertEverythingEnds();
        assertThat(leftBehind()).isEmpty();
        assertThat(printed.get(0)).matches("API {6}http://127\\.0\\.0\\.1:\\d+ {6}\\(LOCAL_API_PORT\\)");
        assertThat(printed.get(1))
                .matches("Shopify {2}http://127\\.0\\.0\\.1:\\d+ {6}simulator \\(LOCAL_SHOPIFY_PORT\\)");
        assertThat(printed.get(2)).matches("Token {4}[^.]+\\.[^.]+\\.[^.]+");
        assertThat(printed.get(3)).isEqualTo("Ready");
    }

    @Test
    void itsFunctionsDoNotOutliveItHoweverItEnds() throws Exception {
        runner.destroyForcibly();

        assertEverythingEnds();
    }

    @Test
    void itDoesNotOutliveWhoStartedItAsMavenMayBeKilled() throws Exception {
        shell.destroyForcibly();

        assertEverythingEnds();
        assertThat(leftBehind()).isEmpty();
    }

    private void assertEverythingEnds() throws Exception {
        assertThat(functions).hasSize(LambdaFunction.values().length);
        runner.onExit().get(10, TimeUnit.SECONDS);
        for (var function : functions) {
            function.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    private List<Path> leftBehind() throws IOException {
        try (var files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("atom-")).toList();
        }
    }
}
