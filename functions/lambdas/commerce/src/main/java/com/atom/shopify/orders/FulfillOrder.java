package com.atom.shopify.orders;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.lists.Connection;
import com.atom.shopify.routes.CommerceRoute;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sends a parcel. What is left to send, and from where, stands in the order's fulfillment orders, which are read first; one
/// parcel leaves from one location. Shopify does not recognize a repeated parcel, so an unclear one stays unknown.
@Singleton
public final class FulfillOrder {
    private static final Operation<Open> OPEN = Operation.of(FulfillOrder.class, "OpenParcels", Open.class);
    private static final Operation<Sent> SEND = Operation.of(FulfillOrder.class, Sent.class)
            .withFragments("FulfillmentFields");
    private static final Set<String> CAN_BE_SENT = Set.of("OPEN", "IN_PROGRESS");

    private final AdminApi admin;
    private final ReadOrder read;

    FulfillOrder(AdminApi admin, ReadOrder read) {
        this.admin = admin;
        this.read = read;
    }

    @Serdeable
    record Open(@Nullable ParcelsOf order) {}

    @Serdeable
    record ParcelsOf(Connection<Parcel> fulfillmentOrders) {}

    @Serdeable
    record Parcel(String id, String status, AssignedLocation assignedLocation, Connection<Item> lineItems) {
        boolean isAt(@Nullable Gid location) {
            var own = assignedLocation.location();
            return location == null || (own != null && own.id().equals(location.toString()));
        }
    }

    @Serdeable
    record AssignedLocation(OrderNode.@Nullable Ref location) {}

    @Serdeable
    record Item(String id, int remainingQuantity, OrderNode.Ref lineItem) {}

    @Serdeable
    record Sent(Payload fulfillmentCreate) {}

    @Serdeable
    record Payload(OrderNode.@Nullable Fulfillment fulfillment, List<UserError> userErrors) {}

    public Answer with(Gid id, NewFulfillment request, StoreCall at) {
        var chosen = chosen(request, parcels(id, request, at));
        var input = new HashMap<String, @Nullable Object>();
        input.put("lineItemsByFulfillmentOrder", chosen);
        input.put("notifyCustomer", Boolean.TRUE.equals(request.notifyCustomer()));
        var tracking = request.trackingInfo();
        if (tracking != null) {
            var info = new HashMap<String, @Nullable Object>();
            info.put("company", tracking.company());
            info.put("number", tracking.number());
            info.put("url", tracking.url());
            info.values().removeIf(value -> value == null);
            input.put("trackingInfo", info);
        }
        var payload = sent(input, at);
        OrderErrors.throwIfAny(payload.userErrors());
        if (payload.fulfillment() == null) {
            throw unclear();
        }
        return Answer.created(CommerceRoute.READ_ORDER.path().replace("{id}", id.decimal()),
                read.parcel(payload.fulfillment(), at));
    }

    private Payload sent(Map<String, @Nullable Object> input, StoreCall at) {
        try {
            return admin.run(at, SEND.with(Map.of("fulfillment", input))).fulfillmentCreate();
        } catch (FailureException failed) {
            throw failed.failure() instanceof Failure.OutcomeUnknown ? unclear() : failed;
        }
    }

    private static FailureException unclear() {
        return new FailureException(
                new Failure.OutcomeUnknown("Shopify may or may not have sent this parcel; look at the "
                        + "order's fulfillments before you try again with another Idempotency-Key."));
    }

    private List<Parcel> parcels(Gid id, NewFulfillment request, StoreCall at) {
        var location = request.locationId() == null
                ? null
                : Gid.parse(Gid.Kind.LOCATION, "location_id", request.locationId());
        var open = page(id, null, at).whole(after -> page(id, after, at)).stream()
                .filter(parcel -> CAN_BE_SENT.contains(parcel.status()) && parcel.isAt(location)).toList();
        if (open.stream().anyMatch(parcel -> parcel.lineItems().pageInfo().hasNextPage())) {
            throw OrderErrors.refused("line_items", "over-limit",
                    "more than 40 lines of one place cannot be sent here");
        }
        if (open.stream().allMatch(parcel -> parcel.lineItems().nodes().stream()
                .allMatch(item -> item.remainingQuantity() == 0))) {
            throw OrderErrors.refused("line_items", "fulfilled", "nothing is left to send");
        }
        return open;
    }

    private Connection<Parcel> page(Gid id, @Nullable String after, StoreCall at) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("id", id.toString());
        variables.put("after", after);
        var order = admin.run(at, OPEN.with(variables)).order();
        if (order == null) {
            throw OrderErrors.notFound();
        }
        return order.fulfillmentOrders();
    }

    /// The units to take from each fulfillment order.
    private static List<Map<String, Object>> chosen(NewFulfillment request, List<Parcel> open) {
        var units = new LinkedHashMap<String, List<Map<String, Object>>>();
        if (request.lineItems() == null) {
            for (var parcel : open) {
                parcel.lineItems().nodes().stream().filter(item -> item.remainingQuantity() > 0)
                        .forEach(item -> add(units, parcel, item, item.remainingQuantity()));
            }
        } else {
            var missing = new ArrayList<Failure.Detail>();
            for (var i = 0; i < request.lineItems().size(); i++) {
                var wanted = request.lineItems().get(i);
                var left = take(wanted, open, units);
                if (left > 0) {
                    missing.add(Failure.Detail.of("line_items[" + i + "].quantity", "out-of-range",
                            "is more than is left to send"));
                }
            }
            if (!missing.isEmpty()) {
                throw OrderErrors.refused("The order does not allow this.", missing);
            }
        }
        return units.entrySet().stream().map(entry -> Map.<String, Object>of("fulfillmentOrderId", entry.getKey(),
                "fulfillmentOrderLineItems", entry.getValue())).toList();
    }

    private static int take(NewFulfillment.Line wanted, List<Parcel> open,
            Map<String, List<Map<String, Object>>> units) {
        var line = Gid.parse(Gid.Kind.LINE_ITEM, "line_items", wanted.id()).toString();
        int left = wanted.quantity();
        for (var parcel : open) {
            for (var item : parcel.lineItems().nodes()) {
                if (item.lineItem().id().equals(line) && left > 0 && item.remainingQuantity() > 0) {
                    var taken = Math.min(left, item.remainingQuantity());
                    add(units, parcel, item, taken);
                    left -= taken;
                }
            }
        }
        return left;
    }

    private static void add(Map<String, List<Map<String, Object>>> units, Parcel parcel, Item item, int quantity) {
        units.computeIfAbsent(parcel.id(), _ -> new ArrayList<>())
                .add(Map.of("id", item.id(), "quantity", quantity));
    }
}
