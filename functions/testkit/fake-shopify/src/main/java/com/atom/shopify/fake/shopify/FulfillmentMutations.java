package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.FulfillmentFields.Sent;
import com.atom.shopify.fake.shopify.Placement.Parcel;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sending goods, correcting how a parcel is followed, and taking a parcel back from the way.
final class FulfillmentMutations {
    private static final String FULFILLMENT = "fulfillment";

    private FulfillmentMutations() {}

    static void wire(Wiring wiring) {
        wiring.root("Mutation", "fulfillmentCreate", FulfillmentMutations::create);
        wiring.root("Mutation", "fulfillmentTrackingInfoUpdate", FulfillmentMutations::track);
        wiring.root("Mutation", "fulfillmentCancel", FulfillmentMutations::cancel);
        List.of("Create", "TrackingInfoUpdate", "Cancel").forEach(verb -> wiring.plain("Fulfillment" + verb
                + "Payload", FULFILLMENT, "userErrors"));
    }

    private static Map<String, @Nullable Object> create(Shop shop, Call call) {
        Input input = call.input(FULFILLMENT).only("lineItemsByFulfillmentOrder", "notifyCustomer", "trackingInfo",
                "originAddress");
        var problems = new ArrayList<Problem>();
        var parcels = new LinkedHashMap<Order, List<Parcel>>();
        List<Input> groups = input.objects("lineItemsByFulfillmentOrder");
        for (int at = 0; at < groups.size(); at++) {
            Input group = groups.get(at).only("fulfillmentOrderId", "fulfillmentOrderLineItems");
            parcels(shop, call, group, at, parcels, problems);
        }
        if (problems.isEmpty() && parcels.size() != 1) {
            problems.add(Problem.at(parcels.isEmpty()
                    ? "Fulfillment orders can't be blank"
                    : "Fulfillment orders must belong to the same order", "lineItemsByFulfillmentOrder"));
        }
        if (!problems.isEmpty()) {
            return ProductMutations.refused(shop, problems.stream().map(problem -> problem.below(FULFILLMENT))
                    .toList());
        }
        var only = parcels.entrySet().iterator().next();
        Fulfillment sent = new Placement(shop, shop.orders()).send(only.getKey(), only.getValue(), shop.now());
        input.object("trackingInfo").ifPresent(tracking -> sent.tracking = tracking(tracking));
        return ProductMutations.done(shop, FULFILLMENT, new Sent(only.getKey(), sent));
    }

    private static void parcels(Shop shop, Call call, Input group, int at, Map<Order, List<Parcel>> parcels,
            List<Problem> problems) {
        long id = ProductQueries.id(group.text("fulfillmentOrderId").orElse(""), FulfillmentOrder.TYPE);
        Optional<FulfillmentFields.ToSend> found = OrderQueries.visible(shop, call.scopes(), id)
                .flatMap(order -> FulfillmentFields.toSend(order).stream())
                .filter(toSend -> toSend.of().id == id).findFirst();
        if (found.isEmpty()) {
            problems.add(Problem.at("Fulfillment order does not exist.", "lineItemsByFulfillmentOrder", at,
                    "fulfillmentOrderId"));
            return;
        }
        FulfillmentOrder from = found.get().of();
        if (!from.open()) {
            problems.add(Problem.at("Fulfillment order " + from.id + " has an unfulfillable status= "
                    + from.status().toLowerCase(Locale.ROOT) + "."));
            return;
        }
        List<Parcel> wanted = parcels.computeIfAbsent(found.get().order(), order -> new ArrayList<>());
        List<Input> items = group.objects("fulfillmentOrderLineItems");
        if (items.isEmpty()) {
            from.items.stream().filter(item -> item.remaining > 0)
                    .forEach(item -> wanted.add(new Parcel(from, item, item.remaining)));
        }
        var asked = new HashMap<Long, Integer>();
        for (Input item : items) {
            int quantity = item.number("quantity").orElse(BigDecimal.ZERO).intValue();
            Optional<FulfillmentOrder.Item> known = item.text("id")
                    .flatMap(text -> Gid.parse(text, FulfillmentOrder.Item.TYPE))
                    .flatMap(gid -> from.item(gid.number()));
            if (known.isEmpty()) {
                problems.add(Problem.at("Fulfillment order line item does not exist.", "lineItemsByFulfillmentOrder",
                        at));
            } else if (quantity < 1 || asked.merge(known.get().id, quantity, Integer::sum) > known.get().remaining) {
                problems.add(Problem.at("Invalid fulfillment order line item quantity requested.",
                        "lineItemsByFulfillmentOrder", at));
            } else {
                wanted.add(new Parcel(from, known.get(), quantity));
            }
        }
    }

