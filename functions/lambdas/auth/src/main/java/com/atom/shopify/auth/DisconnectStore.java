package com.atom.shopify.auth;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.announcements.Announcement;
import com.atom.shopify.announcements.Announcements;
import com.atom.shopify.audit.AuditTrail;
import com.atom.shopify.connections.Connections;
import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.Trouble;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import com.atom.shopify.once.Leases;
import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.TokenLifecycle;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the caller's link to a store. The last one, or the wish to uninstall, removes the app from the store at Shopify, which ends
/// every token, erases ours and ends all links; these stay as history. Saying it again changes nothing.
@Singleton
final class DisconnectStore {
    private static final Logger LOG = LoggerFactory.getLogger(DisconnectStore.class);
    private static final Operation<Answered> UNINSTALL = Operation.of(DisconnectStore.class, "UninstallApp",
            Answered.class);

    private final Connections connections;
    private final Leases leases;
    private final TokenLifecycle tokens;
    private final OwnApps ownApps;
    private final AdminApi admin;
    private final Announcements announcements;
    private final AuditTrail audit;
    private final Clock clock;

    DisconnectStore(Connections connections, Leases leases, TokenLifecycle tokens, OwnApps ownApps,
            AdminApi admin, Announcements announcements, AuditTrail audit, Clock clock) {
        this.connections = connections;
        this.leases = leases;
        this.tokens = tokens;
        this.ownApps = ownApps;
        this.admin = admin;
        this.announcements = announcements;
        this.audit = audit;
        this.clock = clock;
    }

    @Serdeable
    record Answered(Payload appUninstall) {}

    @Serdeable
    record Payload(List<UserError> userErrors) {}

    Answer answer(Call call) {
        var user = call.user();
        var shop = call.namedShop();
        var revocation = call.bodyOrNothing(Revocation.class);
        var uninstalled = switch (connections.link(user, shop)) {
            case NEVER -> throw new FailureException(
                    new Failure.NotFound("store.not-found", "No such store is linked to this user."));
            // Whoever repeats it finishes what was interrupted, and does not touch a store that others use.
            case BEFORE -> isLast(user, shop)
                    && audited(user, shop, () -> uninstalled(user, shop, false, call.deadline()));
            case NOW -> audited(user, shop, () -> disconnected(user, shop,
                    Boolean.TRUE.equals(revocation.uninstall()), call.deadline()));
        };
        return Answer.ok(new DisconnectedJson(shop.value(), uninstalled));
    }

    private boolean disconnected(UserId user, ShopDomain shop, boolean wanted, Deadline deadline) {
        if (!wanted && !isLast(user, shop)) {
            connections.unlink(user, shop, clock.instant());
        }
        // Asked again after that: of two who leave at once, one at least is the last.
        return (wanted || isLast(user, shop)) && uninstalled(user, shop, wanted, deadline);
    }

    /// Recorded before it is done and again with what came of it: what was begun is never without a record.
    private boolean audited(UserId user, ShopDomain shop, BooleanSupplier disconnecting) {
        var name = "disconnect#" + clock.instant() + "#" + user;
        var who = Map.of("user", user.value());
        audit.write(shop, name, "begun", who);
        var uninstalled = disconnecting.getAsBoolean();
        audit.write(shop, name, uninstalled ? "uninstalled" : "unlinked", who);
        LOG.atInfo().addKeyValue("user", user).addKeyValue("shop", shop).addKeyValue("uninstalled", uninstalled)
                .log("store disconnected");
        return uninstalled;
    }

    private boolean isLast(UserId user, ShopDomain shop) {
        return connections.usersOf(shop).stream().allMatch(user::equals);
    }

    /// Under the store's lease, so that nobody connects it between its end at Shopify and ours; who has connected it just before
    /// keeps it.
    private boolean uninstalled(UserId user, ShopDomain shop, boolean wanted, Deadline deadline) {
        var token = usable(shop, deadline);
        try (var _ = leases.onToken(shop, deadline)) {
            if (!wanted && !isLast(user, shop)) {
                connections.unlink(user, shop, clock.instant());
                return false;
            }
            token.ifPresent(living -> uninstall(shop, living, deadline));
            var app = connections.ownApp(shop);
            connections.disconnect(shop, clock.instant());
            announcements.publish(new Announcement.StoreDisconnected(shop, clock.instant()));
            app.ifPresent(own -> ownApps.left(own, deadline));
            return true;
        }
    }

    private Optional<AccessToken> usable(ShopDomain shop, Deadline deadline) {
        try {
            return Optional.of(tokens.of(shop, deadline));
        } catch (FailureException failed) {
            return none(failed);
        }
    }

    private void uninstall(ShopDomain shop, AccessToken token, Deadline deadline) {
        try {
            var errors = admin.runWith(token, shop, UNINSTALL.with(Map.of()), deadline).appUninstall().userErrors();
            if (!errors.isEmpty()) {
                throw new FailureException(Trouble.badAnswer());
            }
        } catch (FailureException failed) {
            none(failed);
        }
    }

    /// A store whose token Shopify accepts no more has nothing left to end there.
    private static <T> Optional<T> none(FailureException failed) {
        if (failed.failure() instanceof Failure.ReauthRequired) {
            return Optional.empty();
        }
        throw failed;
    }
}
