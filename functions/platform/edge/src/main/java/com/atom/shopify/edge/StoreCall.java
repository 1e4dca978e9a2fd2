package com.atom.shopify.edge;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.connections.Store;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.once.Write;
import com.atom.shopify.time.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/// A request that has reached a store which its caller may use.
///
/// @param write what this request is to Shopify and to our ledger when it writes
/// @param self the address under which the caller reached us, without a trailing slash
/// @param fresh whether the caller wants no cached answer
public record StoreCall(Store store, Deadline deadline, Write write, URI self, boolean fresh) implements Errand {
    /// Shopify's clock may be behind ours.
    private static final Duration SKEW = Duration.ofMinutes(2);

    @Override
    public ShopDomain shop() {
        return store.shop();
    }

    @Override
    public void changed() {
        write.changed();
    }

    /// Does it; when the store must be connected again, the failure says how that is done with this one.
    <T> T run(Function<StoreCall, T> work) {
        try {
            return work.apply(this);
        } catch (FailureException failed) {
            throw failed.failure() instanceof Failure.ReauthRequired(var shop, var _) && store.app().isPresent()
                    ? new FailureException(new Failure.ReauthRequired(shop, true), failed.getCause())
                    : failed;
        }
    }

    /// Does a write that can be found by a name of its own. When nobody knows what became of it, now or in an earlier attempt,
    /// `again` is given the times that what was made then can bear, finds out and finishes it. Whatever keeps it from finding out
    /// leaves the outcome unknown.
    public <T> T findable(Supplier<T> first, Function<Write.Sent, T> again) {
        var begun = deadline.clock().instant();
        if (!write.mayHaveHappened()) {
            try {
                return first.get();
            } catch (FailureException failed) {
                if (!(failed.failure() instanceof Failure.OutcomeUnknown)) {
                    throw failed;
                }
            }
        }
        var sent = write.sent().orElseGet(() -> new Write.Sent(begun, deadline.clock().instant()));
        return findOut(() -> again.apply(new Write.Sent(sent.from().minus(SKEW), sent.until())));
    }

    /// Does a write that Shopify recognizes by [Write#key()], so that it may be sent again. In an attempt that follows an
    /// unclear one, whatever keeps it from hearing the outcome leaves that unknown.
    public <T> T repeatable(Supplier<T> send) {
        return write.mayHaveHappened() ? findOut(send) : send.get();
    }

    private static <T> T findOut(Supplier<T> finding) {
        try {
            return finding.get();
        } catch (FailureException failed) {
            throw switch (failed.failure()) {
                case Failure.Invalid _,Failure.NotFound _,Failure.Refused _,Failure.OutcomeUnknown _ -> failed;
                case Failure.Unauthenticated _,Failure.ReauthRequired _,Failure.Forbidden _,Failure.Conflict _,Failure.TooLarge _,Failure.Limited _,Failure.Upstream _,Failure.Unavailable _,Failure.TimedOut _ ->
                    new FailureException(new Failure.OutcomeUnknown(), failed);
            };
        }
    }
}
