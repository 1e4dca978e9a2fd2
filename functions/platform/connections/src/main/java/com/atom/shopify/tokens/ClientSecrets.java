package com.atom.shopify.tokens;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.oauth.OwnApp;
import com.atom.shopify.proof.ClientSecret;
import com.atom.shopify.routes.OwnAppSecrets;
import com.atom.shopify.routes.Setting;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// The client secrets: the app's own, and one for each app that a store's owner has brought. The app's
/// own is read from Secrets Manager when it is first needed and again after a few minutes. Fails
/// with `secret.unusable` when the operator has not filled the app's own.
@Singleton
public final class ClientSecrets {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration BETWEEN_REREADS = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 1_000;

    private final SecretsManagerClient secrets;
    private final String platform;
    private final OwnAppSecrets ownApps;
    private final ObjectMapper json;
    private final Clock clock;
    private final Cache<String, Read> kept = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    ClientSecrets(SecretsManagerClient secrets, Deployed deployed, ObjectMapper json, Clock clock) {
        this.secrets = secrets;
        this.platform = deployed.required(Setting.SHOPIFY_SECRET_ID);
        this.ownApps = new OwnAppSecrets(deployed.required(Setting.STAGE));
        this.json = json;
        this.clock = clock;
    }

    private record Read(Optional<ClientSecret> secret, Instant at) {}

    @Serdeable
    record Stored(@Nullable String current, @Nullable String previous) {
        @Override
        public String toString() {
            return "Stored[hidden]";
        }
    }

    public ClientSecret client() {
        return filled(noOlderThan(KEPT, platform));
    }

    /// The secret after something did not fit the one we had: a rotation may have happened. Asks Secrets Manager at most
    /// once a minute, so that a flood of forgeries is not a flood of reads.
    public ClientSecret clientAfterMismatch() {
        return filled(noOlderThan(BETWEEN_REREADS, platform));
    }

    /// The secret of an app that a store's owner has brought, if it is there. Read at each of the few times that it is needed: one
    /// that was kept could have been replaced by an import, and its refusal would end a store that works.
    Optional<ClientSecret> ofApp(String app) {
        return fetch(ownApps.of(app));
    }

    /// Keeps the secret of an app that a store's owner brings; a different one that was there stays as the one before.
    public void keep(OwnApp app) {
        var id = ownApps.of(app.id());
        var current = app.secret().current();
        var before = fetch(id).map(ClientSecret::current);
        if (before.equals(Optional.of(current))) {
            // Brought in again; the one before it still signs for a while.
            return;
        }
        var text = write(new Stored(current, before.orElse(null)));
        try {
            secrets.createSecret(request -> request.name(id).secretString(text));
        } catch (ResourceExistsException known) {
            secrets.putSecretValue(request -> request.secretId(id).secretString(text));
        }
    }

    /// Deletes the secret of an app that nobody uses any more, at once and for good; doing it again changes nothing.
    public void drop(String app) {
        secrets.deleteSecret(request -> request.secretId(ownApps.of(app)).forceDeleteWithoutRecovery(true));
    }

    /// Forgets what was read.
    void forget() {
        kept.invalidateAll();
    }

    /// How many are in memory.
    long cached() {
        return kept.asMap().size();
    }

    private Optional<ClientSecret> noOlderThan(Duration age, String id) {
        var read = kept.getIfPresent(id);
        if (read == null || read.at().plus(age).isBefore(clock.instant())) {
            read = new Read(fetch(id), clock.instant());
            kept.put(id, read);
        }
        return read.secret();
    }

    private static ClientSecret filled(Optional<ClientSecret> secret) {
        return secret.orElseThrow(() -> new FailureException(
                new Failure.Unavailable("secret.unusable", "The app's client secret is not set up.")));
    }

    private Optional<ClientSecret> fetch(String id) {
        try {
            return read(secrets.getSecretValue(request -> request.secretId(id)).secretString());
        } catch (ResourceNotFoundException | InvalidRequestException unknownOrDeleted) {
            return Optional.empty();
        }
    }

    private Optional<ClientSecret> read(String text) {
        try {
            return Optional.ofNullable(json.readValue(text, Stored.class))
                    .flatMap(stored -> Optional.ofNullable(stored.current()).filter(current -> !current.isBlank())
                            .map(current -> new ClientSecret(current,
                                    Optional.ofNullable(stored.previous()).filter(before -> !before.isBlank()))));
        } catch (IOException notJson) {
            // without the cause: the parser's message quotes the secret
            return Optional.empty();
        }
    }

    private String write(Stored stored) {
        try {
            return json.writeValueAsString(stored);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
