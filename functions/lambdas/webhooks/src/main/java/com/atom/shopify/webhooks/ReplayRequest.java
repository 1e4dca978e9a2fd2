package com.atom.shopify.webhooks;

import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.queue.Message;
import com.atom.shopify.routes.Topic;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// A message of the inbox that is no delivery: read this resource of this shop again and apply it as the newest, as if this topic
/// had just told about it. Bodies of deliveries are not kept, so that is how one is replayed:
/// `{"replay":{"shop":"x.myshopify.com","topic":"orders/updated","resource_gid":"gid://shopify/Order/1"}}`. It has no identity to
/// compare and no claim: it comes from us, and reading twice does no harm.
@Serdeable
public record ReplayRequest(Replay replay) {

    /// What to read.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Replay(String shop, String topic, String resourceGid) {}

    /// What replays a delivery; nothing when it was about nothing that can be read again.
    public static Optional<ReplayRequest> of(ShopDomain shop, Delivery delivery) {
        return Topic.ofHeader(delivery.topic()).flatMap(Rereading.Thing::of).flatMap(_ -> delivery.resource())
                .map(resource -> new ReplayRequest(new Replay(shop.value(), delivery.topic(), resource)));
    }

    /// What it brings: of several that bring the same one is enough.
    public String subject() {
        return Topic.ofHeader(replay.topic()).flatMap(Rereading.Thing::of).map(Enum::name).orElse("") + " "
                + replay.resourceGid();
    }

    /// As it is put into the inbox.
    public Message message(ObjectMapper json) {
        try {
            return Message.of(ShopDomain.parse(replay.shop()), json.writeValueAsString(this));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
