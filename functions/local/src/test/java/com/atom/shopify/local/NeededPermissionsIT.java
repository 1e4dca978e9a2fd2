package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.fake.aws.NeededAction;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.OwnAppSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// What the functions were seen doing at AWS in all tests before. Comes last, and writes it down for the tests of the templates,
/// which compare it with what each role may do: a line `{function} {action} {resource}` each, a resource by the setting in which
/// the function finds its name.
@Isolated("all others come before")
@Order(Integer.MAX_VALUE)
class NeededPermissionsIT {
    private static final Path WRITTEN = Path.of("target", "needed-permissions.txt");
    private static final Pattern NAMES_A_RESOURCE = Pattern
            .compile(".*_(TABLE|QUEUE|BUCKET)|(TOKEN|ANSWER)_KEY_ID|SHOPIFY_SECRET_ID|EVENT_BUS");

    @Test
    void whatTheFunctionsWereSeenDoingIsWrittenDown() throws IOException {
        var seen = new TreeSet<String>();
        for (var platform : Running.all()) {
            for (var function : LambdaFunction.values()) {
                seen.addAll(seen(platform, function));
            }
        }

        assertThat(seen.stream().map(line -> line.substring(0, line.indexOf(' '))).collect(Collectors.toSet()))
                .as("functions that were seen: only the whole suite sees them all")
                .isEqualTo(Arrays.stream(LambdaFunction.values()).map(LambdaFunction::id).collect(Collectors.toSet()));
        Files.write(WRITTEN, seen);
    }

    private static SortedSet<String> seen(LocalPlatform platform, LambdaFunction function) {
        var settings = settings(platform.environment(function));
        return Stream.of(platform.dynamoDb(), platform.kms(), platform.secrets(), platform.sqs(), platform.s3(),
                platform.eventBridge()).flatMap(service -> service.needed().stream())
                .filter(action -> action.accessKey().equals(function.id()))
                .map(action -> function.id() + " " + action.action() + " " + named(action, settings))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Which setting names what.
    private static Map<String, String> settings(Map<String, String> environment) {
        var settings = new HashMap<String, String>();
        environment.forEach((setting, value) -> {
            if (NAMES_A_RESOURCE.matcher(setting).matches() && !value.isEmpty()) {
                settings.put(value.substring(value.startsWith("http") ? value.lastIndexOf('/') + 1 : 0), setting);
            }
        });
        return settings;
    }

    /// What no setting names stays as it is, and no role allows it.
    private static String named(NeededAction action, Map<String, String> settings) {
        if (action.resource().startsWith(new OwnAppSecrets("local").of(""))) {
            return "own-apps";
        }
        var parts = action.resource().split("(?=/index/)", 2);
        var index = parts.length > 1 ? parts[1] : "";
        return settings.getOrDefault(parts[0], parts[0]) + index;
    }
}