    /// One company for all numbers; addresses go with the numbers in their order.
    private static List<Fulfillment.Tracking> tracking(Input input) {
        input.only("company", "number", "numbers", "url", "urls");
        List<String> numbers = input.text("number").map(List::of).orElse(input.texts("numbers"));
        List<String> urls = input.text("url").map(List::of).orElse(input.texts("urls"));
        var tracking = new ArrayList<Fulfillment.Tracking>();
        for (int at = 0; at < Math.max(numbers.size(), urls.size()); at++) {
            tracking.add(new Fulfillment.Tracking(input.text("company").orElse(null), at(numbers, at), at(urls, at)));
        }
        return List.copyOf(tracking);
    }

    private static @Nullable String at(List<String> texts, int place) {
        return place < texts.size() ? texts.get(place) : null;
    }

    private static Map<String, @Nullable Object> track(Shop shop, Call call) {
        Optional<Sent> sent = sent(shop, call, call.text("fulfillmentId"));
        if (sent.isEmpty()) {
            return ProductMutations.refused(shop, List.of(Problem.at("Fulfillment does not exist.",
                    "fulfillmentId")));
        }
        sent.get().fulfillment().tracking = tracking(call.input("trackingInfoInput"));
        sent.get().fulfillment().updatedAt = shop.now();
        sent.get().order().updatedAt = shop.now();
        return ProductMutations.done(shop, FULFILLMENT, sent.get());
    }

    private static Map<String, @Nullable Object> cancel(Shop shop, Call call) {
        Optional<Sent> sent = sent(shop, call, call.text("id"));
        if (sent.isEmpty()) {
            return ProductMutations.refused(shop, List.of(Problem.at("Fulfillment not found.", "id")));
        }
        Fulfillment fulfillment = sent.get().fulfillment();
        if (fulfillment.cancelled) {
            return ProductMutations.refused(shop, List.of(Problem.at("Fulfillment is already cancelled.", "id")));
        }
        fulfillment.cancelled = true;
        fulfillment.updatedAt = shop.now();
        sendAgain(shop, sent.get());
        sent.get().order().updatedAt = shop.now();
        return ProductMutations.done(shop, FULFILLMENT, sent.get());
    }

    /// An order that is still open takes its units back; one that was closed stays so, and a new one is made (schema,
    /// `fulfillmentCancel`).
    private static void sendAgain(Shop shop, Sent sent) {
        var again = new FulfillmentOrder(shop.catalog().newId(), shop.now());
        List<FulfillmentOrder> open = sent.order().fulfillmentOrders.stream().filter(FulfillmentOrder::open).toList();
        for (Fulfillment.Item item : sent.fulfillment().items) {
            if (open.contains(item.of())) {
                item.source().remaining += item.quantity();
                item.of().updatedAt = shop.now();
            } else {
                again.items.add(new FulfillmentOrder.Item(shop.catalog().newId(), item.line(), item.quantity()));
            }
        }
        if (!again.items.isEmpty()) {
            sent.order().fulfillmentOrders.add(again);
        }
    }

    private static Optional<Sent> sent(Shop shop, Call call, String gid) {
        long id = ProductQueries.id(gid, Fulfillment.TYPE);
        return OrderQueries.visible(shop, call.scopes(), id).flatMap(order -> FulfillmentFields.of(order).stream())
                .filter(sent -> sent.fulfillment().id == id).findFirst();
    }
}
