package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.Bucket;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.routes.Setting;
import com.atom.shopify.tables.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `infra-cdk/emulator/prove` does to the templates before it deploys them, and what it tells the functions afterwards. The
/// deployment itself needs an emulator.
class EmulatorTest {
    private static final List<String> DEPLOYED = List.of("Data", "Inbox", "Schedule");

    private final Path synth = Stacks.withOwnIssuer().directory();

    @TempDir
    Path folder;

    @Test
    void whatIsDeployedNeedsNoBootstrapAndImportsOnlyWhatIsExported() throws Exception {
        node("prepare", synth.toString(), folder.toString());

        var exported = Stream.concat(DEPLOYED.stream(), Stream.of("StandIn")).map(this::prepared)
                .flatMap(stack -> exports(stack).stream()).toList();
        assertThat(exported).doesNotHaveDuplicates();
        assertThat(DEPLOYED).map(this::prepared).allSatisfy(stack -> {
            assertThat(stack.has("Rules")).isFalse();
            assertThat(stack.toString()).doesNotContain("BootstrapVersion");
            assertThat(exported).containsAll(stack.findValuesAsText("Fn::ImportValue"));
        });
    }

    @Test
    void everyTableQueueBucketKeySecretAndBusIsNamedToTheFunctions() throws Exception {
        var exports = JsonNodeFactory.instance.objectNode();
        var all = exports.putArray("Exports");
        DEPLOYED.stream().map(stack -> Stacks.json(synth.resolve(stack + ".template.json")))
                .flatMap(stack -> exports(stack).stream())
                .forEach(name -> all.addObject().put("Name", name).put("Value", "value of " + name));
        var file = folder.resolve("exports.json");
        Files.writeString(file, new ObjectMapper().writeValueAsString(exports));

        var printed = node("environment", synth.toString(), file.toString());

        assertThat(printed.lines().map(line -> line.substring("export ".length(), line.indexOf('='))))
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                        Arrays.stream(Table.values()).map(Table::setting),
                        Arrays.stream(Bucket.values()).map(Bucket::setting),
                        Arrays.stream(Queue.values())
                                .flatMap(queue -> Stream.of(queue.setting(), queue.deadLetterSetting())),
                        Stream.of(Setting.SHOPIFY_SECRET_ID, Setting.EVENT_BUS, Setting.TOKEN_KEY_ID,
                                Setting.ANSWER_KEY_ID).map(Setting::name))
                        .flatMap(names -> names).toList());
        assertThat(printed.lines()).allMatch(line -> line.matches("export [A-Z_]+='value of .+'"));
    }

    private JsonNode prepared(String stack) {
        return Stacks.json(folder.resolve(stack + ".template.json"));
    }

    private static List<String> exports(JsonNode stack) {
        return stack.path("Outputs").valueStream().filter(output -> output.has("Export"))
                .map(output -> output.at("/Export/Name").asText()).toList();
    }

    private static String node(String... arguments) throws IOException, InterruptedException {
        var command = Stream
                .concat(Stream.of("node", Path.of("..", "infra-cdk", "emulator", "templates.mjs").toString()),
                        Stream.of(arguments))
                .toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
