package com.atom.shopify.tokens;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.crac.OrderedResource;
import jakarta.inject.Singleton;
import org.crac.Context;
import org.crac.Resource;

/// Keeps tokens and secrets out of the snapshot that SnapStart makes of a started function: whatever was read until then, by priming
/// for example, is forgotten before the checkpoint and read again when it is needed.
@Factory
final class EmptySnapshot {

    @Singleton
    OrderedResource ofTokens(Tokens tokens) {
        return new Forgetting(tokens::forgetAll);
    }

    /// Not every function has the secret.
    @Singleton
    @Requires(property = "shopify.secret.id")
    OrderedResource ofSecrets(ClientSecrets secrets) {
        return new Forgetting(secrets::forget);
    }

    private record Forgetting(Runnable forget) implements OrderedResource {
        @Override
        public void beforeCheckpoint(Context<? extends Resource> context) {
            forget.run();
        }

        @Override
        public void afterRestore(Context<? extends Resource> context) {
            // Everything is read when it is needed.
        }
    }
}
