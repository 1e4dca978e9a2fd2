package com.atom.shopify.webhooks.api;

import com.atom.shopify.id.Gid;
import com.atom.shopify.routes.Topic;
import com.atom.shopify.subscriptions.Subscription;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A subscription that a store has or should have.
///
/// @param topic as in a delivery's header, `orders/create`; one that we do not know as the Admin API names it
/// @param state `present`; `declared` by the app's configuration, where Shopify does not show it; `missing`; `misdirected`, which
/// delivers elsewhere; `stray`, which delivers what nobody wants or another one delivers already
/// @param id null when there is none to be seen
@Serdeable(naming = SnakeCaseStrategy.class)
record WebhookJson(String topic, String state, @Nullable String id, @Nullable String adminGraphqlApiId,
        @Nullable String uri, @Nullable String apiVersion, @Nullable Instant createdAt, @Nullable Instant updatedAt) {

    /// How a subscription is.
    enum State {
        PRESENT,
        DECLARED,
        MISSING,
        MISDIRECTED,
        STRAY
    }

    static WebhookJson of(Topic topic, State state) {
        return new WebhookJson(topic.header(), written(state), null, null, null, null, null, null);
    }

    static WebhookJson of(Subscription there, State state) {
        return new WebhookJson(topic(there), written(state), Gid.decimal(there.id()), there.id(), there.uri(),
                there.apiVersion().handle(), there.createdAt(), there.updatedAt());
    }

    static String topic(Subscription there) {
        return there.known().map(Topic::header).orElse(there.topic());
    }

    private static String written(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /// Its place in the list.
    String place() {
        return topic + " " + (id == null ? "" : id);
    }
}
