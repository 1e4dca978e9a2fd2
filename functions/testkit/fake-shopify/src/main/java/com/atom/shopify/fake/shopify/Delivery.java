package com.atom.shopify.fake.shopify;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One message to one subscriber, with everything that was tried. Guarded by its [Outbox].
final class Delivery {
    /// What each retry waits after the failure before it: eight of them, four hours together (shopify-platform 3.3; how
    /// the four hours are divided is not documented).
    static final List<Duration> GAPS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5),
            Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofMinutes(40), Duration.ofMinutes(60),
            Duration.ofMinutes(102));

    final String webhookId = UUID.randomUUID().toString();
    final Message message;
    final URI uri;
    /// Nothing for one of the app's configuration.
    final @Nullable Subscription subscription;
    private final List<Attempt> attempts = new ArrayList<>();
    private State state = State.WAITING;
    private Instant due;
    private String mischief = "";
    private Duration again = Duration.ZERO;
    private boolean twice;
    private boolean held;
    private boolean underWay;
    private int failures;

    /// What happened in a shop, as one app hears of it. The bytes are the same for each attempt.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Message(App app, Shop shop, String topic, String eventId, Instant triggeredAt, String apiVersion,
            byte[] body) {}

    /// One try: the answer's status, 0 for none in time.
    record Attempt(Instant at, int status) {}

    /// How far it has come.
    enum State {
        /// Not tried, or to be sent twice.
        WAITING,
        /// Taken.
        DELIVERED,
        /// Refused, and to be tried again.
        FAILED,
        /// Never to be tried again.
        GIVEN_UP
    }

    Delivery(Message message, URI uri, @Nullable Subscription subscription, Instant due) {
        this.message = message;
        this.uri = uri;
        this.subscription = subscription;
        this.due = due;
    }

    /// Lets an ordered accident happen to it.
    void suffer(Mischief.Order order) {
        mischief = order.kind().name().toLowerCase(Locale.ROOT);
        switch (order.kind()) {
            case DUPLICATE -> {
                twice = true;
                again = order.delayOr(Duration.ZERO);
            }
            case REORDER -> {
                held = true;
                due = due.plus(order.delayOr(Duration.ofSeconds(10)));
            }
            case DELAY -> due = due.plus(order.delayOr(Duration.ofSeconds(5)));
            case DROP -> state = State.GIVEN_UP;
            case THROTTLE, STALL, CUT, STATUS, BODY, PARTIAL, WITHOUT_EXPIRES_IN, REVOKE, ROTATE_SECRET, FAIL, TRUNCATE,
                    EXPIRE ->
                throw new IllegalStateException(mischief + " does not happen to webhooks");
        }
    }

    boolean open() {
        return state == State.WAITING || state == State.FAILED;
    }

    boolean begin(Instant now) {
        boolean ready = open() && !underWay && !now.isBefore(due);
        underWay = underWay || ready;
        return ready;
    }

    void end(int status, Instant now) {
        underWay = false;
        attempts.add(new Attempt(now, status));
        if (!open()) {
            return;
        }
        if (taken(status)) {
            state = twice ? State.WAITING : State.DELIVERED;
            due = now.plus(again);
            twice = false;
        } else if (failures == GAPS.size()) {
            state = State.GIVEN_UP;
        } else {
            state = State.FAILED;
            due = now.plus(GAPS.get(failures));
            failures++;
        }
    }

    /// Another one has gone ahead.
    void overtaken(Instant now) {
        due = held ? now : due;
        held = false;
    }

    boolean behind(Delivery other) {
        return held && message.shop().equals(other.message.shop()) && message.app().equals(other.message.app());
    }

    void giveUp() {
        state = State.GIVEN_UP;
    }

    /// A redirect is a failure too.
    static boolean taken(int status) {
        return status >= 200 && status < 300;
    }

    Map<String, Object> shown() {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("webhook_id", webhookId);
        shown.put("event_id", message.eventId());
        shown.put("shop", message.shop().name().domain());
        shown.put("client_id", message.app().clientId());
        shown.put("topic", message.topic());
        shown.put("uri", uri.toString());
        shown.put("triggered_at", message.triggeredAt().toString());
        shown.put("state", state.name().toLowerCase(Locale.ROOT));
        shown.put("mischief", mischief);
        shown.put("attempts", attempts.stream()
                .map(attempt -> Map.of("at", attempt.at().toString(), "status", attempt.status())).toList());
        return shown;
    }
}
