package com.atom.shopify.webhooks.api;

import com.atom.shopify.edge.NoParameters;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.routes.Topic;
import com.atom.shopify.subscriptions.Subscriptions;
import com.atom.shopify.webhooks.api.WebhookJson.State;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

/// What a store has of subscriptions, held against what it should have, by topic.
@Singleton
final class ListWebhooks {
    private final Subscriptions subscriptions;

    ListWebhooks(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    Page<WebhookJson> page(NoParameters query, PageRequest page, StoreCall at) {
        var found = all(at).sorted(Comparator.comparing(WebhookJson::place))
                .filter(each -> page.after() == null || each.place().compareTo(page.after()) > 0)
                .limit(page.limit() + 1L).toList();
        return found.size() <= page.limit()
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, page.limit()), found.get(page.limit() - 1).place());
    }

    private Stream<WebhookJson> all(StoreCall at) {
        var found = subscriptions.compare(at);
        var wanted = subscriptions.wanted();
        return Stream.of(
                Arrays.stream(Topic.values()).filter(topic -> !wanted.contains(topic))
                        .map(topic -> WebhookJson.of(topic, State.DECLARED)),
                found.missing().stream().map(topic -> WebhookJson.of(topic, State.MISSING)),
                found.right().stream().map(each -> WebhookJson.of(each, State.PRESENT)),
                found.misdirected().stream().map(each -> WebhookJson.of(each, State.MISDIRECTED)),
                found.strays().stream().map(each -> WebhookJson.of(each, State.STRAY)))
                .flatMap(lines -> lines);
    }
}
