package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.infra.MissingZipException;
import com.atom.shopify.infra.ShopApp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The app as `cdk` runs it: in a process of its own, with its settings in the environment.
class ShopAppTest {
    @TempDir
    Path directory;

    // Another process, because the order of hash maps differs between processes and not within one.
    @Test
    void synthIsTheSameInEveryProcessAndKeepsCloudFormationsRules() throws Exception {
        var ran = run(Stacks.SETTINGS, Stacks.rootWithZips());

        assertThat(ran.output()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(Stacks.json(directory.resolve("validation-report.json")).path("pluginReports")).isEmpty();
        for (var stack : List.of("Data", "Inbox", "Api", "Schedule", "Watch")) {
            for (var file : List.of(stack + ".template.json", stack + ".assets.json")) {
                assertThat(directory.resolve(file)).hasSameTextualContentAs(
                        Stacks.withUserPool().directory().resolve(file));
            }
        }
    }

    @Test
    void aMissingSettingStopsTheSynthWithItsName() throws Exception {
        var ran = run(Map.of("SHOPIFY_API_KEY", "client-id", "PLATFORM_CALLBACK_URL", "https://app.example.com"),
                Stacks.rootWithZips());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.output().lines()).singleElement().asString().startsWith("STAGE is missing");
        assertThat(directory.resolve("manifest.json")).doesNotExist();
    }

    @Test
    void aMissingZipStopsTheSynthWithItsPath() throws IOException {
        var zip = "functions/lambdas/commerce/target/commerce-function.zip";
        var root = Stacks.rootWithZips();
        Files.delete(root.resolve(zip));

        assertThatThrownBy(() -> Stacks.synthesize(Stacks.SETTINGS, root)).isInstanceOf(MissingZipException.class)
                .hasMessage(zip + " is missing; build first: mvn package");
    }

    private record Ran(int exitCode, String output) {}

    private Ran run(Map<String, String> settings, Path root) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var started = new ProcessBuilder(java, "-classpath", System.getProperty("java.class.path"),
                ShopApp.class.getName(), root.toString()).redirectErrorStream(true);
        started.environment().keySet().removeIf(name -> name.equals("CDK_VALIDATION") || name.startsWith("JWT_")
                || name.startsWith("SHOPIFY_") || Stacks.SETTINGS.containsKey(name));
        started.environment().putAll(settings);
        started.environment().put("CDK_OUTDIR", directory.toString());
        var process = started.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ran(process.exitValue(), output);
    }
}
