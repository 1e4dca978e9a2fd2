package com.atom.shopify.fake.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A Secrets Manager endpoint with text secrets and their current and previous version.
public final class FakeSecrets implements AutoCloseable {
    private final Map<String, Secret> secrets = new ConcurrentHashMap<>();
    private final JsonService service;

    private FakeSecrets() {
        this.service = new JsonService("secretsmanager",
                Map.of("CreateSecret", this::create, "PutSecretValue", this::put,
                        "GetSecretValue", this::read, "DeleteSecret", this::delete));
    }

    private record Version(String id, String text) {}

    private record Secret(String name, Version current, @Nullable Version previous) {
        String arn() {
            return "arn:aws:secretsmanager:us-east-1:000000000000:secret:" + name + "-local0";
        }
    }

    /// Starts on a free loopback port, without secrets.
    public static FakeSecrets start() {
        return new FakeSecrets();
    }

    public URI endpoint() {
        return service.endpoint();
    }

    @Override
    public void close() {
        service.close();
    }

    private JsonNode create(JsonNode input) {
        var name = input.path("Name").asText();
        var secret = new Secret(name, version(input), null);
        if (secrets.putIfAbsent(name, secret) != null) {
            throw new AwsError("ResourceExistsException", "The secret " + name + " already exists.");
        }
        return described(secret).put("VersionId", secret.current().id());
    }

    private JsonNode put(JsonNode input) {
        var before = known(input);
        var now = new Secret(before.name(), version(input), before.current());
        secrets.put(now.name(), now);
        return described(now).put("VersionId", now.current().id());
    }

    private JsonNode read(JsonNode input) {
        var secret = known(input);
        var version = switch (input.path("VersionStage").asText("AWSCURRENT")) {
            case "AWSCURRENT" -> secret.current();
            case "AWSPREVIOUS" -> secret.previous();
            default -> null;
        };
        if (version == null) {
            throw missing();
        }
        return described(secret).put("SecretString", version.text()).put("VersionId", version.id());
    }

    private JsonNode delete(JsonNode input) {
        var secret = known(input);
        secrets.remove(secret.name());
        return described(secret);
    }

    private Secret known(JsonNode input) {
        var id = input.path("SecretId").asText();
        return secrets.values().stream().filter(secret -> secret.name().equals(id) || secret.arn().equals(id))
                .findFirst()
                .orElseThrow(FakeSecrets::missing);
    }

    private static AwsError missing() {
        return new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    private static Version version(JsonNode input) {
        return new Version(UUID.randomUUID().toString(), input.path("SecretString").asText());
    }

    private static ObjectNode described(Secret secret) {
        return JsonService.JSON.createObjectNode().put("ARN", secret.arn()).put("Name", secret.name());
    }
}
