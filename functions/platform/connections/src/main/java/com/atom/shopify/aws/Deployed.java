package com.atom.shopify.aws;

import com.atom.shopify.routes.Bucket;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.routes.Setting;
import com.atom.shopify.tables.Table;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the deployment tells a function: names of tables, keys and secrets, and the settings. A missing or malformed one
/// stops the start with its name.
@Singleton
public final class Deployed {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Environment environment;

    Deployed(Environment environment) {
        this.environment = environment;
    }

    public String table(Table table) {
        return required(table.setting());
    }

    /// The name of a bucket.
    public String bucket(Bucket bucket) {
        return required(bucket.setting());
    }

    /// The address of a queue.
    public String queue(Queue queue) {
        return required(queue.setting());
    }

    /// The address of a queue's dead-letter queue.
    public String deadLetters(Queue queue) {
        return required(queue.deadLetterSetting());
    }

    public String required(Setting setting) {
        return required(setting.name());
    }

    /// The value of a setting that may be absent; blank means absent.
    public Optional<String> optional(Setting setting) {
        return find(setting.name());
    }

    /// Reads an absolute HTTP(S) address; without TLS it must be a loopback one.
    public URI url(Setting setting, String text) {
        try {
            var url = new URI(text);
            var secure = "https".equals(url.getScheme()) && url.getHost() != null;
            var loopback = "http".equals(url.getScheme()) && LOOPBACK.contains(String.valueOf(url.getHost()));
            if ((secure || loopback) && url.getFragment() == null && url.getUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            // falls through: the sentence below says all
        }
        throw new ConfigurationException("The setting " + setting + " must be an https address.");
    }

    private String required(String setting) {
        return find(setting)
                .orElseThrow(() -> new ConfigurationException("The setting " + setting + " is missing."));
    }

    private Optional<String> find(String setting) {
        return environment.getProperty(setting.toLowerCase(Locale.ROOT).replace('_', '.'), String.class)
                .filter(value -> !value.isBlank());
    }
}
