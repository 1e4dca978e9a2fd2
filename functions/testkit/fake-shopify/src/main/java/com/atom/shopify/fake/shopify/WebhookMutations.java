package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Making, changing and ending an app's subscriptions in one shop. An address that is not on this machine is kept, and
/// nothing is ever sent there. Shopify's words are known for an address that is taken; the others are the simulator's.
final class WebhookMutations {
    private static final String MUTATION = "Mutation";
    private static final String INPUT = "webhookSubscription";
    private static final int LONGEST_NAME = 50;
    private static final Problem GONE = Problem.at("Webhook subscription does not exist", "id");

    private WebhookMutations() {}

    static void wire(Wiring wiring) {
        wiring.root(MUTATION, "webhookSubscriptionCreate", WebhookMutations::create);
        wiring.root(MUTATION, "webhookSubscriptionUpdate", WebhookMutations::update);
        wiring.root(MUTATION, "webhookSubscriptionDelete", WebhookMutations::delete);
        List.of("Create", "Update").forEach(verb -> wiring.plain("WebhookSubscription" + verb + "Payload", INPUT,
                "userErrors"));
        wiring.plain("WebhookSubscriptionDeletePayload", "deletedWebhookSubscriptionId", "userErrors");
    }

    private static Map<String, @Nullable Object> create(Shop shop, Call call) {
        Input input = input(call);
        String topic = call.text("topic");
        String uri = input.text("uri").orElse("");
        List<Problem> problems = new ArrayList<>(problems(input, uri));
        List<String> enough = Topics.scopes(topic);
        if (!enough.isEmpty() && enough.stream().noneMatch(call.scopes()::allow)) {
            problems.add(Problem.at("You do not have permission to create or update webhooks with " + topic
                    + " topic. It requires one of these scopes: " + String.join(", ", enough), "topic"));
        }
        if (shop.subscriptions().taken(call.app(), topic, uri, 0)) {
            problems.add(taken());
        }
        if (!problems.isEmpty()) {
            return ProductMutations.refused(shop, problems);
        }
        var subscription = new Subscription(shop.catalog().newId(), call.app(), topic, uri, shop.now());
        subscription.name = input.text("name").orElse(null);
        shop.subscriptions().add(subscription);
        return ProductMutations.done(shop, INPUT, subscription);
    }

    private static Map<String, @Nullable Object> update(Shop shop, Call call) {
        Optional<Subscription> known = WebhookFields.find(shop, call);
        if (known.isEmpty()) {
            return ProductMutations.refused(shop, List.of(GONE));
        }
        Subscription subscription = known.get();
        Input input = input(call);
        String uri = input.given("uri") ? input.text("uri").orElse("") : subscription.uri;
        List<Problem> problems = new ArrayList<>(problems(input, uri));
        if (shop.subscriptions().taken(call.app(), subscription.topic, uri, subscription.id)) {
            problems.add(taken());
        }
        if (!problems.isEmpty()) {
            return ProductMutations.refused(shop, problems);
        }
        subscription.uri = uri;
        subscription.name = input.given("name") ? input.text("name").orElse(null) : subscription.name;
        subscription.updatedAt = shop.now();
        return ProductMutations.done(shop, INPUT, subscription);
    }

    private static Map<String, @Nullable Object> delete(Shop shop, Call call) {
        Optional<Subscription> known = WebhookFields.find(shop, call);
        if (known.isEmpty()) {
            return ProductMutations.refused(shop, List.of(GONE));
        }
        shop.subscriptions().remove(known.get());
        return ProductMutations.done(shop, "deletedWebhookSubscriptionId", known.get().gid());
    }

    /// Filters, field lists and metafields are not played.
    private static Input input(Call call) {
        Input input = call.input(INPUT).only("uri", "name", "format");
        if (input.text("format").orElse("JSON").equals("XML")) {
            throw Refusal.unsupported(INPUT + ".format XML");
        }
        return input;
    }

    private static Problem taken() {
        return Problem.at("Address for this topic has already been taken", INPUT, "uri");
    }

    private static List<Problem> problems(Input input, String uri) {
        var problems = new ArrayList<Problem>();
        if (uri.isBlank()) {
            problems.add(Problem.at("Address can't be blank", INPUT, "uri"));
        } else if (Loopback.parse(uri).isEmpty()
                && !uri.matches("https://[^/\\s]+(/\\S*)?|arn:aws:events:\\S+|pubsub://\\S+:\\S+")) {
            problems.add(Problem.at("Address is invalid", INPUT, "uri"));
        }
        if (input.text("name").filter(name -> !name.matches("[A-Za-z0-9_-]{1," + LONGEST_NAME + "}")).isPresent()) {
            problems.add(Problem.at("Name is invalid", INPUT, "name"));
        }
        return problems;
    }
}
