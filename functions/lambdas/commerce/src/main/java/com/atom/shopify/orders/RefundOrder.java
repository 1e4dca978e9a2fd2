package com.atom.shopify.orders;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.KeyedWrites;
import com.atom.shopify.admin.MoneyBag;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.lists.Connection;
import com.atom.shopify.money.Money;
import com.atom.shopify.once.Write;
import com.atom.shopify.routes.CommerceRoute;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Pays back. Shopify says first how many units can come back, what they and shipping are worth, and through which payments
/// that can go back; more than that is refused here. The refund itself is recognized by its key, so an unclear attempt is made again.
@Singleton
public final class RefundOrder {
    private static final Operation<Suggestion> SUGGEST = Operation
            .of(RefundOrder.class, "SuggestRefund", Suggestion.class).withFragments("MoneyFields");
    private static final Operation<Refundable> REFUNDABLE = Operation.of(RefundOrder.class, "ReadRefundable",
            Refundable.class);
    private static final Operation<Refunded> REFUND = Operation.of(RefundOrder.class, Refunded.class)
            .withFragments("RefundFields", "RefundLineFields", "MoneyFields");

    private final AdminApi admin;
    private final KeyedWrites writes;
    private final ReadOrder read;

    RefundOrder(AdminApi admin, KeyedWrites writes, ReadOrder read) {
        this.admin = admin;
        this.writes = writes;
        this.read = read;
    }

    @Serdeable
    record Suggestion(@Nullable SuggestionOf order) {}

    @Serdeable
    record SuggestionOf(@Nullable Suggested suggestedRefund) {}

    @Serdeable
    record Suggested(MoneyBag amountSet, MoneyBag maximumRefundableSet, List<Payback> suggestedTransactions) {}

    @Serdeable
    record Payback(@Nullable String gateway, OrderNode.@Nullable Ref parentTransaction, MoneyBag amountSet) {}

    @Serdeable
    record Refundable(@Nullable RefundableOf order) {}

    @Serdeable
    record RefundableOf(Connection<Units> lineItems) {}

    @Serdeable
    record Units(String id, int refundableQuantity) {}

    @Serdeable
    record Refunded(Payload refundCreate) {}

    @Serdeable
    record Payload(OrderNode.@Nullable Refund refund, List<UserError> userErrors) {}

    public Answer with(Gid id, NewRefund refund, StoreCall at) {
        refuseForeign(refund, at);
        var made = at.findable(() -> send(id, refund, at),
                sent -> found(id, refund, sent, at).orElseGet(() -> send(id, refund, at)));
        return Answer.created(CommerceRoute.READ_ORDER.path().replace("{id}", id.decimal()), made);
    }

    private RefundJson send(Gid id, NewRefund refund, StoreCall at) {
        refuseTooMany(id, refund, at);
        var input = input(id, refund);
        input.put("transactions", paybacks(id, refund, suggested(id, refund, at)));
        var payload = writes.run(at, at.write().key(), key -> REFUND.with(Map.of("input", input, "key", key)),
                answer -> answer.refundCreate().userErrors()).refundCreate();
        OrderErrors.throwIfAny(payload.userErrors());
        if (payload.refund() == null) {
            throw new FailureException(new Failure.OutcomeUnknown());
        }
        return read.refund(payload.refund(), at);
    }

    /// What an earlier attempt made. It is looked for first, because once it is made Shopify suggests something else, and a key is
    /// for one input.
    private Optional<RefundJson> found(Gid id, NewRefund refund, Write.Sent sent, StoreCall at) {
        var wanted = new HashMap<String, Integer>();
        (refund.lineItems() == null ? List.<NewRefund.Line>of() : refund.lineItems())
                .forEach(line -> wanted.put(line.id().decimal(),
                        line.quantity()));
        return read.byId(id, at).refunds().stream().filter(made -> made.createdAt() != null
                && !made.createdAt().isBefore(sent.from())
                && made.refundLineItems().stream().collect(Collectors.toMap(RefundJson.Line::lineItemId,
                        RefundJson.Line::quantity, Integer::sum)).equals(wanted))
                .findFirst();
    }

    private static void refuseForeign(NewRefund refund, StoreCall at) {
        var shipping = refund.shipping();
        var foreign = new ArrayList<Failure.Detail>();
        note(foreign, "amount.currency", refund.amount(), at);
        note(foreign, "shipping.amount.currency", shipping == null ? null : shipping.amount(), at);
        if (!foreign.isEmpty()) {
            throw OrderErrors.refused("Amounts must be in the store's currency.", foreign);
        }
    }

