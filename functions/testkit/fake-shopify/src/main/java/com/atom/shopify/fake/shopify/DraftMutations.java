package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Payment.Kind;
import com.atom.shopify.fake.shopify.Payment.Status;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Draft orders: making them, changing them, and turning them into orders.
final class DraftMutations {
    private static final String DRAFT = "draftOrder";
    private static final Problem GONE = Problem.at("Draft order does not exist", "id");

    private DraftMutations() {}

    static void wire(Wiring wiring) {
        wiring.root("Mutation", "draftOrderCreate", DraftMutations::create);
        wiring.root("Mutation", "draftOrderCalculate", DraftMutations::calculate);
        wiring.plain("DraftOrderCalculatePayload", "calculatedDraftOrder", "userErrors");
        wiring.root("Mutation", "draftOrderUpdate", DraftMutations::update);
        wiring.root("Mutation", "draftOrderDelete", DraftMutations::delete);
        wiring.root("Mutation", "draftOrderComplete", DraftMutations::complete);
        List.of("Create", "Update", "Complete").forEach(verb -> wiring.plain("DraftOrder" + verb + "Payload", DRAFT,
                "userErrors"));
        wiring.plain("DraftOrderDeletePayload", "deletedId", "userErrors");
    }

    private static Map<String, @Nullable Object> create(Shop shop, Call call) {
        Draft draft = drawn(shop, call, shop.orders().nextDraftNumber());
        List<Problem> problems = DraftTerms.apply(shop, draft, call.input("input"));
        if (!problems.isEmpty()) {
            return ProductMutations.refused(shop, problems);
        }
        shop.orders().add(draft);
        return ProductMutations.done(shop, DRAFT, draft);
    }

    /// What a draft would cost. Nothing is kept.
    private static Map<String, @Nullable Object> calculate(Shop shop, Call call) {
        Draft draft = drawn(shop, call, 0);
        List<Problem> problems = DraftTerms.apply(shop, draft, call.input("input"));
        return problems.isEmpty()
                ? ProductMutations.done(shop, "calculatedDraftOrder", draft)
                : ProductMutations.refused(shop, problems);
    }

    private static Draft drawn(Shop shop, Call call, int number) {
        Currency currency = shop.settings().currency();
        return new Draft(shop.catalog().newId(), number, shop.now(), Amounts.of(currency, call.input("input")
                .text("presentmentCurrencyCode").map(Currency::getInstance).orElse(currency)));
    }

    private static Map<String, @Nullable Object> update(Shop shop, Call call) {
        Optional<Draft> draft = DraftQueries.draft(shop, call.text("id"));
        if (draft.isEmpty()) {
            return ProductMutations.refused(shop, List.of(GONE));
        }
        if (draft.get().completedAt != null) {
            return ProductMutations.refused(shop, List.of(Problem.at("Draft order is already completed", "id")));
        }
        List<Problem> problems = DraftTerms.apply(shop, draft.get(), call.input("input"));
        return problems.isEmpty()
                ? ProductMutations.done(shop, DRAFT, draft.get())
                : ProductMutations.refused(shop, problems);
    }

    private static Map<String, @Nullable Object> delete(Shop shop, Call call) {
        Optional<Draft> draft = call.input("input").text("id").flatMap(id -> DraftQueries.draft(shop, id));
        if (draft.isEmpty()) {
            return ProductMutations.refused(shop, List.of(GONE));
        }
        shop.orders().remove(draft.get());
        return ProductMutations.done(shop, "deletedId", draft.get().gid());
    }

    /// Unless payment is to come later, it counts as paid outside Shopify.
    private static Map<String, @Nullable Object> complete(Shop shop, Call call) {
        call.refuse("paymentGatewayId");
        Optional<Draft> found = DraftQueries.draft(shop, call.text("id"));
        if (found.isEmpty()) {
            return ProductMutations.refused(shop, List.of(GONE));
        }
        Draft draft = found.get();
        if (draft.completedAt != null) {
            return ProductMutations.refused(shop, List.of(Problem.at("This order has been paid", "id")));
        }
        Order order = new Placement(shop, shop.orders()).order(draft.bill, draft.amounts, shop.now(), shop.now());
        describe(order, draft, call.text("sourceName"));
        if (!call.truth("paymentPending") && draft.bill.total().signum() > 0) {
            order.pay(new Payment(shop.catalog().newId(), Kind.SALE, Status.SUCCESS, Payment.MANUAL,
                    draft.bill.total(), shop.now(), null, false));
        }
        draft.bill.lines().forEach(line -> OrderStock.change(shop, line, -line.quantity()));
        shop.orders().add(order);
        draft.orderId = order.id;
        draft.completedAt = shop.now();
        draft.updatedAt = shop.now();
        return ProductMutations.done(shop, DRAFT, draft);
    }

    private static void describe(Order order, Draft draft, String sourceName) {
        order.buyerId = draft.buyerId;
        order.email = draft.text("email");
        order.phone = draft.text("phone");
        order.note = draft.text("note");
        order.poNumber = draft.text("poNumber");
        order.tags = draft.tags();
        order.attributes = DraftTerms.attributes(draft);
        order.shippingAddress = draft.shippingAddress;
        order.billingAddress = draft.billingAddress;
        order.sourceIdentifier = Long.toString(draft.id);
        order.sourceName = sourceName.isEmpty() ? "shopify_draft_order" : sourceName;
    }
}
