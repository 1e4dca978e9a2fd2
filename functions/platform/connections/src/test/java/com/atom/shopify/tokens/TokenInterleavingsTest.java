package com.atom.shopify.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.aws.Items;
import com.atom.shopify.connections.Uninstall;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.once.Leases;
import com.atom.shopify.tables.Table;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Random interleavings of several instances on two shops of the platform's app, one of an own app, and one that leaves: callers,
/// re-encryption and uninstallation, with functions that die, clocks that jump and answers that are lost. Each seed is one history;
/// a failure names it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenInterleavingsTest {
    private static final int HISTORIES = Integer.getInteger("token.histories", 15);
    private static final int STEPS = 120;
    private static final int INSTANCES = 5;
    private static final List<Integer> JUMPS = List.of(1, 7, 31, 240, 3_000, 7_200);
    private static final List<String> ACCIDENTS = List.of("\"kind\":\"cut\",\"when\":\"before\"",
            "\"kind\":\"cut\",\"when\":\"after\"", "\"kind\":\"status\",\"status\":520",
            "\"kind\":\"without_expires_in\"");
    private static final Set<String> EXPECTED = Set.of("store.busy", "shopify.unavailable", "shopify.timeout");
    private static final int LEAVING = 3;

    private final Rotation rotation = new Rotation();
    private final Clock gated = Turns.clock(rotation.clock);
    private final List<ApplicationContext> instances = IntStream.range(0, INSTANCES)
            .mapToObj(_ -> rotation.instance(gated, Turns::pause)).toList();
    private final Tokens tokens = instances.getFirst().getBean(Tokens.class);

    @AfterAll
    void stop() {
        rotation.close();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, HISTORIES);
    }

    /// What was seen of a shop so far.
    private static final class Seen {
        private final Map<Long, String> pairs = new HashMap<>();
        private boolean left;
        private long refreshes;
        private long leaseUntil;
        private Turns.@Nullable Actor refresher;

        private Seen(long refreshes) {
            this.refreshes = refreshes;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverHappensThePairIsNeitherLostNorDoubled(long seed) {
        var random = new Random(seed);
        var first = instances.getFirst();
        var shops = List.of(rotation.connect(first), rotation.connect(first), rotation.connectThroughOwnApp(first),
                rotation.connect(first));
        var leaving = shops.get(LEAVING);
        var leavesAt = STEPS / 4 + random.nextInt(STEPS / 2);
        var seen = shops.stream().collect(
                Collectors.toMap(Function.identity(), shop -> new Seen(rotation.refreshes(shop))));
        var problems = new ArrayList<String>();
        var actors = new HashMap<ApplicationContext, Turns.Actor>();
        rotation.advance(Duration.ofMinutes(55 + random.nextInt(10)));

        for (var step = 0; step < STEPS; step++) {
            actors.values().removeIf(Turns.Actor::hasEnded);
            if (step == leavesAt) {
                rotation.uninstall(leaving);
                Objects.requireNonNull(seen.get(leaving)).left = true;
            }
            switch (random.nextInt(16)) {
                case 0 -> begin(actors, shops, seen, random, problems);
                case 1 -> {
                    if (!actors.isEmpty() && random.nextInt(3) == 0) {
                        kill(some(actors, random), actors, shops);
                    }
                }
                case 2 -> rotation.mischief(shops.get(random.nextInt(shops.size())), ACCIDENTS.get(random.nextInt(4)));
                case 3 -> rotation.advance(Duration.ofSeconds(JUMPS.get(random.nextInt(6))));
                default -> {
                    if (actors.isEmpty()) {
                        begin(actors, shops, seen, random, problems);
                    }
                    var actor = actors.get(some(actors, random));
                    if (actor != null) {
                        actor.step();
                        seen.forEach((shop, before) -> check(shop, before, actor, problems));
                    }
                }
            }
        }
        List.copyOf(actors.keySet()).forEach(instance -> kill(instance, actors, shops));

        assertThat(problems).isEmpty();
        // Who was killed may hold a lease, and Shopify may still have accidents in store.
        rotation.advance(Duration.ofSeconds(31));
        for (var shop : shops.subList(0, LEAVING)) {
            assertThat(rotation.accepts(shop, atLast(shop))).isTrue();
        }
        uninstalled(first, leaving);
        assertThat(item(Table.TOKENS, "shop", leaving.value())).doesNotContainKeys("ciphertext", "previous")
                .containsEntry("state", Items.text("UNINSTALLED"));
    }

    private void uninstalled(ApplicationContext instance, ShopDomain shop) {
        assertThat(instance.getBean(Uninstall.class).of(shop, rotation.clock.instant(), rotation.deadline()))
                .isEqualTo(Uninstall.Outcome.UNINSTALLED);
    }

    /// An instance works for one caller at a time.
    private void begin(Map<ApplicationContext, Turns.Actor> actors, List<ShopDomain> shops, Map<ShopDomain, Seen> seen,
            Random random, List<String> problems) {
        var shop = shops.get(random.nextInt(shops.size()));
        var before = Objects.requireNonNull(seen.get(shop));
        instances.stream().filter(instance -> !actors.containsKey(instance)).findFirst()
                .ifPresent(idle -> actors.put(idle, new Turns.Actor(work(idle, shop, before, random, problems))));
    }

    /// What an instance does: mostly it calls.
    private static Runnable work(ApplicationContext instance, ShopDomain shop, Seen seen, Random random,
            List<String> problems) {
        Consumer<Deadline> work = switch (random.nextInt(6)) {
            case 0 -> deadline -> instance.getBean(TokenLifecycle.class).reencrypt(shop, deadline);
            case 1 -> seen.left
                    ? deadline -> instance.getBean(Uninstall.class).of(shop,
                            instance.getBean(Clock.class).instant(), deadline)
                    : _ -> instance.getBean(Tokens.class).eraseEnded(shop);
            default -> deadline -> call(instance, shop, deadline, random);
        };
        return () -> {
            try {
                work.accept(Deadline.in(Duration.ofSeconds(25), instance.getBean(Clock.class)));
            } catch (FailureException failed) {
                var code = failed.failure().code();
                if (!EXPECTED.contains(code) && !code.startsWith("oauth.")
                        && !(seen.left && code.equals("store.reauth-required"))) {
                    problems.add(shop + " " + code);
                }
            }
        };
    }

    private ApplicationContext some(Map<ApplicationContext, Turns.Actor> actors, Random random) {
        var busy = instances.stream().filter(actors::containsKey).toList();
        return busy.get(random.nextInt(busy.size()));
    }

    /// A process that dies takes what it knew with it.
    private static void kill(ApplicationContext instance, Map<ApplicationContext, Turns.Actor> actors,
            List<ShopDomain> shops) {
        var actor = actors.remove(instance);
        if (actor != null) {
            actor.kill();
        }
        shops.forEach(instance.getBean(Tokens.class)::forget);
    }

    private static void call(ApplicationContext instance, ShopDomain shop, Deadline deadline, Random random) {
        var lifecycle = instance.getBean(TokenLifecycle.class);
        var token = lifecycle.of(shop, deadline);
        if (random.nextInt(4) == 0) {
            var _ = lifecycle.insteadOf(token, shop, deadline);
        }
    }

    /// What must be true after every step.
    private void check(ShopDomain shop, Seen before, Turns.Actor actor, List<String> problems) {
        var row = item(Table.TOKENS, "shop", shop.value());
        var version = Items.number(row, "version");
        var pair = String.valueOf(row.get("ciphertext")) + Items.text(row, "state");
        if (!before.pairs.computeIfAbsent(version, _ -> pair).equals(pair)) {
            problems.add("two results are stored as version " + version);
        }
        if (version < before.pairs.keySet().stream().mapToLong(each -> each).max().orElse(0)) {
            problems.add("the version went back to " + version);
        }
        var refreshes = rotation.refreshes(shop);
        if (refreshes > before.refreshes) {
            var now = rotation.clock.instant().toEpochMilli();
            var earlier = before.refresher;
            if (earlier != null && earlier != actor && !earlier.hasEnded() && now < before.leaseUntil) {
                problems.add("a refresh was sent while another one's lease ran");
            }
            before.refreshes = refreshes;
            before.refresher = actor;
            before.leaseUntil = Items.number(item(Table.ONCE, "key", "lease#token#" + shop), "held_until");
        }
    }

    /// The token in the end, when nothing is in its way any more but accidents that were ordered before.
    private String atLast(ShopDomain shop) {
        for (var tries = 0;; tries++) {
            try {
                return instances.getFirst().getBean(TokenLifecycle.class).of(shop, rotation.deadline()).reveal();
            } catch (FailureException failed) {
                if (tries == 20) {
                    throw failed;
                }
            }
        }
    }

    private Map<String, AttributeValue> item(Table table, String name, String key) {
        return rotation.tables.client().getItem(get -> get.tableName(rotation.tables.name(table)).consistentRead(true)
                .key(Map.of(name, AttributeValue.fromS(key)))).item();
    }

    @Test
    void ofTwoResultsForOneVersionOneIsStored() {
        var shop = rotation.connect(instances.getFirst());
        var valid = (TokenState.Valid) tokens.now(shop);
        var pair = valid.credential();

        // Two results for one version: the second is not stored.
        var leases = instances.getFirst().getBean(Leases.class);
        try (var lease = leases.tryOnToken(shop).orElseThrow()) {
            assertThat(tokens.replace(shop, valid, pair, lease)).isPresent();
            assertThat(tokens.replace(shop, valid, pair, lease)).isEmpty();
        }
    }
}
