package com.atom.shopify.edge;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls, from the claims that API Gateway's JWT authorizer verified.
record Principal(UserId subject, Set<String> scopes) {
    private static final String ANY_USER = "shopify/any-user";
    private static final String OPERATOR = "shopify/operator";

    static Principal of(@Nullable Map<String, String> claims) {
        if (claims == null || claims.get("sub") == null) {
            throw new FailureException(new Failure.Unauthenticated());
        }
        return new Principal(new UserId(claims.get("sub")),
                scopes(claims.get("scope")));
    }

    private static Set<String> scopes(@Nullable String claim) {
        return claim == null ? Set.of() : Set.copyOf(List.of(claim.trim().split(" +")));
    }

    /// Fails with `user.forbidden` for everybody but operators.
    void mustBeOperator() {
        if (!scopes.contains(OPERATOR)) {
            throw new FailureException(
                    new Failure.Forbidden("user.forbidden", "This needs the scope " + OPERATOR + "."));
        }
    }

    /// The user to act for: the subject, or another one for those who may.
    UserId actingFor(Optional<String> userId) {
        if (userId.isEmpty()) {
            return subject;
        }
        var user = new UserId(userId.get());
        if (!user.equals(subject) && !scopes.contains(ANY_USER)) {
            throw new FailureException(new Failure.Forbidden("user.forbidden", "user_id is not the caller."));
        }
        return user;
    }
}