    private static void note(List<Failure.Detail> foreign, String field, @Nullable Money money, StoreCall at) {
        if (money != null && !money.currency().equals(at.store().currency())) {
            foreign.add(Failure.Detail.of(field, "currency",
                    "must be the store's currency, " + at.store().currency().getCurrencyCode()));
        }
    }

    private void refuseTooMany(Gid id, NewRefund refund, StoreCall at) {
        if (refund.lineItems() == null) {
            return;
        }
        var refundable = refundable(id, null, at).whole(after -> refundable(id, after, at)).stream()
                .collect(Collectors.toMap(Units::id, Units::refundableQuantity));
        var wrong = new ArrayList<Failure.Detail>();
        for (var line : refund.lineItems()) {
            var field = "line_items[" + refund.lineItems().indexOf(line) + "].";
            var units = refundable.get(line.id().toString());
            if (units == null) {
                wrong.add(Failure.Detail.of(field + "line_item_id", "not-found", "is not a line of this order"));
            } else if (line.quantity() > units) {
                wrong.add(Failure.Detail.of(field + "quantity", "out-of-range",
                        "is more than can come back, " + units));
            }
        }
        if (!wrong.isEmpty()) {
            throw OrderErrors.refused("The order does not allow this.", wrong);
        }
    }

    private Connection<Units> refundable(Gid id, @Nullable String after, StoreCall at) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("id", id.toString());
        variables.put("after", after);
        var order = admin.run(at, REFUNDABLE.with(variables)).order();
        if (order == null) {
            throw OrderErrors.notFound();
        }
        return order.lineItems();
    }

    private Suggested suggested(Gid id, NewRefund refund, StoreCall at) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("id", id.toString());
        variables.put("lines", lines(refund));
        var shipping = refund.shipping();
        variables.put("shipping", shipping != null && Boolean.TRUE.equals(shipping.full()));
        variables.put("shippingAmount", shipping == null || shipping.amount() == null
                ? null
                : shipping.amount().amount().toPlainString());
        var order = admin.run(at, SUGGEST.with(variables)).order();
        if (order == null || order.suggestedRefund() == null) {
            throw OrderErrors.notFound();
        }
        return order.suggestedRefund();
    }

    /// Through which payments how much goes back: the suggestion, or of it as much as was asked for.
    private static List<Map<String, Object>> paybacks(Gid id, NewRefund refund, Suggested suggested) {
        var wanted = refund.amount() == null ? suggested.amountSet().money().amount() : refund.amount().amount();
        if (wanted.compareTo(suggested.maximumRefundableSet().money().amount()) > 0) {
            throw OrderErrors.refused("amount", "out-of-range", "is more than can be paid back, "
                    + suggested.maximumRefundableSet().money().amount().toPlainString());
        }
        var transactions = new ArrayList<Map<String, Object>>();
        var left = wanted;
        for (var payback : suggested.suggestedTransactions()) {
            var part = refund.amount() == null
                    ? payback.amountSet().money().amount()
                    : left;
            var parent = payback.parentTransaction();
            if (part.signum() > 0 && parent != null) {
                transactions.add(Map.of("orderId", id.toString(), "parentId", parent.id(), "kind", "REFUND", "gateway",
                        payback.gateway() == null ? "manual" : payback.gateway(), "amount", part.toPlainString()));
                left = left.subtract(part).max(BigDecimal.ZERO);
            }
        }
        if (left.signum() > 0 && refund.amount() != null) {
            throw OrderErrors.refused("amount", "out-of-range", "is more than was paid");
        }
        return transactions;
    }

    private static Map<String, @Nullable Object> input(Gid id, NewRefund refund) {
        var input = new LinkedHashMap<String, @Nullable Object>();
        input.put("orderId", id.toString());
        if (refund.note() != null) {
            input.put("note", refund.note());
        }
        if (refund.notifyCustomer() != null) {
            input.put("notify", refund.notifyCustomer());
        }
        if (refund.lineItems() != null) {
            input.put("refundLineItems", lines(refund));
        }
        var shipping = refund.shipping();
        if (shipping != null) {
            input.put("shipping", shipping.amount() == null
                    ? Map.of("fullRefund", true)
                    : Map.of("amount", shipping.amount().amount().toPlainString()));
        }
        return input;
    }

    private static @Nullable List<Map<String, Object>> lines(NewRefund refund) {
        return refund.lineItems() == null
                ? null
                : refund.lineItems().stream().map(line -> {
                    var input = new LinkedHashMap<String, Object>();
                    input.put("lineItemId", line.id().toString());
                    input.put("quantity", line.quantity());
                    input.put("restockType", line.restockType().name());
                    if (line.locationId() != null) {
                        input.put("locationId",
                                Gid.parse(Gid.Kind.LOCATION, "location_id", line.locationId()).toString());
                    }
                    return (Map<String, Object>) input;
                }).toList();
    }
}
