package com.atom.shopify.connections;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.oauth.Scopes;
import com.atom.shopify.routes.Route;
import com.atom.shopify.routes.Setting;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;

/// What a store must grant: the setting `SHOPIFY_SCOPES`, or what the routes need. A `write_x` stands for its `read_x`, as Shopify
/// lists them. A malformed setting stops the start with its name.
@Singleton
public final class RequiredScopes {
    private final Scopes all;

    RequiredScopes(Deployed deployed) {
        this.all = deployed.optional(Setting.SHOPIFY_SCOPES).map(RequiredScopes::scopes)
                .orElseGet(RequiredScopes::scopesOfAllRoutes);
    }

    private static Scopes scopes(String text) {
        try {
            return Scopes.parse(text);
        } catch (IllegalArgumentException noScope) {
            throw new ConfigurationException("The setting SHOPIFY_SCOPES must be access scopes, separated by commas.");
        }
    }

    private static Scopes scopesOfAllRoutes() {
        return Scopes.of(Route.all().stream().flatMap(route -> route.scopes().stream()).distinct().toList());
    }

    /// All of them.
    public Scopes all() {
        return all;
    }
}
