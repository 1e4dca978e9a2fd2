package com.atom.shopify.template;

import com.atom.shopify.infra.Deployment;
import com.atom.shopify.infra.ShopApp;
import com.atom.shopify.infra.data.BoundKey;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.tables.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.App;

/// The stacks of a deployment, synthesized once per set of settings and read back from disk. Imports from another stack are
/// replaced by what they stand for, so that a test sees one graph.
record Stacks(Path directory, JsonNode data, JsonNode inbox, JsonNode api, JsonNode schedule,
        JsonNode watch) {
    static final String STAGE = "test";
    static final Map<String, String> SETTINGS = Map.of("STAGE", STAGE, "SHOPIFY_API_KEY", "client-id",
            "PLATFORM_CALLBACK_URL", "https://app.example.com/shopify", "CORS_ALLOWED_ORIGINS",
            "https://app.example.com, https://admin.example.com");
    static final Map<String, String> WITH_OWN_ISSUER = with(Map.of("JWT_ISSUER", "https://login.example.com/",
            "JWT_AUDIENCE", "https://api.example.com"));

    static final String PARTNER = "arn:aws:events:us-east-1::event-source/aws.partner/shopify.com/1234567/orders";
    static final Map<String, String> WITH_EVERYTHING = with(Map.of("WEBHOOK_TARGET", PARTNER, "FIREWALL", "on",
            "TRACING", "on", "TOKEN_KEYS", "2", "ALARM_EMAIL", "operators@example.com", "API_DOMAIN", "api.example.com",
            "API_CERTIFICATE", "arn:aws:acm:eu-west-1:123456789012:certificate/one", "EDGE_CERTIFICATE",
            "arn:aws:acm:us-east-1:123456789012:certificate/two", "WEB_ACL",
            "arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/one"));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Map<String, String>, Stacks> KNOWN = new HashMap<>();

    /// The stacks of a deployment with a Cognito user pool.
    static synchronized Stacks withUserPool() {
        return of(SETTINGS);
    }

    /// The stacks of a deployment whose platform has its own token issuer.
    static synchronized Stacks withOwnIssuer() {
        return of(WITH_OWN_ISSUER);
    }

    /// The stacks of a deployment with every option.
    static synchronized Stacks withEverything() {
        return of(WITH_EVERYTHING);
    }

    static synchronized Stacks of(Map<String, String> settings) {
        return KNOWN.computeIfAbsent(settings, given -> synthesize(given, rootWithZips()));
    }

    static Map<String, String> with(Map<String, String> more) {
        var settings = new TreeMap<>(SETTINGS);
        settings.putAll(more);
        return Map.copyOf(settings);
    }

    static Stacks synthesize(Map<String, String> settings, Path root) {
        var app = ShopApp.empty(App.Builder.create().outdir(temporary().toString()));
        ShopApp.declare(app, Deployment.of(settings::get), root);
        return read(Path.of(app.synth().getDirectory()));
    }

    static Stacks read(Path directory) {
        var exports = new HashMap<String, JsonNode>();
        return new Stacks(directory, template(directory, "Data", exports), template(directory, "Inbox", exports),
                template(directory, "Api", exports), template(directory, "Schedule", exports),
                template(directory, "Watch", exports));
    }

    private static JsonNode template(Path directory, String stack, Map<String, JsonNode> exports) {
        var template = resolved(json(directory.resolve(stack + ".template.json")), exports);
        template.path("Outputs")
                .forEach(output -> exports.put(output.at("/Export/Name").asText(), output.path("Value")));
        return template;
    }

    /// A project root with a stand-in for every function's zip; the same bytes each time.
    static Path rootWithZips() {
        var root = temporary();
        try {
            for (var function : LambdaFunction.values()) {
                var zip = root.resolve(function.zip());
                Files.createDirectories(zip.getParent());
                Files.writeString(zip, "stands in for " + function.id());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return root;
    }

    static Path temporary() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "stacks").toAbsolutePath()), "");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<Resource> all(JsonNode template, String type) {
        return template.path("Resources").properties().stream()
                .map(entry -> new Resource(entry.getKey(), entry.getValue()))
                .filter(resource -> resource.isA(type)).toList();
    }

    static Resource resource(JsonNode template, String id) {
        return new Resource(id, template.path("Resources").path(id));
    }

    Resource key(BoundKey key) {
        return all(data(), "AWS::KMS::Key").stream().filter(resource -> resource.id().startsWith(key.id()))
                .findFirst().orElseThrow();
    }

    static Resource only(JsonNode template, String type) {
        return only(template, type, "");
    }

    static Resource only(JsonNode template, String type, String prefix) {
        var found = all(template, type).stream().filter(resource -> resource.id().startsWith(prefix)).toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one " + type + ", found " + found.size());
        }
        return found.getFirst();
    }

    /// The function that a template declares for one of ours.
    Resource function(LambdaFunction function) {
        return all(api, "AWS::Lambda::Function").stream()
                .filter(resource -> resource.text("FunctionName").equals("atom-shopify-" + STAGE + "-" + function.id()))
                .findFirst().orElseThrow();
    }

    /// The alias `live` of a function.
    Resource live(LambdaFunction function) {
        return all(api, "AWS::Lambda::Alias").stream()
                .filter(alias -> alias.target("FunctionName").equals(function(function).id()))
                .findFirst().orElseThrow();
    }

    /// The logical id of a table: that of the resource which functions find in the table's setting.
    String tableId(Table table) {
        return Arrays.stream(LambdaFunction.values()).filter(function -> function.tables().contains(table))
                .map(function -> function(function).target("Environment/Variables/" + table.setting()))
                .findFirst().orElseThrow();
    }

    /// The logical id of a queue: that of the resource which its consumer finds in the queue's setting.
    String queueId(Queue queue) {
        return function(queue.consumer()).target("Environment/Variables/" + queue.setting());
    }

    /// The logical id of a queue's dead-letter queue.
    String deadLettersId(Queue queue) {
        return function(queue.consumer()).target("Environment/Variables/" + queue.deadLetterSetting());
    }

    /// What a function's role may do.
    List<Statement> statements(LambdaFunction function) {
        var role = function(function).target("Role");
        return all(api, "AWS::IAM::Policy").stream()
                .filter(policy -> policy.at("Roles").valueStream().anyMatch(of -> referredTo(of).equals(role)))
                .flatMap(policy -> policy.at("PolicyDocument/Statement").valueStream()).map(Statement::new).toList();
    }

    /// The logical id behind a `Ref`, a `Fn::GetAtt`, or the first of them in a `Fn::Join`; else the empty text.
    static String referredTo(JsonNode value) {
        if (value.has("Ref")) {
            return value.path("Ref").asText();
        }
        if (value.has("Fn::GetAtt")) {
            return value.path("Fn::GetAtt").path(0).asText();
        }
        return value.path("Fn::Join").path(1).valueStream().map(Stacks::referredTo).filter(id -> !id.isEmpty())
                .findFirst().orElse("");
    }

    private static JsonNode resolved(JsonNode node, Map<String, JsonNode> exports) {
        switch (node) {
            case ObjectNode object when object.has("Fn::ImportValue") -> {
                var exported = exports.get(object.path("Fn::ImportValue").asText());
                if (exported == null) {
                    throw new AssertionError("nothing exports " + object);
                }
                return exported;
            }
            case ObjectNode object -> object.properties()
                    .forEach(entry -> entry.setValue(resolved(entry.getValue(), exports)));
            case ArrayNode array -> {
                for (var index = 0; index < array.size(); index++) {
                    array.set(index, resolved(array.get(index), exports));
                }
            }
            default -> {
                // a plain value stands for itself
            }
        }
        return node;
    }
}
