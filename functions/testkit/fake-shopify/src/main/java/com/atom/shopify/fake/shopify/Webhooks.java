package com.atom.shopify.fake.shopify;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells apps what happens in shops. Whoever has a subscription gets a delivery of its own, signed when it is sent, and
/// again by Shopify's schedule until it is taken. Source: shopify-platform 3.
final class Webhooks implements AutoCloseable {
    static final String API_VERSION = "2026-10";

    private static final long TICK_MILLIS = 20;

    private final Apps apps;
    private final Ages ages;
    private final Mischief mischief;
    private final Executor threads;
    private final Courier courier;
    private final Outbox outbox = new Outbox();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// One thing that happened. The payload is written if somebody wants it, while the shop's lock is held.
    record Event(String topic, Supplier<?> payload) {}

    private record Action(Shop shop, String id, Instant at) {}

    private record Receiver(URI uri, @Nullable Subscription subscription) {}

    /// A delivery that somebody wrote by hand: headers beside or instead of the usual ones, null for one that is to lack.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Letter(Shop shop, App app, String topic, URI uri, byte[] body, Map<String, @Nullable String> headers) {}

    Webhooks(Apps apps, Ages ages, Mischief mischief, Executor threads) {
        this.apps = apps;
        this.ages = ages;
        this.mischief = mischief;
        this.threads = threads;
        this.courier = new Courier(threads);
    }

    App platform() {
        return apps.platform();
    }

    /// Tells each app in the shop of something that stands for itself.
    void emit(Shop shop, String topic, Object payload) {
        emit(shop, List.of(new Event(topic, () -> payload)));
    }

    /// Tells each app in the shop what one action led to.
    void emit(Shop shop, List<Event> events) {
        var action = new Action(shop, UUID.randomUUID().toString(), ages.real());
        shop.locked(() -> {
            apps.all().forEach(app -> events.forEach(event -> emit(action, app, event)));
            return shop;
        });
    }

    /// Tells one app of something that concerns no other.
    void emit(Shop shop, App app, String topic, Object payload) {
        var action = new Action(shop, UUID.randomUUID().toString(), ages.real());
        shop.locked(() -> {
            emit(action, app, new Event(topic, () -> payload));
            return shop;
        });
    }

    private void emit(Action action, App app, Event event) {
        var receivers = new ArrayList<Receiver>();
        if (configured(action.shop(), app, event.topic())) {
            app.hooks().uri().ifPresent(uri -> receivers.add(new Receiver(uri, null)));
        }
        if (heard(action.shop(), app, event.topic())) {
            action.shop().subscriptions().of(app)
                    .filter(subscription -> subscription.topic.equals(Topics.nameInSchema(event.topic())))
                    .forEach(subscription -> Loopback.parse(subscription.uri)
                            .ifPresent(uri -> receivers.add(new Receiver(uri, subscription))));
        }
        if (!receivers.isEmpty()) {
            var message = new Delivery.Message(app, action.shop(), event.topic(), action.id(), action.at(),
                    API_VERSION, Json.bytes(event.payload().get()));
            receivers.forEach(receiver -> post(message, receiver));
        }
    }

    private void post(Delivery.Message message, Receiver receiver) {
        var delivery = new Delivery(message, receiver.uri(), receiver.subscription(), ages.aged());
        mischief.take(Mischief.Place.WEBHOOK, message.shop().name(), message.topic()).ifPresent(delivery::suffer);
        outbox.add(delivery);
    }

    /// Compliance topics reach apps that are not in the shop any more; all others only those that are.
    private static boolean configured(Shop shop, App app, String topic) {
        return Topics.COMPLIANCE.contains(topic)
                ? app.hooks().compliance() && app.installableIn(shop.name())
                : app.hooks().topics().contains(topic) && heard(shop, app, topic);
    }

    private static boolean heard(Shop shop, App app, String topic) {
        Tokens held = shop.tokens(app);
        return held.installed() && Topics.open(topic, held.granted(), shop.approval());
    }

    /// Waits until it may be time again; false once it is closed.
    boolean pause() {
        try {
            return !closed.await(TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean open() {
        return closed.getCount() > 0;
    }

    void sendDue() {
        outbox.take(ages.aged()).forEach(delivery -> threads.execute(() -> send(delivery)));
    }

    private void send(Delivery delivery) {
        int status = courier.send(delivery.uri, headers(delivery), delivery.message.body());
        outbox.ended(delivery, status, ages.aged());
        if (delivery.subscription != null) {
            count(delivery.message.shop(), delivery.subscription, Delivery.taken(status));
        }
    }

    private void count(Shop shop, Subscription subscription, boolean taken) {
        if (taken) {
            subscription.failures.set(0);
        } else if (subscription.failures.incrementAndGet() >= Subscription.MOST_FAILURES) {
            shop.locked(() -> {
                shop.subscriptions().remove(subscription);
                return shop;
            });
            outbox.giveUp(subscription);
        }
    }

    private Map<String, String> headers(Delivery delivery) {
        Delivery.Message message = delivery.message;
        Map<String, String> headers = headers(message, delivery.webhookId);
        Optional.ofNullable(delivery.subscription).map(subscription -> subscription.name)
                .ifPresent(name -> headers.put("X-Shopify-Name", name));
        return headers;
    }

    private Map<String, String> headers(Delivery.Message message, String webhookId) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Shopify-Topic", message.topic());
        headers.put("X-Shopify-Hmac-Sha256",
                Courier.signature(message.body(), message.app().secrets().signingWebhooks(ages.aged())));
        headers.put("X-Shopify-Shop-Domain", message.shop().name().domain());
        headers.put("X-Shopify-API-Version", message.apiVersion());
        headers.put("X-Shopify-Webhook-Id", webhookId);
        headers.put("X-Shopify-Event-Id", message.eventId());
        headers.put("X-Shopify-Triggered-At", message.triggeredAt().toString());
        return headers;
    }

    /// Brings a letter at once and returns the answer's status, 0 for none in time.
    int deliver(Letter letter) {
        var message = new Delivery.Message(letter.app(), letter.shop(), letter.topic(), UUID.randomUUID().toString(),
                ages.real(), API_VERSION, letter.body());
        Map<String, String> headers = headers(message, UUID.randomUUID().toString());
        letter.headers().forEach((name, value) -> {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            if (value != null) {
                headers.put(name, value);
            }
        });
        return courier.send(letter.uri(), headers, letter.body());
    }

    List<Map<String, Object>> listed(String shop) {
        return outbox.list(shop);
    }

    void reset() {
        outbox.reset();
    }

    @Override
    public void close() {
        closed.countDown();
        courier.close();
    }
}
