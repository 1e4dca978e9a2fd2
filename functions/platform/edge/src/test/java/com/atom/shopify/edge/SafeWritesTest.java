package com.atom.shopify.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.edge.Edge.Sent;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.once.Write;
import com.atom.shopify.routes.AuthRoute;
import com.atom.shopify.routes.CommerceRoute;
import com.atom.shopify.tables.Table;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Writes under an `Idempotency-Key`, in two instances of a function.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SafeWritesTest {
    private static final String SCOPES = "read_products,write_products";

    private final Edge edge = new Edge();
    private final Dispatcher one = edge.instance(this::handler);
    private final Dispatcher other = edge.instance(this::handler);
    private final AtomicInteger done = new AtomicInteger();
    private final List<Optional<Write.Sent>> attempts = new ArrayList<>();
    private Function<StoreCall, Thing> work = at -> new Thing("1", "made");
    private int keys;

    @Introspected
    record NewThing(String name) {}

    @Serdeable
    record Thing(String id, String name) implements Handler.Identified {}

    private Handler handler(CommerceRoute route) {
        return switch (route) {
            case CREATE_PRODUCT -> Handler.create(NewThing.class, Thing.class, CommerceRoute.READ_PRODUCT,
                    (body, at) -> work(at));
            case UPDATE_PRODUCT -> Handler.update(Gid.Kind.PRODUCT, NewThing.class, Thing.class,
                    (id, body, at) -> work(at));
            case READ_PRODUCT ->
                Handler.get(Gid.Kind.PRODUCT, Thing.class, (id, at) -> new Thing(id.decimal(), "read"));
            default -> Handler.delete(Gid.Kind.PRODUCT, (id, at) -> Handler.Deleted.of(id));
        };
    }

    private Thing work(StoreCall at) {
        synchronized (attempts) {
            attempts.add(at.write().sent());
        }
        done.incrementAndGet();
        return work.apply(at);
    }

    @BeforeAll
    void connect() {
        edge.connect("ann", "first", SCOPES);
        edge.connect("bob", "bobs", SCOPES);
    }

    @BeforeEach
    void forget() {
        done.set(0);
        attempts.clear();
        work = at -> new Thing("1", "made");
        keys++;
    }

    @AfterAll
    void stop() {
        edge.close();
    }

    @Test
    void theSameRequestAgainIsAnsweredTheSameAndDoesNothing() {
        var first = post().by(one);
        var again = post().by(other);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers()).doesNotContainKey("idempotency-replayed");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers()).containsEntry("idempotency-replayed", "true")
                .containsEntry("location", "/api/shopify/products/1");
        assertThat(done).hasValue(1);
    }

    @Test
    void withoutAKeyEveryRequestIsAWriteOfItsOwn() {
        Sent.to(CommerceRoute.CREATE_PRODUCT, "ann").body("{\"name\":\"x\"}").by(one);
        Sent.to(CommerceRoute.CREATE_PRODUCT, "ann").body("{\"name\":\"x\"}").by(one);

        assertThat(done).hasValue(2);
    }

    @Test
    void anotherBodyOrQueryUnderTheKeyIsRefused() {
        post().by(one);

        for (var different : List.of(post().body("{\"name\":\"y\"}"), post().query("shop=first.myshopify.com"))) {
            var refused = different.by(one);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("\"idempotency.key-reused\"");
        }
        assertThat(done).hasValue(1);
    }

    @Test
    void aKeyBelongsToItsUserAndItsPath() {
        post().by(one);
        new Sent(CommerceRoute.CREATE_PRODUCT, "bob", "", post().headers(), null, "{\"name\":\"x\"}").by(one);
        put("1").by(one);
        put("2").by(one);

        assertThat(done).hasValue(4);
    }

    @Test
    void fiftyAtOnceHaveOneEffect() throws Exception {
        work = at -> {
            sleep();
            return new Thing("1", "made");
        };
        List<GatewayReply> replies;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 50)
                    .<Callable<GatewayReply>>mapToObj(i -> () -> post().by(i % 2 == 0 ? one : other)).toList();
            replies = threads.invokeAll(calls).stream().map(reply -> reply.resultNow()).toList();
        }

        assertThat(done).hasValue(1);
        assertThat(replies.stream().filter(reply -> reply.statusCode() == 201
                && !reply.headers().containsKey("idempotency-replayed"))).hasSize(1);
        assertThat(replies).allMatch(reply -> reply.statusCode() == 201
                || (reply.statusCode() == 409 && reply.body().contains("\"idempotency.still-running\"")));
    }

    @Test
    void whatIsWrongWithTheRequestIsSaidAgainWithoutTrying() {
        fails(new Failure.Refused("things.refused", "Shopify refused it.", List.of()));

        var first = post().by(one);
        var again = post().by(other);

        assertThat(first.statusCode()).isEqualTo(422);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(done).hasValue(1);
    }

    @Test
    void whatOnlyStandsInTheWayNowFreesTheKey() {
        for (var failure : List.of(new Failure.Unavailable("service.unavailable", "down"),
                new Failure.Limited("shopify.limited", "wait", Duration.ofSeconds(1)),
                new Failure.Conflict("store.frozen", "frozen"),
                new Failure.Upstream("shopify.bad-answer", "nonsense"))) {
            fails(failure);
            post().by(one);
        }
        work = at -> new Thing("1", "made");

        assertThat(post().by(other).statusCode()).isEqualTo(201);
        assertThat(attempts).hasSize(5).allMatch(Optional::isEmpty);
    }

    @Test
    void whoSendsAnUnclearWriteAgainTellsTheNextAttempt() {
        var first = edge.clock.instant();
        fails(new Failure.OutcomeUnknown());
        post().by(one);
        edge.clock.advance(Duration.ofMinutes(5));
        var second = edge.clock.instant();
        work = at -> {
            at.write().sendingAgain();
            throw new FailureException(new Failure.OutcomeUnknown());
        };
        post().by(other);
        edge.clock.advance(Duration.ofMinutes(5));

        post().by(one);

        assertThat(attempts.getLast()).contains(new Write.Sent(first, second.plusSeconds(30)));
    }

    @Test
    void whatOneAttemptDecidedAllFollowingOnesSay() {
        var said = new ArrayList<String>();
        work = at -> {
            said.add(at.write().decided(() -> "decided by " + (said.size() + 1)));
            throw new FailureException(new Failure.OutcomeUnknown());
        };

        post().by(one);
        post().by(other);
        post().by(one);

        assertThat(said).containsExactly("decided by 1", "decided by 1", "decided by 1");
    }

    @Test
    void anAttemptThatLostItsHoldDecidesNothing() {
        var late = new AtomicReference<Write>();
        work = at -> {
            late.set(at.write());
            throw new FailureException(new Failure.OutcomeUnknown());
        };
        post().by(one);
        fails(new Failure.OutcomeUnknown());
        post().by(other);

        assertThatThrownBy(() -> late.get().decided(() -> "too late")).hasMessage("write.outcome-unknown");
    }

    @Test
    void anAttemptThatLostItsHoldDoesNotSendAgain() {
        fails(new Failure.OutcomeUnknown());
        post().by(one);
        var late = new AtomicReference<Write>();
        work = at -> {
            late.set(at.write());
            throw new FailureException(new Failure.OutcomeUnknown());
        };
        post().by(other);
        fails(new Failure.OutcomeUnknown());
        post().by(one);

        assertThatThrownBy(late.get()::sendingAgain).hasMessage("write.outcome-unknown");
    }

    @Test
    void anUnclearWriteIsGivenToTheNextAttemptWithTheTimesOfTheFirst() {
        var first = new Write.Sent(edge.clock.instant(), edge.clock.instant().plusSeconds(30));
        fails(new Failure.OutcomeUnknown());
        assertThat(post().by(one).statusCode()).isEqualTo(409);
        edge.clock.advance(Duration.ofMinutes(5));
        assertThat(post().by(other).statusCode()).isEqualTo(409);
        work = at -> new Thing("1", "found");

        assertThat(post().by(other).body()).contains("found");
        assertThat(attempts).containsExactly(Optional.empty(), Optional.of(first), Optional.of(first));
        assertThat(post().by(one).headers()).containsEntry("idempotency-replayed", "true");
    }

    @Test
    void aRouteThatCannotFindOutNeverTriesAgain() {
        var callback = Edge.dispatcher(edge.context(), new Endpoints<AuthRoute>() {
            @Override
            public List<AuthRoute> routes() {
                return List.of(AuthRoute.PLATFORM_CALLBACK);
            }

            @Override
            public Handler handler(AuthRoute route) {
                return Handler.plain(Contract.of(Thing.class), call -> {
                    done.incrementAndGet();
                    throw new FailureException(new Failure.OutcomeUnknown());
                });
            }
        });
        var request = Sent.to(AuthRoute.PLATFORM_CALLBACK, "ann").header("idempotency-key", "key-" + keys).body("{}");

        for (var i = 0; i < 3; i++) {
            var reply = request.by(callback);
            assertThat(reply.statusCode()).isEqualTo(409);
            assertThat(reply.body()).contains("\"write.outcome-unknown\"");
        }
        assertThat(done).hasValue(1);
    }

    @Test
    void failingAfterShopifyHasAnsweredIsUnclearToo() {
        work = at -> {
            at.changed();
            throw new FailureException(new Failure.Unavailable("service.unavailable", "down"));
        };
        assertThat(post().by(one).statusCode()).isEqualTo(503);
        work = at -> new Thing("1", "found");

        assertThat(post().by(one).statusCode()).isEqualTo(201);
        assertThat(attempts.getLast()).isPresent();
    }

    @Test
    void aBugAfterShopifyHasAnsweredIsUnclearToo() {
        work = at -> {
            at.changed();
            throw new IllegalStateException("bug");
        };
        assertThat(post().by(one).statusCode()).isEqualTo(500);
        work = at -> new Thing("1", "found");

        post().by(one);
        assertThat(attempts.getLast()).isPresent();
    }

    @Test
    void anInstanceThatDiedInTheMiddleLeavesAnUnclearWrite() {
        work = at -> {
            // Its process ends here: nobody writes down how it ended, and the others wait until its time is over.
            assertThat(post().by(other).statusCode()).isEqualTo(409);
            edge.clock.advance(Duration.ofSeconds(31));
            work = later -> new Thing("1", "found");
            assertThat(post().by(other).body()).contains("found");
            return new Thing("1", "late");
        };

        post().by(one);

        assertThat(attempts).hasSize(2);
        assertThat(attempts.getLast()).isPresent();
        assertThat(post().by(one).body()).contains("found");
    }

    @Test
    void anAnswerIsKeptUnreadable() {
        work = at -> new Thing("1", "Marker Person");

        post().by(one);

        var kept = edge.tables.client().scan(scan -> scan.tableName(edge.tables.name(Table.ONCE))).items().toString();
        assertThat(kept).doesNotContain("Marker");
        assertThat(post().by(one).body()).contains("Marker Person");
    }

    @Test
    void anAnswerThatIsTooLongToKeepIsReadAgain() {
        var noise = new Random(1).ints(60_000, 'A', 'Z').mapToObj(Character::toString).collect(Collectors.joining());
        work = at -> new Thing("77", noise);
        post().by(one);
        put("78").by(one);

        var again = post().by(other);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).contains("{\"id\":\"77\",\"name\":\"read\"}");
        assertThat(again.headers()).containsEntry("location", "/api/shopify/products/77")
                .containsEntry("idempotency-replayed", "true");
        assertThat(put("78").by(one).body()).contains("{\"id\":\"78\",\"name\":\"read\"}");
        assertThat(done).hasValue(2);
    }

    @Test
    void aDayLaterTheKeyIsNew() {
        post().by(one);
        edge.clock.advance(Duration.ofHours(24).plusSeconds(1));

        post().by(one);

        assertThat(done).hasValue(2);
        assertThat(attempts.getLast()).isEmpty();
    }

    @Test
    void nobodyReplaysFromAStoreThatIsNotTheirs() {
        post().query("shop=first.myshopify.com").by(one);

        var stranger = new Sent(CommerceRoute.CREATE_PRODUCT, "bob", "shop=first.myshopify.com", post().headers(), null,
                "{\"name\":\"x\"}").by(one);

        assertThat(stranger.statusCode()).isEqualTo(404);
        assertThat(stranger.body()).contains("store.not-found");
    }

    @Test
    void aKeyIsPrintableAsciiAndNotTooLong() {
        for (var bad : List.of("", "a\u00e9", "tab\there", "x".repeat(256))) {
            var refused = post().header("idempotency-key", bad).by(one);

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("\"field\":\"idempotency-key\"");
        }
        assertThat(post().header("idempotency-key", "x".repeat(255)).by(one).statusCode()).isEqualTo(201);
    }

    private Sent post() {
        return Sent.to(CommerceRoute.CREATE_PRODUCT, "ann").header("idempotency-key", "key-" + keys)
                .body("{\"name\":\"x\"}");
    }

    private Sent put(String id) {
        return Sent.to(CommerceRoute.UPDATE_PRODUCT, "ann").id(id).header("idempotency-key", "key-" + keys)
                .body("{\"name\":\"x\"}");
    }

    private void fails(Failure failure) {
        work = at -> {
            throw new FailureException(failure);
        };
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
