package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.LambdaFunction;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What each role may do, against what its function was seen doing: the product's own tests ran the built functions, the endpoints
/// in the place of AWS recorded their calls, and the last of those tests wrote them down.
class NeededPermissionsIT {
    private static final Path SEEN = Path.of("..", "functions", "local", "target", "needed-permissions.txt");

    /// What not every run shows, with the reason.
    enum NotSeen {
        /// Lambda itself calls it, with the function's role.
        OF_LAMBDA("(worker|jobs) sqs:(DeleteMessage|GetQueueAttributes|ReceiveMessage) (INBOX|JOBS)_QUEUE"),
        /// Whoever meets a token near its end refreshes it and follows its scopes, by one and the same code (`TokenLifecycle`). Tests
        /// bring that about in some functions; where they do not, the role is held to the same actions by this line.
        OF_ANY_REFRESH(
                "(auth|commerce|insights|webhooks|health|worker|jobs) (dynamodb:UpdateItem (TOKENS|CONNECTIONS|ONCE)_TABLE"
                        + "|kms:(Decrypt|Encrypt) TOKEN_KEY_ID|secretsmanager:GetSecretValue (SHOPIFY_SECRET_ID|own-apps))"),
        /// A write under an Idempotency-Key is done by one and the same code (`WriteLedger`), and so is its answer kept.
        OF_ANY_SAFE_WRITE("(auth|commerce|insights|webhooks) (dynamodb:(DeleteItem|PutItem) ONCE_TABLE"
                + "|kms:(Decrypt|Encrypt) ANSWER_KEY_ID)"),
        /// Erasing by law, and what is rare among deliveries: the tests of the worker's module run it in their own process.
        OF_RARE_DELIVERIES(
                "worker (s3:DeleteObject PAYLOADS_BUCKET|dynamodb:DeleteItem ONCE_TABLE|dynamodb:(BatchGetItem"
                        + "|BatchWriteItem|DeleteItem|UpdateItem) CATALOG_TABLE|dynamodb:(BatchWriteItem|DeleteItem) SALES_TABLE)"),
        /// What no attempt could do is parked, and entries of an order that has fewer are erased: tests of the modules do both.
        OF_RARE_JOBS("jobs (sqs:SendMessage JOBS_DEAD_LETTER_QUEUE|dynamodb:DeleteItem SALES_TABLE)");

        private final Pattern what;

        NotSeen(String what) {
            this.what = Pattern.compile(what);
        }

        boolean excuses(String permission) {
            return what.matcher(permission).matches();
        }
    }

    private final Stacks stacks = Stacks.withUserPool();

    @ParameterizedTest
    @EnumSource
    void aFunctionMayDoWhatItWasSeenDoing(LambdaFunction function) throws IOException {
        var refused = new TreeSet<>(seen(function));
        refused.removeAll(granted(function));

        assertThat(refused).as("calls of %s that its role does not allow", function.id()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionMayDoNothingThatItWasNeverSeenDoing(LambdaFunction function) throws IOException {
        var unused = new TreeSet<>(granted(function));
        unused.removeAll(seen(function));
        unused.removeIf(permission -> Arrays.stream(NotSeen.values()).anyMatch(why -> why.excuses(permission)));

        assertThat(unused).as("what the role of %s allows and no test needed", function.id()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsExcusedIsStillGranted(NotSeen why) {
        assertThat(Arrays.stream(LambdaFunction.values()).flatMap(function -> granted(function).stream()))
                .anyMatch(why::excuses);
    }

    private static Set<String> seen(LambdaFunction function) throws IOException {
        assertThat(SEEN).as("what functions/local leaves when all its integration tests ran (mvn verify)").exists();
        return Files.readAllLines(SEEN).stream().filter(line -> line.startsWith(function.id() + " "))
                .collect(Collectors.toSet());
    }

    /// All but the writing of logs, which Lambda does.
    private Set<String> granted(LambdaFunction function) {
        var settings = settings(function);
        return stacks.statements(function).stream()
                .filter(statement -> statement.actions().stream().noneMatch(action -> action.startsWith("logs:")))
                .flatMap(statement -> statement.actions().stream()
                        .flatMap(action -> statement.resources().stream()
                                .map(resource -> function.id() + " " + action + " "
                                        + named(statement, resource, settings))))
                .collect(Collectors.toSet());
    }

    private static String named(Statement statement, JsonNode resource, Map<String, String> settings) {
        if (statement.isAboutOwnApps()) {
            return "own-apps";
        }
        var target = Stacks.referredTo(resource);
        return settings.getOrDefault(target, target) + index(resource);
    }

    /// The text behind a table's ARN.
    private static String index(JsonNode resource) {
        return resource.at("/Fn::Join/1").valueStream().filter(JsonNode::isTextual).map(JsonNode::asText)
                .filter(text -> text.startsWith("/index/")).findFirst().orElse("");
    }

    /// Which setting of the function names a resource of the templates.
    private Map<String, String> settings(LambdaFunction function) {
        var settings = new HashMap<String, String>();
        for (var setting : stacks.function(function).at("Environment/Variables").properties()) {
            settings.put(Stacks.referredTo(setting.getValue()), setting.getKey());
        }
        return settings;
    }
}
