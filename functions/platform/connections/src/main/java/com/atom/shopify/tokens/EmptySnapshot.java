package com.atom.shopify.tokens;

import io.micronaut.context.BeanContext;
import io.micronaut.crac.OrderedResource;
import jakarta.inject.Singleton;
import org.crac.Context;
import org.crac.Resource;

/// Keeps tokens and secrets out of the snapshot that SnapStart makes of a started function: whatever was read until then, by priming
/// for example, is forgotten before the checkpoint and read again when it is needed. It asks only for what is there already, so that
/// no function makes tokens or secrets for this.
@Singleton
final class EmptySnapshot implements OrderedResource {
    private final BeanContext beans;

    EmptySnapshot(BeanContext beans) {
        this.beans = beans;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        beans.getActiveBeanRegistrations(Tokens.class).forEach(tokens -> tokens.getBean().forgetAll());
        beans.getActiveBeanRegistrations(ClientSecrets.class).forEach(secrets -> secrets.getBean().forget());
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Everything is read when it is needed.
    }
}
