package com.atom.shopify.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.connections.Connections;
import com.atom.shopify.connections.ScopesChange;
import com.atom.shopify.connections.Uninstall;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a store when Shopify says that the app was removed, or that it may do more or less.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UninstallTest {
    private static final UserId USER = new UserId("demo");

    private final Rotation rotation = new Rotation();
    private final ApplicationContext one = rotation.instance(rotation.clock, Thread::sleep);
    private final Uninstall uninstall = one.getBean(Uninstall.class);
    private final Connections connections = one.getBean(Connections.class);
    private final Tokens tokens = one.getBean(Tokens.class);
    private final ShopDomain shop = rotation.connect(one);

    @AfterAll
    void stop() {
        rotation.close();
    }

    @Test
    void longAfterTheInstallationItIsBelieved() {
        var gone = rotation.connect(one);

        assertThat(uninstall.of(gone, installed(gone).plus(Duration.ofMinutes(11)), rotation.deadline()))
                .isEqualTo(Uninstall.Outcome.UNINSTALLED);

        assertThat(tokens.now(gone)).isInstanceOf(TokenState.Uninstalled.class);
        assertThat(connections.linked(USER, gone)).isEmpty();
        assertThat(connections.link(USER, gone)).isEqualTo(Connections.Link.BEFORE);
        assertThat(connections.facts(gone)).isPresent();
    }

    @Test
    void longBeforeTheInstallationItIsAboutAnEarlierOne() {
        assertThat(uninstall.of(shop, installed(shop).minus(Duration.ofMinutes(11)), rotation.deadline()))
                .isEqualTo(Uninstall.Outcome.STILL_INSTALLED);
        assertThat(connections.linked(USER, shop)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(longs = {-9, -1, 0, 1, 9})
    void closeToTheInstallationTheTokenDecides(long minutes) {
        var removed = rotation.connect(one);
        rotation.uninstall(removed);

        assertThat(uninstall.of(shop, installed(shop).plus(Duration.ofMinutes(minutes)), rotation.deadline()))
                .isEqualTo(Uninstall.Outcome.STILL_INSTALLED);
        assertThat(connections.linked(USER, shop)).isPresent();
        assertThat(uninstall.of(removed, installed(removed).plus(Duration.ofMinutes(minutes)), rotation.deadline()))
                .isEqualTo(Uninstall.Outcome.UNINSTALLED);
        assertThat(tokens.now(removed)).isInstanceOf(TokenState.Uninstalled.class);
    }

    @Test
    void whenShopifyDoesNotAnswerNothingIsDecided() {
        var asked = rotation.connect(one);
        rotation.mischiefAtAdmin(asked, "\"kind\":\"status\",\"status\":503,\"times\":20");

        assertThatThrownBy(() -> uninstall.of(asked, installed(asked), rotation.deadline()))
                .hasMessage("shopify.unavailable");

        assertThat(connections.linked(USER, asked)).isPresent();
        assertThat(tokens.now(asked)).isInstanceOf(TokenState.Valid.class);
    }

    @Test
    void whatIsSaidOfAShopThatNobodyConnectedChangesNothing() {
        assertThat(uninstall.of(new ShopDomain("nobodys.myshopify.com"), Instant.EPOCH, rotation.deadline()))
                .isEqualTo(Uninstall.Outcome.UNKNOWN_STORE);
    }

    @Test
    void whoInstallsAgainIsConnectedAsBefore() {
        var again = rotation.connect(one);
        rotation.uninstall(again);
        assertThat(uninstall.of(again, installed(again).plus(Duration.ofHours(1)), rotation.deadline()))
                .isEqualTo(Uninstall.Outcome.UNINSTALLED);

        var pair = rotation.consent(one, again);

        assertThat(connections.linked(USER, again)).isPresent();
        assertThat(tokens.now(again)).isInstanceOfSatisfying(TokenState.Valid.class,
                valid -> assertThat(valid.pair().access()).isEqualTo(pair.access()));
    }

    @Test
    void whatIsGrantedIsAskedOfShopify() {
        var changed = rotation.connect(one);
        rotation.changeScopes(changed, "write_products,read_orders");

        var granted = one.getBean(ScopesChange.class).follow(Errand.at(changed, rotation.deadline()));

        assertThat(granted.names()).containsExactlyInAnyOrder("write_products", "read_orders");
        assertThat(connections.linked(USER, changed).orElseThrow().scopes()).isEqualTo(granted);
    }

    private Instant installed(ShopDomain which) {
        return connections.facts(which).orElseThrow().installedAt();
    }
}
