package com.atom.shopify.intake;

import com.atom.shopify.proof.ClientSecret;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// The client secrets by which deliveries are checked, kept for five minutes, and read again at most once a minute after a
/// signature that did not fit: a rotation may have happened. Also that there is no such secret is kept, for a bounded number.
final class Secrets {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration BETWEEN_REREADS = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 1_000;
    private static final JsonFactory JSON = new JsonFactory();

    private final SecretsManagerClient secrets;
    private final Clock clock;
    private final Map<String, Read> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75F, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Read> eldest) {
            return size() > MOST_KEPT;
        }
    });

    Secrets(SecretsManagerClient secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    private record Read(Optional<ClientSecret> secret, Instant at) {}

    /// The secret, if there is one.
    Optional<ClientSecret> read(String id) {
        return noOlderThan(KEPT, id);
    }

    /// The same after a signature that did not fit.
    Optional<ClientSecret> readAfterMismatch(String id) {
        return noOlderThan(BETWEEN_REREADS, id);
    }

    private Optional<ClientSecret> noOlderThan(Duration age, String id) {
        var read = kept.get(id);
        if (read == null || read.at().plus(age).isBefore(clock.instant())) {
            read = new Read(fetch(id), clock.instant());
            kept.put(id, read);
        }
        return read.secret();
    }

    private Optional<ClientSecret> fetch(String id) {
        try {
            return parse(secrets.getSecretValue(request -> request.secretId(id)).secretString());
        } catch (ResourceNotFoundException | InvalidRequestException unknownOrDeleted) {
            return Optional.empty();
        }
    }

    private static Optional<ClientSecret> parse(String text) {
        var fields = new HashMap<String, String>();
        try (var parser = JSON.createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, parser.getValueAsString(""));
                    parser.skipChildren();
                }
            }
        } catch (IOException notJson) {
            // without the cause: the parser's message quotes the secret
            return Optional.empty();
        }
        return Optional.ofNullable(fields.get("current")).filter(current -> !current.isBlank())
                .map(current -> new ClientSecret(current,
                        Optional.ofNullable(fields.get("previous")).filter(previous -> !previous.isBlank())));
    }
}
