package com.atom.shopify.fake.shopify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The accidents that were ordered and have not happened yet. The first order that fits a request is taken.
final class Mischief {
    private final List<Order> orders = new ArrayList<>();

    /// Where an accident happens.
    enum Place {
        /// At the Admin API.
        ADMIN,
        /// At the token endpoint.
        TOKEN,
        /// On the way to a subscriber.
        WEBHOOK,
        /// To a bulk operation, by the name of its first field.
        BULK,
        /// When a bulk operation's file is fetched, by the same name.
        DOWNLOAD;

        static Optional<Place> of(String name) {
            return find(values(), name);
        }
    }

    /// What goes wrong. [#REVOKE] and [#ROTATE_SECRET] happen when they are ordered, the others to a later request.
    enum Kind {
        /// The budget is said to be spent.
        THROTTLE,
        /// The answer comes late.
        STALL,
        /// The connection closes without an answer.
        CUT,
        /// Another HTTP status.
        STATUS,
        /// Any bytes.
        BODY,
        /// One field is null and an error says why.
        PARTIAL,
        /// The token endpoint forgets `expires_in`.
        WITHOUT_EXPIRES_IN,
        /// The shop's tokens die.
        REVOKE,
        /// The client secret changes.
        ROTATE_SECRET,
        /// A webhook comes twice, under the same id.
        DUPLICATE,
        /// A webhook is overtaken by the next one for the same app and shop.
        REORDER,
        /// A webhook comes late, or a bulk operation takes longer.
        DELAY,
        /// A webhook never comes.
        DROP,
        /// A bulk operation fails, with an error code and perhaps some rows.
        FAIL,
        /// A bulk operation's file ends in its middle.
        TRUNCATE,
        /// A bulk operation's file is gone as soon as it is there.
        EXPIRE;

        static Optional<Kind> of(String name) {
            return find(values(), name);
        }

        /// Where it happens if nobody says.
        Place usually() {
            return switch (this) {
                case WITHOUT_EXPIRES_IN -> Place.TOKEN;
                case DUPLICATE, REORDER, DELAY, DROP -> Place.WEBHOOK;
                case FAIL, TRUNCATE, EXPIRE -> Place.BULK;
                case THROTTLE, STALL, CUT, STATUS, BODY, PARTIAL, REVOKE, ROTATE_SECRET -> Place.ADMIN;
            };
        }

        /// Whether this can happen at that place.
        boolean fits(Place place) {
            return switch (this) {
                case PARTIAL -> place == Place.ADMIN;
                case WITHOUT_EXPIRES_IN -> place == Place.TOKEN;
                case DUPLICATE, REORDER, DROP -> place == Place.WEBHOOK;
                case DELAY -> place == Place.WEBHOOK || place == Place.BULK;
                case FAIL, TRUNCATE, EXPIRE -> place == Place.BULK;
                case STALL, CUT, STATUS -> place != Place.WEBHOOK && place != Place.BULK;
                case THROTTLE, BODY, REVOKE, ROTATE_SECRET -> place == Place.ADMIN || place == Place.TOKEN;
            };
        }
    }

    /// One order. `operation` is the operation's name, the grant type or the topic. `afterwards` lets the request take effect before its answer is lost or late; `path` is the field
    /// that a partial answer lacks. `errorCode` and `rows` are of a bulk operation that fails.
    record Order(Place place, Kind kind, @Nullable String shop, @Nullable String operation, int status,
            @Nullable Duration delay, Map<String, String> headers, String body, boolean afterwards, List<Object> path,
            BulkOperation.ErrorCode errorCode, int rows, int times) {
        Order withTimes(int left) {
            return new Order(place, kind, shop, operation, status, delay, headers, body, afterwards, path, errorCode,
                    rows, left);
        }

        Duration delayOr(Duration otherwise) {
            return delay == null ? otherwise : delay;
        }
    }

    synchronized void order(Order order) {
        orders.add(order);
    }

    synchronized Optional<Order> take(Place place, ShopName shop, String operation) {
        for (int at = 0; at < orders.size(); at++) {
            Order order = orders.get(at);
            boolean fits = order.place() == place && (order.shop() == null || order.shop().equals(shop.domain()))
                    && (order.operation() == null || order.operation().equals(operation));
            if (fits) {
                if (order.times() > 1) {
                    orders.set(at, order.withTimes(order.times() - 1));
                } else {
                    orders.remove(at);
                }
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    synchronized int waiting() {
        return orders.stream().mapToInt(Order::times).sum();
    }

    synchronized void reset() {
        orders.clear();
    }

    private static <E extends Enum<E>> Optional<E> find(E[] values, String name) {
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
