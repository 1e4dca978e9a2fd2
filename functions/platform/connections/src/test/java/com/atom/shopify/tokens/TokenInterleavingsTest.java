package com.atom.shopify.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.aws.Items;
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
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Random interleavings of callers of several instances on two shops, with functions that die, clocks that jump and answers that
/// are lost. Each seed is one history; a failure names it.
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
        private long refreshes;
        private long leaseUntil;
        private Turns.@Nullable Actor refresher;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverHappensThePairIsNeitherLostNorDoubled(long seed) {
        var random = new Random(seed);
        var shops = List.of(rotation.connect(instances.getFirst()), rotation.connect(instances.getFirst()));
        var seen = Map.of(shops.getFirst(), new Seen(), shops.getLast(), new Seen());
        var problems = new ArrayList<String>();
        var actors = new HashMap<ApplicationContext, Turns.Actor>();
        rotation.advance(Duration.ofMinutes(55 + random.nextInt(10)));

        for (var step = 0; step < STEPS; step++) {
            actors.values().removeIf(Turns.Actor::hasEnded);
            switch (random.nextInt(16)) {
                case 0 -> begin(actors, shops, random, problems);
                case 1 -> {
                    if (!actors.isEmpty() && random.nextInt(3) == 0) {
                        kill(some(actors, random), actors, shops);
                    }
                }
                case 2 -> rotation.mischief(shops.get(random.nextInt(2)), ACCIDENTS.get(random.nextInt(4)));
                case 3 -> rotation.advance(Duration.ofSeconds(JUMPS.get(random.nextInt(6))));
                default -> {
                    if (actors.isEmpty()) {
                        begin(actors, shops, random, problems);
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
        for (var shop : shops) {
            assertThat(rotation.accepts(shop, atLast(shop))).isTrue();
        }
    }

    /// An instance works for one caller at a time.
    private void begin(Map<ApplicationContext, Turns.Actor> actors, List<ShopDomain> shops, Random random,
            List<String> problems) {
        instances.stream().filter(instance -> !actors.containsKey(instance)).findFirst()
                .ifPresent(idle -> actors.put(idle, caller(idle, shops.get(random.nextInt(2)), random, problems)));
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

    private static Turns.Actor caller(ApplicationContext instance, ShopDomain shop, Random random,
            List<String> problems) {
        return new Turns.Actor(() -> {
            try {
                var token = instance.getBean(TokenLifecycle.class).of(shop,
                        Deadline.in(Duration.ofSeconds(25), instance.getBean(Clock.class)));
                if (random.nextInt(4) == 0) {
                    instance.getBean(TokenLifecycle.class).insteadOf(token, shop,
                            Deadline.in(Duration.ofSeconds(25), instance.getBean(Clock.class)));
                }
            } catch (FailureException failed) {
                if (!EXPECTED.contains(failed.failure().code()) && !failed.failure().code().startsWith("oauth.")) {
                    problems.add(shop + " " + failed.failure().code());
                }
            }
        });
    }

    /// What must be true after every step.
    private void check(ShopDomain shop, Seen before, Turns.Actor actor, List<String> problems) {
        var row = item(Table.TOKENS, "shop", shop.value());
        var version = Items.number(row, "version");
        var pair = Items.attribute(row, "ciphertext").b().hashCode() + Items.text(row, "state");
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
