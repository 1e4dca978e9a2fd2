package com.atom.shopify.health;

import com.atom.shopify.edge.NoParameters;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.tokens.Conditions;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a store's token is, from our own tables: Shopify is not asked.
@Singleton
final class TokenHealth {
    private final Conditions conditions;

    TokenHealth(Conditions conditions) {
        this.conditions = conditions;
    }

    /// What is known of a store's token; never the token.
    ///
    /// @param authorizeUrl where the store is connected again, when only that helps
    @Serdeable(naming = SnakeCaseStrategy.class)
    record TokenHealthJson(String status, @Nullable Instant accessExpiresAt,
            @Nullable Instant refreshExpiresAt, @Nullable String authorizeUrl) {}

    Page<TokenHealthJson> page(NoParameters query, PageRequest page, StoreCall at) {
        var condition = conditions.lookedInto(at.shop());
        return new Page<>(List.of(new TokenHealthJson(condition.status().outer(),
                condition.accessExpiresAt(), condition.refreshExpiresAt(),
                Repair.link(condition.status(), at.store(), at.self()))), null);
    }
}
