package com.atom.shopify.checks;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.LastAnswers;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.ShopifySettings;
import com.atom.shopify.connections.RequiredScopes;
import com.atom.shopify.connections.StoreStatus;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.Trouble;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.oauth.Scopes;
import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.Conditions;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks a store's Admin API the cheapest question that tells whether calls work, two or three points (shopify-platform 9): the token
/// is accepted, the scopes are complete, the version is the one that was asked for. What keeps it from answering is a finding; what
/// is wrong on our own side is a failure, but for a key that is out of reach.
@Singleton
public final class Checkup {
    private static final Operation<Answer> QUESTION = Operation.of(Checkup.class, "CheckHealth", Answer.class);
    /// Whoever has to wait longer for it has his finding. A token that is refused has to be replaced in this time, which nobody begins
    /// with less than ten seconds left.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Conditions conditions;
    private final AdminApi admin;
    private final LastAnswers answers;
    private final RequiredScopes required;
    private final ShopifySettings settings;
    private final Clock clock;

    Checkup(Conditions conditions, AdminApi admin, LastAnswers answers, RequiredScopes required,
            ShopifySettings settings, Clock clock) {
        this.conditions = conditions;
        this.admin = admin;
        this.answers = answers;
        this.required = required;
        this.settings = settings;
        this.clock = clock;
    }

    @Serdeable
    record Answer(@Nullable Shop shop, @Nullable Installation currentAppInstallation) {}

    @Serdeable
    record Shop(String id) {}

    @Serdeable
    record Installation(List<AccessScope> accessScopes) {}

    @Serdeable
    record AccessScope(String handle) {}

    /// Asks now, unless it is known already that the store cannot be asked.
    public Findings of(ShopDomain shop, Deadline deadline) {
        var begun = clock.instant();
        var status = conditions.lookedInto(shop).status();
        return switch (status) {
            case REAUTH_REQUIRED, UNINSTALLED ->
                findings(shop, begun, status, Optional.of(Failure.ReauthRequired.CODE), List.of());
            case KEY_UNAVAILABLE ->
                findings(shop, begun, status, Optional.of(Conditions.KEY_UNAVAILABLE), List.of());
            case VALID, EXPIRING, REFRESHING -> asked(shop, begun, status, deadline.within(PATIENCE));
        };
    }

    private Findings asked(ShopDomain shop, Instant begun, StoreStatus status, Deadline deadline) {
        try {
            var installation = admin.run(Errand.at(shop, deadline), QUESTION.with(Map.of())).currentAppInstallation();
            return installation == null
                    ? findings(shop, begun, status, Optional.of(Trouble.badAnswer().code()), List.of())
                    : findings(shop, begun, status, Optional.empty(), missing(installation));
        } catch (FailureException failed) {
            return findings(shop, begun, status(status, failed), Optional.of(failed.failure().code()), List.of());
        }
    }

    private List<String> missing(Installation installation) {
        return Scopes.of(installation.accessScopes().stream().map(AccessScope::handle).toList())
                .missingFrom(required.all().names());
    }

    /// How the store is, as the failure shows it; throws what says nothing of the store.
    private static StoreStatus status(StoreStatus known, FailureException failed) {
        return switch (failed.failure()) {
            case Failure.ReauthRequired _ -> StoreStatus.REAUTH_REQUIRED;
            case Failure.Forbidden _,Failure.Conflict _,Failure.Limited _,Failure.Upstream _,Failure.TimedOut _ ->
                known;
            case Failure.Unavailable(var code, var _) when code.equals(Conditions.KEY_UNAVAILABLE) ->
                StoreStatus.KEY_UNAVAILABLE;
            case Failure.Unavailable _,Failure.Invalid _,Failure.Unauthenticated _,Failure.NotFound _,Failure.OutcomeUnknown _,Failure.TooLarge _,Failure.Refused _ ->
                throw failed;
        };
    }

    private Findings findings(ShopDomain shop, Instant begun, StoreStatus status, Optional<String> code,
            List<String> missing) {
        var answer = answers.of(shop).filter(last -> !last.sentAt().isBefore(begun));
        return new Findings(begun, status, code, answer.map(LastAnswers.LastAnswer::took), settings.apiVersion(),
                answer.flatMap(LastAnswers.LastAnswer::servedVersion), answer.flatMap(LastAnswers.LastAnswer::budget),
                missing);
    }
}
