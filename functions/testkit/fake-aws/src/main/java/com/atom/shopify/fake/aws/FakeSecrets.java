package com.atom.shopify.fake.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Secrets Manager endpoint with text secrets and their current and previous version. A deleted secret keeps its name, as
/// in its recovery window, unless it was deleted by force.
public final class FakeSecrets implements AutoCloseable {
    private static final String CURRENT = "AWSCURRENT";
    private static final String PREVIOUS = "AWSPREVIOUS";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@!-]{1,512}");
    private static final int LARGEST_TEXT = 65_536;
    private static final int SHORTEST_RECOVERY = 7;
    private static final int LONGEST_RECOVERY = 30;

    private final Map<String, Secret> secrets = new ConcurrentHashMap<>();
    private final JsonService service;

    private FakeSecrets() {
        this.service = new JsonService("secretsmanager",
                Map.of("CreateSecret", this::create, "PutSecretValue", this::put, "GetSecretValue", this::read,
                        "DescribeSecret", this::describe, "DeleteSecret", this::delete));
    }

    private record Version(String id, String text, double created) {
        /// The SDK sends the same token when it tries again: that is the same version, not another one.
        boolean repeats(Version other) {
            return id.equals(other.id()) && text.equals(other.text());
        }
    }

    private record Secret(String name, Version current, @Nullable Version previous, boolean deleted) {
        String arn() {
            return "arn:aws:secretsmanager:us-east-1:000000000000:secret:" + name + "-local0";
        }

        boolean isCalled(String id) {
            return name.equals(id) || arn().equals(id);
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
        if (!NAME.matcher(name).matches()) {
            throw new AwsError("ValidationException",
                    "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
        }
        var created = new Secret(name, version(input), null, false);
        var there = secrets.putIfAbsent(name, created);
        if (there != null && there.deleted()) {
            throw new AwsError("InvalidRequestException",
                    "You can't create this secret because a secret with this name is already scheduled for deletion.");
        }
        if (there != null && !there.current().repeats(created.current())) {
            throw new AwsError("ResourceExistsException", "The secret " + name + " already exists.");
        }
        return answer(created).put("VersionId", created.current().id());
    }

    private JsonNode put(JsonNode input) {
        var version = version(input);
        var changed = secrets.computeIfPresent(alive(input).name(), (_, before) -> next(before, version));
        if (changed == null) {
            throw missing();
        }
        return stages(answer(changed).put("VersionId", version.id()), CURRENT);
    }

    private static Secret next(Secret before, Version version) {
        if (!before.current().id().equals(version.id())) {
            return new Secret(before.name(), version, before.current(), false);
        }
        if (before.current().repeats(version)) {
            return before;
        }
        throw new AwsError("ResourceExistsException", "A version with this id and another value exists already.");
    }

    private JsonNode read(JsonNode input) {
        var secret = alive(input);
        var stage = input.path("VersionStage").asText(CURRENT);
        var version = switch (stage) {
            case CURRENT -> secret.current();
            case PREVIOUS -> secret.previous();
            default -> null;
        };
        if (version == null || !input.path("VersionId").asText(version.id()).equals(version.id())) {
            throw new AwsError("ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret value for staging label: " + stage);
        }
        return stages(answer(secret).put("SecretString", version.text()).put("VersionId", version.id())
                .put("CreatedDate", version.created()), stage);
    }

    private JsonNode describe(JsonNode input) {
        var secret = known(input);
        var answer = answer(secret);
        var stages = answer.putObject("VersionIdsToStages");
        stages.putArray(secret.current().id()).add(CURRENT);
        if (secret.previous() != null) {
            stages.putArray(secret.previous().id()).add(PREVIOUS);
        }
        return answer;
    }

    private JsonNode delete(JsonNode input) {
        var byForce = input.path("ForceDeleteWithoutRecovery").asBoolean();
        checkRecovery(input, byForce);
        return byForce ? deleteByForce(input.path("SecretId").asText()) : markForDeletion(alive(input));
    }

    private static void checkRecovery(JsonNode input, boolean byForce) {
        var days = input.path("RecoveryWindowInDays");
        if (byForce && !days.isMissingNode()) {
            throw new AwsError("InvalidParameterException",
                    "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }
        if (!days.isMissingNode() && (days.asInt() < SHORTEST_RECOVERY || days.asInt() > LONGEST_RECOVERY)) {
            throw new AwsError("InvalidParameterException",
                    "RecoveryWindowInDays value must be between 7 and 30 days.");
        }
    }

    /// Is done for what is not there, too.
    private JsonNode deleteByForce(String id) {
        var secret = find(id);
        secret.ifPresent(there -> secrets.remove(there.name()));
        return secret.map(FakeSecrets::answer).orElseGet(() -> JsonService.JSON.createObjectNode().put("Name", id))
                .put("DeletionDate", now());
    }

    private JsonNode markForDeletion(Secret secret) {
        secrets.put(secret.name(), new Secret(secret.name(), secret.current(), secret.previous(), true));
        return answer(secret).put("DeletionDate", now());
    }

    private Optional<Secret> find(String id) {
        return secrets.values().stream().filter(secret -> secret.isCalled(id)).findFirst();
    }

    private Secret known(JsonNode input) {
        return find(input.path("SecretId").asText()).orElseThrow(FakeSecrets::missing);
    }

    private Secret alive(JsonNode input) {
        var secret = known(input);
        if (secret.deleted()) {
            throw new AwsError("InvalidRequestException",
                    "You can't perform this operation on the secret because it was marked for deletion.");
        }
        return secret;
    }

    private static AwsError missing() {
        return new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    private static Version version(JsonNode input) {
        if (!input.path("SecretString").isTextual()) {
            throw new AwsError("InvalidParameterException", "Only text secrets are supported here.");
        }
        var text = input.path("SecretString").asText();
        if (text.getBytes(UTF_8).length > LARGEST_TEXT) {
            throw new AwsError("ValidationException", "SecretString must have at most 65536 bytes");
        }
        return new Version(input.path("ClientRequestToken").asText(UUID.randomUUID().toString()),
                text, now());
    }

    /// In seconds, as the service writes times.
    private static double now() {
        return Clock.systemUTC().millis() / 1_000.0;
    }

    private static ObjectNode answer(Secret secret) {
        return JsonService.JSON.createObjectNode().put("ARN", secret.arn()).put("Name", secret.name());
    }

    private static ObjectNode stages(ObjectNode answer, String stage) {
        answer.putArray("VersionStages").add(stage);
        return answer;
    }
}
