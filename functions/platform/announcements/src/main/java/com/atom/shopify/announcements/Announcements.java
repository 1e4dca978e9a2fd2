package com.atom.shopify.announcements;

import com.atom.shopify.aws.AwsClient;
import com.atom.shopify.aws.Deployed;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.routes.Setting;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/// Publishes on the deployment's event bus. The kind is the event's `detail-type`; `schema` in the detail adds its version.
@Singleton
public final class Announcements {
    /// What our events are told from others by.
    public static final String SOURCE = "atom.shopify";
    private static final int TRIES = 3;
    /// What one call takes.
    private static final int MOST_AT_ONCE = 10;

    private final EventBridgeClient events;
    private final String bus;
    private final ObjectMapper json;

    Announcements(EventBridgeClient events, Deployed deployed, ObjectMapper json) {
        this.events = events;
        this.bus = deployed.required(Setting.EVENT_BUS);
        this.json = json;
    }

    @Factory
    static final class Clients {
        @Singleton
        @Bean(preDestroy = "close")
        EventBridgeClient events() {
            return AwsClient.of(EventBridgeClient.builder());
        }
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record OfStore(String schema, String shop, Instant at) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record OfResource(String schema, String shop, String id, Instant at, boolean deleted) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record OfStock(String schema, String shop, String itemId, String locationId, Instant at) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record OfReport(String schema, String shop, String id, Instant at) {}

    /// Returns when the bus has taken it; fails with `service.unavailable`, and then it may be published again.
    public void publish(Announcement announcement) {
        publish(List.of(announcement));
    }

    /// The same for many. When it fails, the bus may have taken some of them.
    public void publish(List<Announcement> all) {
        for (var from = 0; from < all.size(); from += MOST_AT_ONCE) {
            send(all.subList(from, Math.min(from + MOST_AT_ONCE, all.size())).stream().map(this::entry).toList());
        }
    }

    private void send(List<PutEventsRequestEntry> entries) {
        var left = entries;
        for (var tries = 0; tries < TRIES && !left.isEmpty(); tries++) {
            var sent = left;
            var results = events.putEvents(put -> put.entries(sent)).entries();
            // A bus may refuse an entry and yet answer the call.
            left = IntStream.range(0, sent.size()).filter(at -> results.get(at).errorCode() != null)
                    .mapToObj(sent::get).toList();
        }
        if (!left.isEmpty()) {
            throw new FailureException(new Failure.Unavailable("service.unavailable",
                    "A service that we depend on does not answer; try again."));
        }
    }

    private PutEventsRequestEntry entry(Announcement announcement) {
        var type = announcement.getClass().getSimpleName();
        return PutEventsRequestEntry.builder().eventBusName(bus).source(SOURCE).detailType(type)
                .detail(detail(announcement, type + ".v1")).build();
    }

    private String detail(Announcement announcement, String schema) {
        try {
            return json.writeValueAsString(switch (announcement) {
                case Announcement.StoreConnected(var shop, var at) -> new OfStore(schema, shop.value(), at);
                case Announcement.StoreDisconnected(var shop, var at) -> new OfStore(schema, shop.value(), at);
                case Announcement.ReauthRequired(var shop, var at) -> new OfStore(schema, shop.value(), at);
                case Announcement.ProductChanged(var shop, var id, var at, var deleted) ->
                    resource(schema, shop, id, at, deleted);
                case Announcement.OrderChanged(var shop, var id, var at, var deleted) ->
                    resource(schema, shop, id, at, deleted);
                case Announcement.CustomerChanged(var shop, var id, var at, var deleted) ->
                    resource(schema, shop, id, at, deleted);
                case Announcement.InventoryChanged(var shop, var item, var location, var at) ->
                    new OfStock(schema, shop.value(), item.toString(), location.toString(), at);
                case Announcement.ReportReady(var shop, var id, var at) ->
                    new OfReport(schema, shop.value(), id, at);
            });
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static OfResource resource(String schema, ShopDomain shop, Gid id, Instant at, boolean deleted) {
        return new OfResource(schema, shop.value(), id.toString(), at, deleted);
    }
}
