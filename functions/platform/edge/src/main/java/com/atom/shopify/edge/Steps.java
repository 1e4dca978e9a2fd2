package com.atom.shopify.edge;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import java.util.function.Supplier;

/// The mutations of one request that Shopify has no single call for. When one is refused, the answer says that those before it
/// were kept.
public final class Steps {
    private boolean kept;

    /// Does the next one.
    public <T> T next(Supplier<T> mutation) {
        try {
            var done = mutation.get();
            kept = true;
            return done;
        } catch (FailureException refused) {
            if (kept && refused.failure() instanceof Failure.Refused(var code, var _, var details)) {
                throw new FailureException(new Failure.Refused(code,
                        "Shopify refused a part of this request; the other changes, made before it, were kept.",
                        details));
            }
            throw refused;
        }
    }

    /// Does the next one when it has no answer of its own.
    public void next(Runnable mutation) {
        next(() -> {
            mutation.run();
            return kept;
        });
    }
}
