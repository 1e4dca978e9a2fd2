package com.atom.shopify.admin;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.ScriptedShopify;
import com.atom.shopify.http.TestClock;
import com.atom.shopify.http.Transport;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.time.Deadline;
import io.micronaut.serde.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.assertj.core.api.Assertions;

/// The whole client before a scripted Shopify. Waiting takes no time but moves the clock.
public final class TestClient implements AutoCloseable {
    public final ScriptedShopify shopify = new ScriptedShopify();
    final TestClock clock = new TestClock();
    final List<Duration> pauses = new ArrayList<>();
    final Keeper tokens = new Keeper();
    final ServedVersion served;
    final LastAnswers answers = new LastAnswers();
    public final AdminApi admin;
    final KeyedWrites keyed;
    private final Transport transport;
    private boolean highest;

    public TestClient() {
        this(Duration.ofSeconds(12));
    }

    TestClient(Duration longestAttempt) {
        var json = ObjectMapper.getDefault();
        var settings = new ShopifySettings(null, null, shopify.base().toString());
        var random = new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public long nextLong(long bound) {
                return highest ? bound - 1 : 0;
            }
        };
        var waiting = new Waiting(time -> {
            pauses.add(time);
            clock.advance(time);
        }, random);
        transport = new Transport(clock);
        served = new ServedVersion(settings);
        var sending = new Sending(settings, transport, served, answers, new Classification(json), longestAttempt);
        admin = new AdminApi(tokens, new Retry(new Paced(new Pacing(clock, new OwnLine()), waiting, sending), waiting),
                json);
        keyed = new KeyedWrites(admin, waiting);
    }

    static final class Keeper implements AccessTokens {
        final AccessToken token = AccessToken.of("shpat_" + UUID.randomUUID());
        final List<AccessToken> refused = new ArrayList<>();
        final List<AccessToken> useless = new ArrayList<>();
        Optional<AccessToken> other = Optional.empty();

        @Override
        public AccessToken of(ShopDomain shop, Deadline deadline) {
            return token;
        }

        @Override
        public Optional<AccessToken> insteadOf(AccessToken token, ShopDomain shop, Deadline deadline) {
            refused.add(token);
            return other;
        }

        @Override
        public void useless(AccessToken token, ShopDomain shop) {
            useless.add(token);
        }
    }

    /// Makes every draw come out as high as it can.
    void drawHighest() {
        highest = true;
    }

    public Deadline in(Duration time) {
        return Deadline.in(time, clock);
    }

    <R> R run(Operation.Call<R> call) {
        return admin.run(Errand.at(Things.SHOP, in(Duration.ofSeconds(25))), call);
    }

    Failure failure(Operation.Call<?> call) {
        return failure(call, in(Duration.ofSeconds(25)));
    }

    Failure failure(Operation.Call<?> call, Deadline deadline) {
        try {
            admin.run(Errand.at(Things.SHOP, deadline), call);
        } catch (FailureException failed) {
            return failed.failure();
        }
        return Assertions.fail("it did not fail");
    }

    @Override
    public void close() {
        transport.close();
        shopify.close();
    }
}
