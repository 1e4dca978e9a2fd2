package com.atom.shopify.tokens;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.proof.ClientSecret;
import com.atom.shopify.routes.Setting;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The app's client secret, read from Secrets Manager when it is first needed and again after a few minutes. Fails with
/// `secret.unusable` when the operator has not filled it.
@Singleton
public final class ClientSecrets {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration BETWEEN_REREADS = Duration.ofMinutes(1);

    private final SecretsManagerClient secrets;
    private final String id;
    private final ObjectMapper json;
    private final Clock clock;
    private volatile @Nullable Read last;

    ClientSecrets(SecretsManagerClient secrets, Deployed deployed, ObjectMapper json, Clock clock) {
        this.secrets = secrets;
        this.id = deployed.required(Setting.SHOPIFY_SECRET_ID);
        this.json = json;
        this.clock = clock;
    }

    private record Read(ClientSecret secret, Instant at) {}

    @Serdeable
    record Stored(@Nullable String current, @Nullable String previous) {}

    public ClientSecret client() {
        return noOlderThan(KEPT);
    }

    /// The secret after something did not fit the one we had: a rotation may have happened. Asks Secrets Manager at most
    /// once a minute, so that a flood of forgeries is not a flood of reads.
    public ClientSecret clientAfterMismatch() {
        return noOlderThan(BETWEEN_REREADS);
    }

    /// Forgets what was read.
    void forget() {
        last = null;
    }

    /// What is in memory.
    Optional<ClientSecret> cached() {
        return Optional.ofNullable(last).map(Read::secret);
    }

    private ClientSecret noOlderThan(Duration age) {
        var read = last;
        if (read == null || read.at().plus(age).isBefore(clock.instant())) {
            read = new Read(fetch(), clock.instant());
            last = read;
        }
        return read.secret();
    }

    private ClientSecret fetch() {
        var text = secrets.getSecretValue(request -> request.secretId(id)).secretString();
        try {
            var stored = json.readValue(text, Stored.class);
            if (stored != null && stored.current() != null && !stored.current().isBlank()) {
                return new ClientSecret(stored.current(),
                        Optional.ofNullable(stored.previous()).filter(previous -> !previous.isBlank()));
            }
        } catch (IOException notJson) {
            // falls through without the cause: the parser's message quotes the secret
        }
        throw new FailureException(
                new Failure.Unavailable("secret.unusable", "The app's client secret is not set up."));
    }
}
