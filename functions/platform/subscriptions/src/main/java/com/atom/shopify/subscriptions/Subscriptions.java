package com.atom.shopify.subscriptions;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.connections.Connections;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.lists.Connection;
import com.atom.shopify.routes.Topic;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The subscriptions that we make in a store. Making them right looks, changes what is wrong, and looks again: so it may be
/// repeated, interrupted, and done by several at once, and ends with one subscription per topic.
@Singleton
public final class Subscriptions {
    /// Looking once more than anybody needs who is alone.
    private static final int MOST_ROUNDS = 3;
    private static final Operation<Listed> LIST = Operation.of(Subscriptions.class, "ListSubscriptions", Listed.class);
    private static final Operation<Created> CREATE = Operation.of(Subscriptions.class, "CreateSubscription",
            Created.class);
    private static final Operation<Redirected> REDIRECT = Operation.of(Subscriptions.class, "RedirectSubscription",
            Redirected.class);
    private static final Operation<Deleted> DELETE = Operation.of(Subscriptions.class, "DeleteSubscription",
            Deleted.class);

    private final AdminApi admin;
    private final SubscriptionSettings settings;
    private final Connections connections;
    private final Watch watch;
    private final Clock clock;

    Subscriptions(AdminApi admin, SubscriptionSettings settings, Connections connections, Watch watch, Clock clock) {
        this.admin = admin;
        this.settings = settings;
        this.connections = connections;
        this.watch = watch;
        this.clock = clock;
    }

    @Serdeable
    record Listed(Connection<Subscription> webhookSubscriptions) {}

    @Serdeable
    record Created(Payload webhookSubscriptionCreate) {}

    @Serdeable
    record Redirected(Payload webhookSubscriptionUpdate) {}

    @Serdeable
    record Deleted(Payload webhookSubscriptionDelete) {}

    @Serdeable
    record Payload(List<UserError> userErrors) {}

    public SubscriptionOwner owner() {
        return settings.owner();
    }

    /// The topics that a store should have a subscription of its own for.
    public Set<Topic> wanted() {
        return switch (settings.owner()) {
            case APP -> Set.of();
            case SHOP -> Arrays.stream(Topic.values()).filter(topic -> !topic.isCompliance())
                    .collect(Collectors.toUnmodifiableSet());
        };
    }

    /// What the store has, held against what it should have.
    public Comparison compare(Errand at) {
        return compare(at, target(at.shop()));
    }

    private Comparison compare(Errand at, String target) {
        return Comparison.of(all(at), wanted(), target);
    }

    /// Where the store's deliveries are to go. An app of its owner signs them with its own secret, so it has a path of its own.
    private String target(ShopDomain shop) {
        return switch (settings.owner()) {
            case APP -> settings.target();
            case SHOP -> connections.ownApp(shop).map(settings::target).orElseGet(settings::target);
        };
    }

    /// Makes the store's subscriptions right. When something was missing although it had been there, the time since is noted as a
    /// gap, which [Watch#of] tells. Fails as the Admin API does; what was changed before stays.
    public Ensured ensure(Errand at) {
        var created = EnumSet.noneOf(Topic.class);
        var refused = EnumSet.noneOf(Topic.class);
        var redirected = new ArrayList<Subscription>();
        var removed = new ArrayList<Subscription>();
        var neverHad = watch.of(at.shop()).refused();
        var target = target(at.shop());
        for (var round = 1;; round++) {
            var looked = clock.instant();
            var found = compare(at, target);
            note(found, refused, neverHad, at, looked);
            if (found.isRight(refused) || round > MOST_ROUNDS) {
                return new Ensured(created, redirected, removed, refused);
            }
            var isLast = round == MOST_ROUNDS;
            found.strays().forEach(stray -> orLookAgain(isLast, () -> {
                delete(stray, at);
                removed.add(stray);
            }));
            found.misdirected().forEach(each -> orLookAgain(isLast, () -> {
                redirect(each, target, at);
                redirected.add(each);
            }));
            found.missing().stream().filter(topic -> !refused.contains(topic))
                    .forEach(topic -> orLookAgain(isLast,
                            () -> (create(topic, target, at) ? created : refused).add(topic)));
        }
    }

    /// Removes every subscription that was made by the Admin API, and does not want them back until the next [#ensure]. Where the
    /// store's own are all there are, deliveries are missing until then.
    public List<Subscription> deleteAll(Errand at) {
        if (settings.owner() == SubscriptionOwner.SHOP) {
            watch.stop(at.shop());
        }
        var all = all(at);
        all.forEach(each -> delete(each, at));
        return all;
    }

    /// A topic that was refused before and is missing now was never there.
    private void note(Comparison found, Set<Topic> refused, Set<Topic> neverHad, Errand at, Instant looked) {
        if (settings.owner() == SubscriptionOwner.APP) {
            return;
        }
        if (found.delivers(refused)) {
            watch.right(at.shop(), looked, refused);
        } else if (!found.delivers(neverHad)) {
            watch.wrong(at.shop());
        }
    }

    /// Does it; when nobody knows whether it was done, the next look tells.
    private static void orLookAgain(boolean isLast, Runnable change) {
        try {
            change.run();
        } catch (FailureException failed) {
            if (isLast || !(failed.failure() instanceof Failure.OutcomeUnknown)) {
                throw failed;
            }
        }
    }

    private List<Subscription> all(Errand at) {
        return page(null, at).whole(after -> page(after, at));
    }

    private Connection<Subscription> page(@Nullable String after, Errand at) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("after", after);
        return admin.run(at, LIST.with(variables)).webhookSubscriptions();
    }

    /// Creates it, or finds that somebody else just did; false when Shopify does not allow it.
    private boolean create(Topic topic, String target, Errand at) {
        var errors = admin.run(at, CREATE.with(Map.of("topic", topic.schema(), "uri", target)))
                .webhookSubscriptionCreate().userErrors();
        return errors.stream().allMatch(error -> error.meaning() == UserError.Meaning.TAKEN);
    }

    /// Turns it to our address. Somebody else may have done so, or have removed it.
    private void redirect(Subscription subscription, String target, Errand at) {
        throwIfAny(admin.run(at, REDIRECT.with(Map.of("id", subscription.id(), "uri", target)))
                .webhookSubscriptionUpdate().userErrors());
    }

    private void delete(Subscription subscription, Errand at) {
        throwIfAny(admin.run(at, DELETE.with(Map.of("id", subscription.id()))).webhookSubscriptionDelete()
                .userErrors());
    }

    /// That it is not there any more, or that another one has its address, the next look finds.
    private static void throwIfAny(List<UserError> errors) {
        var serious = errors.stream().map(UserError::meaning)
                .filter(meaning -> meaning != UserError.Meaning.NOT_FOUND && meaning != UserError.Meaning.TAKEN)
                .toList();
        if (!serious.isEmpty()) {
            throw new FailureException(new Failure.Refused("webhooks.refused",
                    "Shopify refuses to change a subscription.",
                    serious.stream().map(meaning -> meaning.of(null)).toList()));
        }
    }
}
