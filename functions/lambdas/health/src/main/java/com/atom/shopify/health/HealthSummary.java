package com.atom.shopify.health;

import com.atom.shopify.checks.Checkups;
import com.atom.shopify.checks.Checkups.Remembered;
import com.atom.shopify.checks.Vitals;
import com.atom.shopify.connections.Connections;
import com.atom.shopify.connections.Store;
import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.queue.Backlog;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.tokens.Condition;
import com.atom.shopify.tokens.Conditions;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How all of a user's stores are, from what is known: Shopify is not asked.
@Singleton
final class HealthSummary {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Connections connections;
    private final Conditions conditions;
    private final Checkups checkups;
    private final Vitals vitals;
    private final Backlog backlog;

    HealthSummary(Connections connections, Conditions conditions, Checkups checkups, Vitals vitals,
            Backlog backlog) {
        this.connections = connections;
        this.conditions = conditions;
        this.checkups = checkups;
        this.vitals = vitals;
        this.backlog = backlog;
    }

    /// What is known.
    ///
    /// @param statuses how many of the stores have each status that any of them has
    /// @param stores by name
    /// @param backlog what the product has yet to work through, for all of its users
    @Serdeable(naming = SnakeCaseStrategy.class)
    record SummaryJson(Map<String, Integer> statuses, List<StoreHealthJson> stores, BacklogJson backlog) {}

    /// A store.
    ///
    /// @param status now, from our own tables
    /// @param lastCheck none until the store was checked for the first time
    /// @param lastDelivery what Shopify delivered last and is done with, to the minute; this and the next two are
    /// forgotten when none of them has changed for 30 days
    /// @param lastSync the sync that ended last
    /// @param lastComparison how far what we hold agreed with Shopify at the last nightly comparison; none until the first one was
    /// complete
    /// @param authorizeUrl where the store is connected again, when only that helps
    @Serdeable(naming = SnakeCaseStrategy.class)
    record StoreHealthJson(String shop, String status, @Nullable CheckJson lastCheck,
            @Nullable LastDeliveryJson lastDelivery, @Nullable LastSyncJson lastSync,
            @Nullable LastComparisonJson lastComparison,
            @Nullable String authorizeUrl) {

        @Serdeable(naming = SnakeCaseStrategy.class)
        record LastDeliveryJson(String topic, Instant receivedAt) {
            private static LastDeliveryJson of(Vitals.Delivered known) {
                return new LastDeliveryJson(known.topic(), known.receivedAt());
            }
        }

        /// A sync.
        ///
        /// @param status `completed` or `failed`, and then
        /// @param reason why
        @Serdeable(naming = SnakeCaseStrategy.class)
        record LastSyncJson(String subject, String status, @Nullable String reason, Instant endedAt) {
            private static LastSyncJson of(Vitals.Synced known) {
                return new LastSyncJson(known.subject(), known.status(), known.reason().orElse(null), known.endedAt());
            }
        }

        /// A comparison, which repairs what it finds.
        ///
        /// @param through everything that was changed before has been compared
        /// @param objects how many products, orders, customers and inventory items were read for it
        /// @param drifted how many of them were not what we held
        @Serdeable(naming = SnakeCaseStrategy.class)
        record LastComparisonJson(Instant through, long objects, long drifted) {
            private static LastComparisonJson of(Vitals.Compared known) {
                return new LastComparisonJson(known.through(), known.objects(), known.drifted());
            }
        }

        /// What the store's Admin API said when all stores were checked the last time.
        ///
        /// @param level `ok`, `degraded` or `down`
        /// @param code why calls did not work
        /// @param since from when on it has been so
        @Serdeable(naming = SnakeCaseStrategy.class)
        record CheckJson(String level, @Nullable String code, @Nullable Long latencyMs,
                @Nullable String servedVersion, Instant checkedAt, Instant since) {
            private static CheckJson of(Remembered known) {
                return new CheckJson(known.level().word(), known.code().orElse(null),
                        known.took().map(Duration::toMillis).orElse(null), known.servedVersion().orElse(null),
                        known.at(), known.since());
            }
        }
    }

    /// Messages, as SQS counts them, which is roughly.
    ///
    /// @param deliveries what Shopify delivered and is not worked through
    /// @param parkedDeliveries what could not be worked through and waits for an operator
    /// @param jobs what jobs have yet to do
    /// @param parkedJobs what they could not do
    @Serdeable(naming = SnakeCaseStrategy.class)
    record BacklogJson(int deliveries, int parkedDeliveries, int jobs, int parkedJobs) {}

    Answer answer(Call call) {
        var user = call.userAlone();
        var shops = connections.shopsOf(user);
        var linked = connections.stores(user, shops).stream().sorted(Comparator.comparing(Store::shop)).toList();
        var known = conditions.of(shops);
        var checked = checkups.of(shops);
        var signs = vitals.of(shops);
        var stores = linked.stream().map(store -> json(store, known, checked, signs, call)).toList();
        var statuses = stores.stream().collect(
                Collectors.toMap(StoreHealthJson::status, _ -> 1, Integer::sum, TreeMap<String, Integer>::new));
        return Answer.ok(new SummaryJson(statuses, stores, new BacklogJson(backlog.waiting(Queue.INBOX, PATIENCE),
                backlog.parked(Queue.INBOX, PATIENCE), backlog.waiting(Queue.JOBS, PATIENCE),
                backlog.parked(Queue.JOBS, PATIENCE))));
    }

    private static StoreHealthJson json(Store store, Map<ShopDomain, Condition> known,
            Map<ShopDomain, Remembered> checked, Map<ShopDomain, Vitals.Signs> signs, Call call) {
        var status = Objects.requireNonNull(known.get(store.shop())).status();
        var last = signs.getOrDefault(store.shop(), Vitals.Signs.NONE);
        return new StoreHealthJson(store.shop().value(), status.outer(),
                Optional.ofNullable(checked.get(store.shop())).map(StoreHealthJson.CheckJson::of).orElse(null),
                last.delivered().map(StoreHealthJson.LastDeliveryJson::of).orElse(null),
                last.synced().map(StoreHealthJson.LastSyncJson::of).orElse(null),
                last.compared().map(StoreHealthJson.LastComparisonJson::of).orElse(null),
                Repair.link(status, store, call.self()));
    }
}
