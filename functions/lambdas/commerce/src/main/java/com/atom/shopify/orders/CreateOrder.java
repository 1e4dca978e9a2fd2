package com.atom.shopify.orders;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.MoneyBag;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.lists.Search;
import com.atom.shopify.once.Write;
import com.atom.shopify.routes.CommerceRoute;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creates an order, or a draft of one.
///
/// Shopify does not recognize a repeated creation. Every direct order therefore carries a `source_identifier`, the caller's or one
/// that follows from the `Idempotency-Key`. After an unclear attempt it is looked for until it is found, or until search must
/// have seen it; only then is the order sent again. Until then the outcome stays unknown, and the next request under the key
/// goes on. A draft has nothing to be found by.
@Singleton
public final class CreateOrder {
    private static final Operation<Created> CREATE = Operation.of(CreateOrder.class, Created.class);
    private static final Operation<Drafted> DRAFT = Operation.of(CreateOrder.class, "CreateDraft", Drafted.class)
            .withFragments("MoneyFields");
    private static final Operation<Found> FIND = Operation.of(CreateOrder.class, "FindOrder", Found.class);
    /// Shopify's search sees a new order within seconds; this is many times that.
    private static final Duration INDEX_LAG = Duration.ofMinutes(2);

    private final AdminApi admin;
    private final ReadOrder read;

    CreateOrder(AdminApi admin, ReadOrder read) {
        this.admin = admin;
        this.read = read;
    }

    @Serdeable
    record Created(Payload orderCreate) {}

    @Serdeable
    record Payload(OrderNode.@Nullable Ref order, List<UserError> userErrors) {}

    @Serdeable
    record Drafted(DraftPayload draftOrderCreate) {}

    @Serdeable
    record DraftPayload(@Nullable Draft draftOrder, List<UserError> userErrors) {}

    @Serdeable
    record Draft(String id, String name, String status, @Nullable String invoiceUrl, Instant createdAt,
            MoneyBag totalPriceSet) {}

    @Serdeable
    record Found(Twins orders) {}

    @Serdeable
    record Twins(List<Twin> nodes) {}

    @Serdeable
    record Twin(String id, @Nullable String sourceIdentifier, Instant createdAt) {}

    public Answer of(NewOrder order, StoreCall at) {
        if (order.isDraft()) {
            return Answer.ok(draft(order, at)).withStatus(201);
        }
        var created = read.byId(direct(order, at), at);
        return Answer.created(CommerceRoute.READ_ORDER.path().replace("{id}", created.id()), created);
    }

    private Gid direct(NewOrder order, StoreCall at) {
        var name = Optional.ofNullable(order.sourceIdentifier()).orElse("atom-" + at.write().key());
        var input = OrderInputs.direct(order, name, at.store());
        return at.findable(() -> send(order, input, at), sent -> find(name, sent, at)
                .orElseGet(() -> sendAgain(order, input, sent, at)));
    }

    private Gid send(NewOrder order, Map<String, @Nullable Object> input, StoreCall at) {
        var options = new HashMap<String, @Nullable Object>();
        options.put("inventoryBehaviour",
                order.inventoryBehaviour() == null ? null : order.inventoryBehaviour().name());
        options.put("sendReceipt", Boolean.TRUE.equals(order.sendReceipt()));
        var payload = admin.run(at, CREATE.with(Map.of("order", input, "options", options))).orderCreate();
        OrderErrors.throwIfAny(payload.userErrors());
        if (payload.order() == null) {
            throw new FailureException(new Failure.OutcomeUnknown());
        }
        return Gid.ofShopify(Gid.Kind.ORDER, payload.order().id());
    }

    /// The order of this name that is not older than the first attempt.
    private Optional<Gid> find(String name, Write.Sent sent, StoreCall at) {
        var search = new Search().term("source_identifier", name).toString();
        return admin.run(at, FIND.with(Map.of("query", search))).orders().nodes().stream()
                .filter(twin -> name.equals(twin.sourceIdentifier())
                        && !twin.createdAt().isBefore(sent.from()))
                .findFirst().map(twin -> Gid.ofShopify(Gid.Kind.ORDER, twin.id()));
    }

    private Gid sendAgain(NewOrder order, Map<String, @Nullable Object> input, Write.Sent sent, StoreCall at) {
        if (at.deadline().clock().instant().isBefore(sent.until().plus(INDEX_LAG))) {
            throw new FailureException(new Failure.OutcomeUnknown("Shopify may or may not have created this order; "
                    + "send the request again with the same Idempotency-Key in two minutes, or look for its "
                    + "source_identifier."));
        }
        at.write().sendingAgain();
        return send(order, input, at);
    }

    private DraftJson draft(NewOrder order, StoreCall at) {
        if (at.write().mayHaveHappened()) {
            throw unclearDraft();
        }
        try {
            var payload = admin.run(at, DRAFT.with(Map.of("input", OrderInputs.draft(order, at.store()))))
                    .draftOrderCreate();
            OrderErrors.throwIfAny(payload.userErrors());
            var draft = payload.draftOrder();
            if (draft == null) {
                throw new FailureException(new Failure.OutcomeUnknown());
            }
            return new DraftJson(Gid.decimal(draft.id()), draft.id(), true, draft.name(),
                    OrderJson.outer(draft.status()), draft.invoiceUrl(), draft.totalPriceSet().money(),
                    draft.createdAt());
        } catch (FailureException failed) {
            throw failed.failure() instanceof Failure.OutcomeUnknown ? unclearDraft() : failed;
        }
    }

    private static FailureException unclearDraft() {
        return new FailureException(new Failure.OutcomeUnknown("Shopify may or may not have created this draft; "
                + "look at the store's newest drafts before you try again with another Idempotency-Key."));
    }
}
