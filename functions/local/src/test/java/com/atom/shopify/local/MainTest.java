package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MainTest {
    @TempDir
    Path root;

    @Test
    void aPortInUseIsOneClearLine() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[]{127, 0, 0, 1}))) {
            var port = String.valueOf(taken.getLocalPort());

            assertThat(run(Map.of("LOCAL_API_PORT", port))).isEqualTo("1: Port " + port
                    + " is in use; free it or choose another with LOCAL_API_PORT.\n");
            assertThat(run(Map.of("LOCAL_API_PORT", "0", "LOCAL_SHOPIFY_PORT", port))).isEqualTo("1: Port " + port
                    + " is in use; free it or choose another with LOCAL_SHOPIFY_PORT.\n");
        }
    }

    @Test
    void aSettingThatCannotBeUsedIsOneClearLine() throws Exception {
        assertThat(run(Map.of("LOCAL_CONCURRENCY", "many")))
                .isEqualTo("1: The setting LOCAL_CONCURRENCY must be a number from 1 to 50.\n");
    }

    @Test
    void aMissingZipIsOneClearLineAndEndsTheRest() throws Exception {
        assertThat(run(Map.of("LOCAL_API_PORT", "0", "LOCAL_SHOPIFY_PORT", "0")))
                .startsWith("1: The zip of the function ").endsWith(" is missing; build it first: mvn package\n");
    }

    /// Exit code and everything printed.
    private String run(Map<String, String> settings) throws Exception {
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), root.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("LOCAL_") || name.startsWith("SHOPIFY_"));
        builder.environment().putAll(settings);
        var process = builder.redirectErrorStream(true).start();
        var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + ": " + printed;
    }
}
