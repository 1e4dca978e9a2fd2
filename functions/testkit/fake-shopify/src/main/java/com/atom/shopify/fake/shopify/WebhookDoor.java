package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Control.Nonsense;
import com.atom.shopify.fake.shopify.Webhooks.Letter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The part of `/_control` that is about webhooks: what a merchant's customer or the law asks for, and deliveries that
/// somebody writes by hand.
final class WebhookDoor {
    private static final List<String> BODIES = List.of("payload", "body", "base64");

    private final World world;

    WebhookDoor(World world) {
        this.world = world;
    }

    Reply listed(String shop) {
        return Reply.json(200, world.webhooks().listed(shop));
    }

    /// Sends a compliance topic to the apps whose configuration has them. Source: shopify-platform 3.6.
    Reply compliance(Map<String, @Nullable Object> body) {
        Control.known(body, Set.of("shop", "topic", "customer_id", "orders"));
        Shop shop = AppDoor.shop(world, body);
        String topic = Control.value(body, "topic", text -> text).filter(Topics.COMPLIANCE::contains)
                .orElseThrow(() -> new Nonsense("topic is one of " + Topics.COMPLIANCE.stream().sorted().toList()));
        Optional<Long> customer = number(body, "customer_id");
        if (topic.startsWith("customers/") && customer.isEmpty()) {
            throw new Nonsense("customer_id is missing");
        }
        Optional<List<Long>> orders = numbers(body, "orders");
        return shop.locked(() -> {
            var payload = new LinkedHashMap<String, @Nullable Object>();
            payload.put("shop_id", shop.settings().id());
            payload.put("shop_domain", shop.name().domain());
            if (topic.startsWith("customers/")) {
                boolean request = topic.equals("customers/data_request");
                payload.put(request ? "orders_requested" : "orders_to_redact",
                        orders.orElseGet(() -> ordersOf(shop, customer.orElseThrow())));
                payload.put("customer", person(shop, customer.orElseThrow()));
                if (request) {
                    payload.put("data_request", Map.of("id", shop.catalog().newId()));
                }
            }
            shop.tell(topic, payload);
            return Reply.json(200, Map.of("sent", topic));
        });
    }

    private static List<Long> ordersOf(Shop shop, long customer) {
        return shop.orders().of(customer).map(order -> order.id).toList();
    }

    private static Map<String, @Nullable Object> person(Shop shop, long id) {
        Optional<Customer> known = shop.customers().find(id);
        var person = new LinkedHashMap<String, @Nullable Object>();
        person.put("id", id);
        person.put("email", known.map(customer -> customer.email).orElse(null));
        person.put("phone", known.map(customer -> customer.phone).orElse(null));
        return person;
    }

    /// Brings a delivery by hand, signed over exactly these bytes, and answers with the subscriber's status.
    Reply deliver(Map<String, @Nullable Object> body) {
        Control.known(body, Set.of("shop", "topic", "client_id", "uri", "headers", "payload", "body", "base64"));
        Shop shop = AppDoor.shop(world, body);
        App app = AppDoor.app(world, body);
        String topic = Control.value(body, "topic", text -> text)
                .orElseThrow(() -> new Nonsense("topic is missing"));
        URI uri = Control.value(body, "uri", text -> Loopback.parse(text)
                .orElseThrow(() -> new Nonsense("uri is plain HTTP to this machine"))).or(() -> app.hooks().uri())
                .orElseThrow(() -> new Nonsense("the app has no webhook_uri: say which uri"));
        var letter = new Letter(shop, app, topic, uri, bytes(body), headers(body));
        try {
            return Reply.json(200, Map.of("status", world.webhooks().deliver(letter)));
        } catch (IllegalArgumentException unsendable) {
            throw new Nonsense("headers cannot be sent: " + unsendable.getMessage());
        }
    }

    private static byte[] bytes(Map<String, @Nullable Object> body) {
        if (BODIES.stream().filter(body::containsKey).count() != 1) {
            throw new Nonsense("a delivery has a payload, a body or a base64");
        }
        if (body.get("payload") != null) {
            return Json.bytes(body.get("payload"));
        }
        return Control.value(body, "base64", WebhookDoor::decoded)
                .or(() -> Control.value(body, "body", text -> text.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> new Nonsense("null cannot be delivered"));
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw new Nonsense("base64 is not Base64");
        }
    }

    private static Map<String, @Nullable String> headers(Map<String, @Nullable Object> body) {
        var headers = new LinkedHashMap<String, @Nullable String>();
        switch (body.get("headers")) {
            case null -> {
            }
            case Map<?, ?> given -> given.forEach((name, value) -> headers.put(String.valueOf(name),
                    value == null ? null : value.toString()));
            default -> throw new Nonsense("headers is an object");
        }
        return headers;
    }

    private static Optional<Long> number(Map<String, @Nullable Object> body, String field) {
        return Optional.ofNullable(body.get(field)).map(value -> whole(field, value));
    }

    private static Optional<List<Long>> numbers(Map<String, @Nullable Object> body, String field) {
        return switch (body.get(field)) {
            case null -> Optional.empty();
            case List<?> items -> Optional.of(items.stream().map(item -> whole(field, item)).toList());
            default -> throw new Nonsense(field + " is a list of numbers");
        };
    }

    private static long whole(String field, @Nullable Object value) {
        return switch (value) {
            case Integer number -> number;
            case Long number -> number;
            case null, default -> throw new Nonsense(field + " holds whole numbers");
        };
    }
}
