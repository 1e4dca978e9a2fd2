package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's commands do what it says.
class ReadmeIT {
    @Test
    void theCurlLinesConnectAStoreAndUseItsProducts(@TempDir Path folder) throws Exception {
        var readme = Files.readString(Path.of(System.getProperty("project.root"), "README.md"));
        var block = Pattern.compile("(?s)```bash\n(.*?)```").matcher(readme);
        assertThat(block.find()).isTrue();
        var script = block.group(1).replace("http://127.0.0.1:8080", Running.platform().api().toString());
        var output = folder.resolve("output").toFile();

        var bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(output).start();

        assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var printed = Files.readString(output.toPath());
        assertThat(bash.exitValue()).as(printed).isZero();
        assertThat(printed).doesNotContain("\"ok\":false").contains("\"shop\":\"my-first-shop.myshopify.com\"",
                "\"title\":\"Blue mug\"", "\"title\":\"Bluer mug\"", "\"status\":\"draft\"");
    }
}
