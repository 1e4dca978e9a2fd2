package com.atom.shopify.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.Topic;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final String TARGET = "https://api.example.com/webhooks/shopify";
    private static final String ELSEWHERE = "https://old.example.com/hooks";
    private static final Instant EARLY = Instant.parse("2026-01-02T03:04:05Z");
    private static final Set<Topic> WANTED = EnumSet.of(Topic.ORDERS_CREATE, Topic.PRODUCTS_UPDATE);

    @Test
    void withoutSubscriptionsEveryWantedTopicIsMissing() {
        var nothing = Comparison.of(List.of(), WANTED, TARGET);

        assertThat(nothing.missing()).containsExactlyInAnyOrderElementsOf(WANTED);
        assertThat(nothing.isRight(Set.of())).isFalse();
        assertThat(nothing.isRight(WANTED)).isTrue();
    }

    @Test
    void oneAtOurAddressStaysAndOneElsewhereIsTurned() {
        var order = subscription("1", "ORDERS_CREATE", TARGET, EARLY);
        var product = subscription("2", "PRODUCTS_UPDATE", ELSEWHERE, EARLY);

        var found = Comparison.of(List.of(order, product), WANTED, TARGET);

        assertThat(found.right()).containsExactly(order);
        assertThat(found.misdirected()).containsExactly(product);
        assertThat(found.missing()).isEmpty();
        assertThat(found.strays()).isEmpty();
        assertThat(found.delivers(Set.of())).isFalse();
    }

    @Test
    void ofSeveralTheOldestAtOurAddressStaysInWhateverOrderTheyCome() {
        var older = subscription("9", "ORDERS_CREATE", TARGET, EARLY);
        var newer = subscription("1", "ORDERS_CREATE", TARGET, EARLY.plusSeconds(1));
        var elsewhere = subscription("0", "ORDERS_CREATE", ELSEWHERE, EARLY.minusSeconds(60));

        for (var order : List.of(List.of(older, newer, elsewhere), List.of(elsewhere, newer, older))) {
            var found = Comparison.of(order, EnumSet.of(Topic.ORDERS_CREATE), TARGET);

            assertThat(found.right()).containsExactly(older);
            assertThat(found.strays()).containsExactlyInAnyOrder(newer, elsewhere);
        }
    }

    @Test
    void whatNobodyWantsOrKnowsOrWhatIsTrimmedIsAStray() {
        var unwanted = subscription("1", "ORDERS_UPDATED", TARGET, EARLY);
        var unknown = subscription("2", "THEMES_PUBLISH", TARGET, EARLY);
        var trimmed = new Subscription("3", "ORDERS_CREATE", TARGET, "JSON", null, List.of("id"), List.of(),
                new Subscription.ApiVersion("2026-10"), EARLY, EARLY);

        var found = Comparison.of(List.of(unwanted, unknown, trimmed), WANTED, TARGET);

        assertThat(found.strays()).containsExactlyInAnyOrder(unwanted, unknown, trimmed);
        assertThat(found.missing()).containsExactlyInAnyOrderElementsOf(WANTED);
    }

    @Test
    void whereTheAppOwnsThemAllOfOursAreStrays() {
        var ours = subscription("1", "ORDERS_CREATE", TARGET, EARLY);

        var found = Comparison.of(List.of(ours), Set.of(), TARGET);

        assertThat(found.strays()).containsExactly(ours);
        assertThat(found.delivers(Set.of())).isTrue();
        assertThat(found.isRight(Set.of())).isFalse();
    }

    private static Subscription subscription(String id, String topic, String uri, Instant created) {
        return new Subscription("gid://shopify/WebhookSubscription/" + id, topic, uri, "JSON", null, List.of(),
                List.of(), new Subscription.ApiVersion("2026-10"), created, created);
    }
}
