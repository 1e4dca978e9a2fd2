package com.atom.shopify.admin;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.time.Deadline;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Runs operations on a store's Admin API: an operation in, all of its data out, or one failure. Each call goes down a chain of
/// single concerns: here the token, then trying again ([Retry]), the store's budget ([Paced]), sending ([Sending]) and what
/// the answer means ([Classification], which lists every code).
///
/// Nothing waits past the deadline, no mutation is sent with less than ten seconds left, and none is sent twice unless the
/// first was certainly not executed or Shopify recognizes it by its key.
@Singleton
public final class AdminApi {
    private final AccessTokens tokens;
    private final Retry retry;
    private final ObjectMapper json;

    AdminApi(AccessTokens tokens, Retry retry, ObjectMapper json) {
        this.tokens = tokens;
        this.retry = retry;
        this.json = json;
    }

    /// Runs with the store's own token; when Shopify does not accept it, once more with the one that its keeper has instead.
    public <R> R run(Errand errand, Operation.Call<R> call) {
        return runWithheld(errand, call).answer();
    }

    /// The same for an operation that tolerates withheld fields.
    public <R> Withheld<R> runWithheld(Errand errand, Operation.Call<R> call) {
        var shop = errand.shop();
        var token = tokens.of(shop, errand.deadline());
        var answer = run(shop, token, call, errand.deadline())
                .or(() -> tokens.insteadOf(token, shop, errand.deadline())
                        .flatMap(other -> runWithOther(other, errand, call)))
                .orElseThrow(() -> new FailureException(new Failure.ReauthRequired(shop)));
        if (call.operation().isMutation()) {
            errand.changed();
        }
        return answer;
    }

    private <R> Optional<Withheld<R>> runWithOther(AccessToken other, Errand errand, Operation.Call<R> call) {
        var answer = run(errand.shop(), other, call, errand.deadline());
        if (answer.isEmpty()) {
            tokens.useless(other, errand.shop());
        }
        return answer;
    }

    /// An answer, and the fields of it that Shopify withholds because the app is not approved for protected customer data: paths
    /// such as `order.customer.email`, without places in lists. Elsewhere null means that there is nothing.
    public record Withheld<R>(R answer, Set<String> fields) {
        public Withheld {
            fields = Set.copyOf(fields);
        }
    }

    /// Runs with a token that is not stored yet.
    public <R> R runWith(AccessToken token, ShopDomain shop, Operation.Call<R> call, Deadline deadline) {
        return run(shop, token, call, deadline)
                .orElseThrow(() -> new FailureException(new Failure.ReauthRequired(shop))).answer();
    }

    /// The answer, or none when Shopify does not accept the token: then it has done nothing.
    private <R> Optional<Withheld<R>> run(ShopDomain shop, AccessToken token, Operation.Call<R> call,
            Deadline deadline) {
        var operation = call.operation();
        return switch (retry.run(new Request(shop, token, operation, call.kind(), body(call), deadline))) {
            case Outcome.Answered(var data, var withheld) -> {
                Metrics.count(Metric.SHOPIFY_ANSWERED);
                yield Optional.of(new Withheld<>(operation.answer().cast(data), new HashSet<>(withheld)));
            }
            case Outcome.Refused(var failure) -> {
                if (isOfShopify(failure)) {
                    Metrics.count(Metric.SHOPIFY_FAILED);
                }
                throw new FailureException(failure);
            }
            case Outcome.TokenRefused _ -> {
                Metrics.count(Metric.SHOPIFY_UNAUTHORIZED);
                yield Optional.empty();
            }
        };
    }

    /// Whether Shopify itself failed, and not the store or the request.
    private static boolean isOfShopify(Failure failure) {
        return switch (failure) {
            case Failure.Upstream _,Failure.TimedOut _,Failure.OutcomeUnknown _ -> true;
            case Failure.Invalid _,Failure.Unauthenticated _,Failure.ReauthRequired _,Failure.Forbidden _,Failure.NotFound _,Failure.Conflict _,Failure.TooLarge _,Failure.Refused _,Failure.Limited _,Failure.Unavailable _ ->
                false;
        };
    }

    private String body(Operation.Call<?> call) {
        var operation = call.operation();
        try {
            return json.writeValueAsString(JsonNode.createObjectNode(Map.of(
                    "query", JsonNode.createStringNode(operation.document()),
                    "operationName", JsonNode.createStringNode(operation.name()),
                    "variables", Variables.json(call.variables()))));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
