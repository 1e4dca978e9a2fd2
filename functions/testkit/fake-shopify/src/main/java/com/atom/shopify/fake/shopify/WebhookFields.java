package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Page.Sort;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The subscriptions that an app made by the API: those of its configuration are not among them (shopify-platform 3.1).
final class WebhookFields {
    private static final String QUERY = "QueryRoot";

    private WebhookFields() {}

    static void wire(Wiring wiring) {
        Page.wire(wiring, Subscription.TYPE);
        wiring.type(Subscription.TYPE, Subscription.class)
                .field("id", Subscription::gid)
                .field("legacyResourceId", subscription -> subscription.id)
                .field("topic", subscription -> subscription.topic)
                .field("uri", subscription -> subscription.uri)
                .field("name", subscription -> subscription.name)
                .field("format", subscription -> "JSON")
                .field("filter", subscription -> null)
                .field("includeFields", subscription -> List.of())
                .field("metafieldNamespaces", subscription -> List.of())
                .field("apiVersion", subscription -> ApiVersions.shown(Webhooks.API_VERSION))
                .field("createdAt", subscription -> ShopFields.time(subscription.createdAt))
                .field("updatedAt", subscription -> ShopFields.time(subscription.updatedAt));
        wiring.root(QUERY, "webhookSubscription",
                (shop, call) -> find(shop, call).orElse(null));
        wiring.root(QUERY, "webhookSubscriptions", (shop, call) -> {
            call.refuse("query", "callbackUrl");
            return Page.of(asked(shop, call), sort(call), call.environment());
        });
        wiring.root(QUERY, "webhookSubscriptionsCount", (shop, call) -> {
            call.refuse("query");
            return ProductFields.count((int) shop.subscriptions().of(call.app()).count());
        });
    }

    /// The subscription that is named by its id, if it is the app's.
    static Optional<Subscription> find(Shop shop, Call call) {
        return shop.subscriptions().find(call.app(), ProductQueries.id(call.text("id"), Subscription.TYPE));
    }

    private static Stream<Subscription> asked(Shop shop, Call call) {
        List<?> topics = call.environment().getArgument("topics");
        return shop.subscriptions().of(call.app())
                .filter(subscription -> topics == null || topics.isEmpty() || topics.contains(subscription.topic))
                .filter(subscription -> !call.has("uri") || call.text("uri").equals(subscription.uri))
                .filter(subscription -> !call.text("format").equals("XML"));
    }

    private static Sort<Subscription> sort(Call call) {
        return call.text("sortKey").equals("ID")
                ? new Sort<>("ID", subscription -> Sort.number(subscription.id), subscription -> subscription.id)
                : new Sort<>("CREATED_AT", subscription -> Sort.number(subscription.createdAt.toEpochMilli()),
                        subscription -> subscription.id);
    }
}
