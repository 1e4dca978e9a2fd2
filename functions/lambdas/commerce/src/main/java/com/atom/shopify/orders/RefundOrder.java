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
import com.atom.shopify.routes.CommerceRoute;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Pays back. Shopify says first how many units can come back, what they and shipping are worth, and through which payments
/// that can go back; more than that is refused here. What was decided from that is sent by all attempts under one key, which
/// Shopify recognizes, so an unclear attempt is made again.
@Singleton
public final class RefundOrder {
    private static final Operation<Suggestion> SUGGEST = Operation
            .of(RefundOrder.class, "SuggestRefund", Suggestion.class).withFragments("PresentmentFields");
    private static final Operation<Refundable> REFUNDABLE = Operation.of(RefundOrder.class, "ReadRefundable",
            Refundable.class);
    private static final Operation<Refunded> REFUND = Operation.of(RefundOrder.class, Refunded.class)
            .withFragments("RefundFields", "RefundLineFields", "MoneyFields");

    private final AdminApi admin;
    private final KeyedWrites writes;
    private final ReadOrder read;
    private final ObjectMapper json;

    RefundOrder(AdminApi admin, KeyedWrites writes, ReadOrder read, ObjectMapper json) {
        this.admin = admin;
        this.writes = writes;
        this.read = read;
        this.json = json;
    }

    @Serdeable
    record Suggestion(@Nullable SuggestionOf order) {}

    @Serdeable
    record SuggestionOf(String presentmentCurrencyCode, List<Paid> transactions, @Nullable Suggested suggestedRefund) {}

    @Serdeable
    record Suggested(Presented amountSet, Presented maximumRefundableSet,
            List<SuggestedPart> suggestedTransactions) {}

    @Serdeable
    record SuggestedPart(@Nullable String gateway, OrderNode.@Nullable Ref parentTransaction, Presented amountSet) {}

    @Serdeable
    record Paid(String id, String kind, String status, @Nullable String gateway,
            OrderNode.@Nullable Ref parentTransaction, Presented amountSet) {

        boolean isReceived() {
            return status.equals("SUCCESS") && (kind.equals("SALE") || kind.equals("CAPTURE"));
        }

        boolean isReturned() {
            return status.equals("SUCCESS") && kind.equals("REFUND");
        }

        String parent() {
            return parentTransaction == null ? "" : parentTransaction.id();
        }
    }

    /// Money as the customer saw it.
    @Serdeable
    record Presented(MoneyBag.Amount presentmentMoney) {
        BigDecimal amount() {
            return presentmentMoney.money().amount();
        }
    }

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
        var made = at.repeatable(() -> send(id, refund, at));
        return Answer.created(CommerceRoute.READ_ORDER.path().replace("{id}", id.decimal()), made);
    }

    /// Once the refund is made Shopify suggests something else, and a key is for one input: so the money is decided only once.
    private RefundJson send(Gid id, NewRefund refund, StoreCall at) {
        var paybacks = parse(at.write().decided(() -> text(decide(id, refund, at))));
        var input = input(id, refund);
        input.put("currency", paybacks.currency());
        input.put("transactions", paybacks.transactions(id.toString()));
        var payload = writes.run(at, at.write().key(), key -> REFUND.with(Map.of("input", input, "key", key)),
                answer -> answer.refundCreate().userErrors()).refundCreate();
        OrderErrors.throwIfAny(payload.userErrors());
        if (payload.refund() == null) {
            throw new FailureException(new Failure.OutcomeUnknown());
        }
        return read.refund(payload.refund(), at);
    }

    private Paybacks decide(Gid id, NewRefund refund, StoreCall at) {
        refuseTooMany(id, refund, at);
        var order = suggested(id, refund, at);
        refuseForeign(refund, Currency.getInstance(order.presentmentCurrencyCode()));
        if (order.suggestedRefund() == null) {
            throw OrderErrors.notFound();
        }
        return Paybacks.of(refund.amount(), order, order.suggestedRefund());
    }

    private String text(Paybacks decided) {
        try {
            return json.writeValueAsString(decided);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Paybacks parse(String decided) {
        try {
            return Objects.requireNonNull(json.readValue(decided, Paybacks.class));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void refuseForeign(NewRefund refund, Currency presentment) {
        var shipping = refund.shipping();
        var foreign = new ArrayList<Failure.Detail>();
        note(foreign, "amount.currency", refund.amount(), presentment);
        note(foreign, "shipping.amount.currency", shipping == null ? null : shipping.amount(), presentment);
        if (!foreign.isEmpty()) {
            throw OrderErrors.refused("Amounts must be in the order's presentment currency.", foreign);
        }
    }

    private static void note(List<Failure.Detail> foreign, String field, @Nullable Money money, Currency presentment) {
        if (money != null && !money.currency().equals(presentment)) {
            foreign.add(Failure.Detail.of(field, "currency",
                    "must be the order's presentment currency, " + presentment.getCurrencyCode()));
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

    private SuggestionOf suggested(Gid id, NewRefund refund, StoreCall at) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("id", id.toString());
        variables.put("lines", lines(refund));
        var shipping = refund.shipping();
        variables.put("shipping", shipping != null && Boolean.TRUE.equals(shipping.full()));
        variables.put("shippingAmount", shipping == null || shipping.amount() == null
                ? null
                : shipping.amount().amount().toPlainString());
        var order = admin.run(at, SUGGEST.with(variables)).order();
        if (order == null) {
            throw OrderErrors.notFound();
        }
        return order;
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
