package com.atom.shopify.orders;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.Pause;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.once.Underway;
import com.atom.shopify.routes.CommerceRoute;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Cancels an order. Shopify does it in the background: 202 until it is done, and asking again tells how far it is without
/// cancelling again. An order that was sent cannot be cancelled.
@Singleton
public final class CancelOrder {
    private static final Operation<Cancelled> CANCEL = Operation.of(CancelOrder.class, Cancelled.class);
    private static final Operation<JobAnswer> JOB = Operation.of(CancelOrder.class, "ReadJob", JobAnswer.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);
    private static final int LOOKS = 6;

    private final AdminApi admin;
    private final OrderState state;
    private final Underway underway;
    private final Pause pause;

    CancelOrder(AdminApi admin, OrderState state, Underway underway, Pause pause) {
        this.admin = admin;
        this.state = state;
        this.underway = underway;
        this.pause = pause;
    }

    @Serdeable
    record Cancelled(Payload orderCancel) {}

    @Serdeable
    record Payload(@Nullable Job job, List<UserError> orderCancelUserErrors) {}

    @Serdeable
    record Job(String id, boolean done) {}

    @Serdeable
    record JobAnswer(@Nullable Done job) {}

    @Serdeable
    record Done(boolean done) {}

    public Answer with(Gid id, Cancellation how, StoreCall at) {
        var before = state.of(id, at);
        if (before.cancelledAt() != null) {
            return done(id, before.cancelledAt());
        }
        if (before.displayFulfillmentStatus().equals("FULFILLED")) {
            throw OrderErrors.refused("id", "fulfilled", "was sent already and can only be refunded");
        }
        var begun = underway.begin(at.shop(), id);
        return begun.isEmpty()
                ? awaited(id, begin(id, how, at), at)
                : begun.get().job().map(job -> awaited(id, new Job(job, false), at)).orElseGet(() -> cancelling(id));
    }

    /// Shopify's job, remembered for whoever asks again.
    private Job begin(Gid id, Cancellation how, StoreCall at) {
        try {
            var payload = admin.run(at, CANCEL.with(variables(id, how))).orderCancel();
            OrderErrors.throwIfAny(payload.orderCancelUserErrors());
            if (payload.job() == null) {
                throw new FailureException(new Failure.OutcomeUnknown());
            }
            underway.runs(at.shop(), id, payload.job().id());
            return payload.job();
        } catch (FailureException failed) {
            underway.ended(at.shop(), id);
            throw failed;
        }
    }

    private Answer awaited(Gid id, Job job, StoreCall at) {
        var done = job.done();
        for (var look = 0; look < LOOKS && !done; look++) {
            rest();
            var answer = admin.run(at, JOB.with(Map.of("id", job.id()))).job();
            done = answer != null && answer.done();
        }
        if (!done) {
            return cancelling(id);
        }
        underway.ended(at.shop(), id);
        var cancelledAt = state.of(id, at).cancelledAt();
        return cancelledAt == null ? cancelling(id) : done(id, cancelledAt);
    }

    private static Answer cancelling(Gid id) {
        return Answer.accepted(place(id), new CancelledOrder(id.decimal(), id.toString(), "cancelling", null));
    }

    private static Answer done(Gid id, Instant cancelledAt) {
        return Answer.ok(new CancelledOrder(id.decimal(), id.toString(), "cancelled", cancelledAt));
    }

    private static String place(Gid id) {
        return CommerceRoute.READ_ORDER.path().replace("{id}", id.decimal());
    }

    private void rest() {
        try {
            pause.of(BETWEEN_LOOKS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new FailureException(
                    new Failure.Unavailable("service.stopping", "The service is stopping; try again."), stopping);
        }
    }

    private static Map<String, @Nullable Object> variables(Gid id, Cancellation how) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("id", id.toString());
        variables.put("reason", how.reason().name());
        variables.put("restock", how.restock());
        variables.put("refund", Map.of("originalPaymentMethodsRefund", switch (how.refund()) {
            case NONE -> false;
            case ORIGINAL_PAYMENT -> true;
        }));
        variables.put("notify", how.notifyCustomer());
        variables.put("note", how.staffNote());
        return variables;
    }
}
