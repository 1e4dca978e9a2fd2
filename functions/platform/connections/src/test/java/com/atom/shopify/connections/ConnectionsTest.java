package com.atom.shopify.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.aws.SetClock;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import com.atom.shopify.oauth.AppToken;
import com.atom.shopify.oauth.RefreshToken;
import com.atom.shopify.oauth.Scopes;
import com.atom.shopify.oauth.TokenPair;
import com.atom.shopify.once.Leases;
import com.atom.shopify.tables.Table;
import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.TokenLifecycle;
import com.atom.shopify.tokens.TokenRow;
import com.atom.shopify.tokens.TokenRows;
import com.atom.shopify.tokens.Tokens;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Two instances of a function on the same tables.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionsTest {
    private static final Instant NOW = SetClock.FAR_AHEAD;
    private static final UserId USER = new UserId("demo");

    private final SetClock clock = new SetClock(NOW);
    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final String key = LocalAws.newKey(kms);
    private final ApplicationContext one = LocalAws.context(tables, kms, key, clock);
    private final Connections connections = one.getBean(Connections.class);
    private final Tokens tokens = one.getBean(Tokens.class);
    private final TokenRows tokenRows = one.getBean(TokenRows.class);
    private final TokenLifecycle lifecycle = one.getBean(TokenLifecycle.class);
    private final Leases leases = one.getBean(Leases.class);

    @AfterAll
    void stop() {
        one.close();
        kms.close();
        tables.close();
    }

    @Test
    void aConnectedStoreIsReachedByItsUserAlone() {
        var shop = new ShopDomain("mine.myshopify.com");
        connect(shop, 100, "first");

        assertThat(connections.linked(USER, shop)).map(Store::shop).contains(shop);
        assertThat(connections.linked(new UserId("other"), shop)).isEmpty();
        assertThat(connections.shopsOf(USER)).contains(shop);
        assertThat(connections.shopsOf(new UserId("other"))).isEmpty();
        assertThat(lifecycle.of(shop, soon()).reveal()).isEqualTo("access-first");
    }

    @Test
    void anotherShopUnderAKnownNameChangesNothing() {
        var shop = new ShopDomain("renamed.myshopify.com");
        connect(shop, 102, "first");

        assertThatThrownBy(() -> connect(shop, 103, "second")).hasMessage("store.identity-changed");

        tokens.forget(shop);
        assertThat(lifecycle.of(shop, soon()).reveal()).isEqualTo("access-first");
    }

    @Test
    void aHolderThatWasLateDoesNotReplaceThePairOfTheNext() {
        var shop = new ShopDomain("late.myshopify.com");
        var late = leases.onToken(shop, soon());
        clock.advance(Duration.ofMinutes(1));
        var next = leases.onToken(shop, soon());
        assertThat(next.fence()).isGreaterThan(late.fence());
        connections.connect(USER, SampleStores.facts(shop, 104), pair("next"), next, clock.instant());

        assertThatThrownBy(
                () -> connections.connect(USER, SampleStores.facts(shop, 104), pair("late"), late, clock.instant()))
                .hasMessage("store.busy");

        assertThat(lifecycle.of(shop, soon()).reveal()).isEqualTo("access-next");
    }

    @Test
    void oneHoldsTheLeaseAndTheOtherWaitsOrIsToldSo() {
        var shop = new ShopDomain("leased.myshopify.com");
        var held = leases.onToken(shop, soon());

        assertThatThrownBy(() -> leases.onToken(shop, Deadline.in(Duration.ofSeconds(10), clock)))
                .hasMessage("store.busy");

        held.close();
        assertThat(leases.onToken(shop, soon()).fence()).isEqualTo(held.fence() + 1);
    }

    @Test
    void aRefusedTokenEndsInReauthRequired() {
        var shop = new ShopDomain("refused.myshopify.com");
        connect(shop, 108, "first");
        var token = lifecycle.of(shop, soon());

        lifecycle.useless(token, shop);

        assertThatThrownBy(() -> lifecycle.of(shop, soon())).hasMessage("store.reauth-required");
        assertThat(Objects.requireNonNull(tokenRows.of(List.of(shop)).get(shop)).status())
                .isEqualTo(TokenRow.Status.REFUSED);
    }

    @Test
    void aLateRefusalDoesNotTouchANewerPair() {
        var shop = new ShopDomain("newer.myshopify.com");
        connect(shop, 110, "first");
        try (var other = LocalAws.context(tables, kms, key, clock)) {
            var others = other.getBean(TokenLifecycle.class);
            var token = others.of(shop, soon());
            connect(shop, 110, "second");

            others.useless(token, shop);
        }

        tokens.forget(shop);
        assertThat(lifecycle.of(shop, soon()).reveal()).isEqualTo("access-second");
    }

    @Test
    void anOwnAppIsInUseAsLongAsOneOfItsStoresIsConnectedThroughIt() {
        var first = new ShopDomain("shared-one.myshopify.com");
        var second = new ShopDomain("shared-two.myshopify.com");
        var token = new AppToken("shared", AccessToken.of("own"), NOW.plusSeconds(86_399),
                Scopes.parse("write_products"));
        SampleStores.connect(one, USER, first, 71, token);
        SampleStores.connect(one, USER, second, 72, token);
        SampleStores.connect(one, USER, second, 72, token);

        connections.disconnect(first, clock.instant());
        assertThat(connections.isInUse("shared")).isTrue();

        connections.disconnect(second, clock.instant());
        connect(second, 72, "platform");
        assertThat(connections.isInUse("shared")).isFalse();
        assertThat(connections.isInUse("unknown")).isFalse();
    }

    @Test
    void ofAShopThatIsErasedNotEvenItsOwnAppKnows() {
        var shop = new ShopDomain("erased-own.myshopify.com");
        SampleStores.connect(one, USER, shop, 73, new AppToken("erased", AccessToken.of("own"),
                NOW.plusSeconds(86_399), Scopes.parse("write_products")));

        connections.erase(shop);

        assertThat(tables.client().scan(scan -> scan.tableName(tables.name(Table.CONNECTIONS))).items())
                .noneMatch(item -> item.toString().contains(shop.value()));
    }

    @Test
    void aCiphertextInAnotherShopsRowIsRefused() {
        var shop = new ShopDomain("victim.myshopify.com");
        var thief = new ShopDomain("thief.myshopify.com");
        connect(shop, 112, "victim");
        connect(thief, 113, "thief");
        var stolen = Objects.requireNonNull(tables.client().getItem(get -> get.tableName(tables.name(Table.TOKENS))
                .key(Map.of("shop", AttributeValue.fromS(shop.value())))).item().get("ciphertext"));
        tables.client().updateItem(update -> update.tableName(tables.name(Table.TOKENS))
                .key(Map.of("shop", AttributeValue.fromS(thief.value()))).updateExpression("SET ciphertext = :stolen")
                .expressionAttributeValues(Map.of(":stolen", stolen)));

        assertThatThrownBy(() -> lifecycle.of(thief, soon())).hasMessage("store.key-unavailable");
    }

    @Test
    void aShopWithAnotherNameTakesItsUsersAlong() {
        var old = new ShopDomain("old-name.myshopify.com");
        var shop = new ShopDomain("new-name.myshopify.com");
        var other = new UserId("other-of-renamed");
        connect(old, 900, "old");
        SampleStores.connect(one, other, old, 900, "old", "write_products");

        connect(shop, 900, "new");

        assertThat(connections.linked(USER, shop)).isPresent();
        assertThat(connections.linked(other, shop)).isPresent();
        assertThat(connections.linked(USER, old)).isEmpty();
        assertThat(connections.linked(other, old)).isEmpty();
        assertThat(connections.shopsOf(other)).containsExactly(shop);
        assertThat(lifecycle.of(shop, soon()).reveal()).isEqualTo("access-new");
        assertThat(Objects.requireNonNull(tokenRows.of(List.of(old)).get(old)).status())
                .isEqualTo(TokenRow.Status.ERASED);
    }

    @Test
    void aNameThatItsShopHasLeftIsFreeForAnother() {
        var name = new ShopDomain("left-name.myshopify.com");
        connect(name, 910, "first");
        connect(new ShopDomain("moved-on.myshopify.com"), 910, "first");

        connect(name, 911, "second");

        assertThat(connections.facts(name)).map(facts -> facts.gid().toString())
                .contains("gid://shopify/Shop/911");
        assertThat(lifecycle.of(name, soon()).reveal()).isEqualTo("access-second");
    }

    @Test
    void aShopWhoseNewNameIsAnotherStoresTakesNobodyThere() {
        var old = new ShopDomain("renamed-to-taken.myshopify.com");
        var taken = new ShopDomain("taken-name.myshopify.com");
        var follower = new UserId("follower");
        var owner = new UserId("owner-of-taken");
        connect(old, 920, "old");
        SampleStores.connect(one, follower, old, 920, "old", "write_products");
        SampleStores.connect(one, owner, taken, 921, "taken", "write_products");

        assertThatThrownBy(() -> connect(taken, 920, "new")).hasMessage("store.identity-changed");

        assertThat(connections.linked(USER, taken)).isEmpty();
        assertThat(connections.linked(follower, taken)).isEmpty();
        assertThat(connections.usersOf(taken)).containsExactly(owner);
        assertThat(connections.linked(follower, old)).isPresent();
    }

    @Test
    void whoWasLeftUnderANameDoesNotReachTheNextShopThatHasIt() {
        var name = new ShopDomain("left-with-links.myshopify.com");
        var left = new UserId("left-behind");
        connect(name, 930, "first");
        connect(new ShopDomain("left-without-links.myshopify.com"), 930, "first");
        // Whoever moved the shop died before the links under its old name were ended.
        tables.client().putItem(put -> put.tableName(tables.name(Table.CONNECTIONS)).item(Map.of(
                "shop", AttributeValue.fromS(name.value()), "record", AttributeValue.fromS("user#" + left),
                "linked_at", AttributeValue.fromN(String.valueOf(NOW.getEpochSecond())))));

        connect(name, 931, "second");

        assertThat(connections.linked(left, name)).isEmpty();
        assertThat(connections.linked(USER, name)).isPresent();
    }

    private void connect(ShopDomain shop, long id, String name) {
        SampleStores.connect(one, USER, shop, id, name, "write_products");
    }

    private Deadline soon() {
        return Deadline.in(Duration.ofSeconds(25), clock);
    }

    private static TokenPair pair(String name) {
        return new TokenPair(AccessToken.of("access-" + name), RefreshToken.of("refresh-" + name),
                NOW.plusSeconds(3600),
                NOW.plusSeconds(7_776_000), Scopes.parse("write_products"));
    }
}
