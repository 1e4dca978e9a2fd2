package com.atom.shopify.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.connections.Connections;
import com.atom.shopify.fake.aws.Fault;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import com.atom.shopify.oauth.Grant;
import com.atom.shopify.oauth.TokenExchange;
import com.atom.shopify.once.Leases;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Three instances at one Shopify.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenLifecycleTest {
    private final Rotation rotation = new Rotation();
    private final List<ApplicationContext> instances = IntStream.range(0, 3)
            .mapToObj(_ -> rotation.instance(rotation.clock, Thread::sleep)).toList();
    private final ApplicationContext one = instances.getFirst();
    private final TokenLifecycle lifecycle = one.getBean(TokenLifecycle.class);
    private final Tokens tokens = one.getBean(Tokens.class);
    private final Leases leases = one.getBean(Leases.class);

    @AfterAll
    void stop() {
        rotation.close();
    }

    @Test
    void aFreshTokenIsUsedAsItIs() {
        var shop = rotation.connect(one);

        var token = of(shop);
        rotation.advance(Duration.ofMinutes(54));

        assertThat(of(shop)).isEqualTo(token);
        assertThat(rotation.refreshes(shop)).isZero();
    }

    @Test
    void anAgingTokenIsRefreshedByOneAndUsedOnByTheOthers() {
        var shop = rotation.connect(one);
        var old = of(shop);
        rotation.advance(Duration.ofMinutes(56));

        AccessToken meanwhile;
        try (var _ = leases.tryOnToken(shop).orElseThrow()) {
            meanwhile = of(shop);
        }

        assertThat(meanwhile).isEqualTo(old);
        assertThat(of(shop)).isNotEqualTo(old);
        assertThat(rotation.refreshes(shop)).isEqualTo(1);
    }

    @Test
    void anAgingTokenIsUsedOnWhenTheRefreshFailsAndThatIsNotTriedAgainAtOnce() {
        var shop = rotation.connect(one);
        var old = of(shop);
        rotation.advance(Duration.ofMinutes(56));
        rotation.mischief(shop, "\"kind\":\"status\",\"status\":404,\"times\":9");

        assertThat(of(shop)).isEqualTo(old);
        assertThat(of(shop)).isEqualTo(old);
        assertThat(rotation.refreshes(shop)).isEqualTo(1);
    }

    @Test
    void aRequestGivesAnAgingTokenOneAttemptAndOnlyIfItHasTheTime() {
        var shop = rotation.connect(one);
        var old = of(shop);
        rotation.advance(Duration.ofMinutes(56));
        rotation.mischief(shop, "\"kind\":\"status\",\"status\":520,\"times\":2");

        assertThat(lifecycle.of(shop, Deadline.in(Duration.ofSeconds(20), rotation.clock))).isEqualTo(old);
        assertThat(rotation.refreshes(shop)).isZero();
        assertThat(of(shop)).isEqualTo(old);
        assertThat(rotation.refreshes(shop)).isEqualTo(1);
    }

    @Test
    void whatAFormerKeyEncryptedIsReadAndMovesToTheCurrentOne() {
        var shop = rotation.connect(one);
        rotation.advance(Duration.ofMinutes(61));
        var token = of(shop);
        var changed = rotation.instanceWithNewKey();
        var others = changed.getBean(TokenLifecycle.class);
        var rows = changed.getBean(TokenRows.class);
        assertThat(others.of(shop, rotation.deadline())).isEqualTo(token);
        assertThat(row(rows, shop).underFormerKey()).isTrue();

        others.reencrypt(shop, rotation.deadline());

        assertThat(row(rows, shop).underFormerKey()).isFalse();
        assertThat(rotation.refreshes(shop)).isEqualTo(1);
        // The instance that only knows the former key cannot read it any more, neither the pair nor the one before it.
        assertThatThrownBy(() -> tokens.now(shop)).hasMessage("store.key-unavailable");
        var moved = (TokenState.Valid) changed.getBean(Tokens.class).now(shop);
        assertThat(moved.pair().access()).isEqualTo(token);
        assertThat(changed.getBean(Tokens.class).previous(shop, moved)).isPresent();
    }

    private static TokenRow row(TokenRows rows, ShopDomain shop) {
        return Objects.requireNonNull(rows.of(List.of(shop)).get(shop));
    }

    @Test
    void fiftyCallersOfThreeInstancesRefreshOnce() throws Exception {
        var shop = rotation.connect(one);
        rotation.advance(Duration.ofMinutes(61));

        List<AccessToken> got;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            got = threads.invokeAll(IntStream.range(0, 50).<Callable<AccessToken>>mapToObj(
                    i -> () -> instances.get(i % 3).getBean(TokenLifecycle.class).of(shop, rotation.deadline()))
                    .toList()).stream().map(each -> each.resultNow()).toList();
        }

        assertThat(rotation.refreshes(shop)).isEqualTo(1);
        assertThat(got).hasSize(50).containsOnly(got.getFirst());
        assertThat(rotation.accepts(shop, got.getFirst().reveal())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void anAnswerThatIsLostIsAskedForAgain(String when) {
        var shop = rotation.connect(one);
        rotation.advance(Duration.ofMinutes(61));
        rotation.mischief(shop, "\"kind\":\"cut\",\"when\":\"" + when + "\"");

        assertThat(rotation.accepts(shop, of(shop).reveal())).isTrue();
        assertThat(rotation.refreshes(shop)).isEqualTo(2);
    }

    @Test
    void aServerErrorIsNoRefusal() {
        var shop = rotation.connect(one);
        rotation.advance(Duration.ofMinutes(61));
        rotation.mischief(shop, "\"kind\":\"status\",\"status\":520,\"times\":2");

        assertThat(rotation.accepts(shop, of(shop).reveal())).isTrue();
    }

    @Test
    void aPairThatCouldNotBeStoredIsGotAgainByTheNext() {
        var shop = rotation.connect(one);
        rotation.advance(Duration.ofMinutes(61));
        var valid = (TokenState.Valid) tokens.now(shop);
        // What a function does that dies between Shopify's answer and the write.
        one.getBean(TokenExchange.class).exchange(shop,
                new Grant.Refresh(valid.pair().refresh()),
                one.getBean(ClientSecrets.class).client(), rotation.deadline());

        assertThat(rotation.accepts(shop, of(shop).reveal())).isTrue();
    }

    @Test
    void anAnswerWithoutAnEndIsRefusedAndThePairKept() {
        var shop = rotation.connect(one);
        rotation.advance(Duration.ofMinutes(61));
        rotation.mischief(shop, "\"kind\":\"without_expires_in\"");

        assertThatThrownBy(() -> of(shop)).hasMessage("oauth.token-not-expiring");

        assertThat(rotation.accepts(shop, of(shop).reveal())).isTrue();
    }

    @Test
    void aRefusedRefreshTokenEndsInReauthRequiredForAll() {
        var shop = rotation.connect(one);
        rotation.advance(Duration.ofDays(91));

        assertThatThrownBy(() -> of(shop)).hasMessage("store.reauth-required");

        assertThat(tokens.now(shop)).isInstanceOf(TokenState.ReauthRequired.class);
        assertThat(rotation.refreshes(shop)).isEqualTo(1);
        assertThatThrownBy(() -> of(shop)).hasMessage("store.reauth-required");
        assertThat(rotation.refreshes(shop)).isEqualTo(1);
    }

    @Test
    void aRefusedAccessTokenIsReplacedOnceByWhatIsStoredOrNew() {
        var shop = rotation.connect(one);
        var refused = of(shop);

        var other = lifecycle.insteadOf(refused, shop, rotation.deadline()).orElseThrow();
        var again = instances.getLast().getBean(TokenLifecycle.class).insteadOf(refused, shop, rotation.deadline());

        assertThat(other).isNotEqualTo(refused);
        assertThat(again).contains(other);
        assertThat(rotation.refreshes(shop)).isEqualTo(1);
    }

    @Test
    void aRefreshThatARefusalEndedDoesNotTouchThePairOfAConsentMeanwhile() {
        var shop = rotation.connect(one);
        var old = (TokenState.Valid) tokens.now(shop);
        var pair = rotation.consent(one, shop);

        tokens.reauthRequired(shop, old);

        assertThat(of(shop)).isEqualTo(pair.access());
    }

    @Test
    void whatTheMerchantGrantsNowIsFollowed() {
        var shop = rotation.connect(one);
        rotation.grant(shop, "read_products,read_orders");
        rotation.advance(Duration.ofMinutes(61));

        of(shop);

        assertThat(one.getBean(Connections.class).linked(new UserId("demo"), shop).orElseThrow().scopes())
                .hasToString("read_orders,read_products");
    }

    @Test
    void withoutTheKeyNothingIsLostAndItRecoversByItself() {
        var shop = rotation.connect(one);
        rotation.advance(Duration.ofMinutes(61));
        // Shopify has given the new pair by then, and it cannot be encrypted.
        rotation.keys.order("Encrypt", new Fault.Fail(), 20);

        assertThatThrownBy(() -> of(shop)).hasMessage("store.key-unavailable");

        rotation.keys.calm();
        assertThat(rotation.accepts(shop, of(shop).reveal())).isTrue();
    }

    @Test
    void theLeaseOfAHolderThatDiedRunsOut() {
        var shop = rotation.connect(one);
        rotation.advance(Duration.ofMinutes(61));
        var _ = leases.tryOnToken(shop).orElseThrow();
        rotation.advance(Duration.ofSeconds(31));

        assertThat(rotation.accepts(shop, of(shop).reveal())).isTrue();
    }

    private AccessToken of(ShopDomain shop) {
        return lifecycle.of(shop, rotation.deadline());
    }
}
