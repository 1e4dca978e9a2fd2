package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.List;
import java.util.Optional;

/// Which scopes open what belongs to orders (shopify-platform 5.2). For parcels any of three will do.
final class OrderScopes {
    private static final List<String> PARCELS = List.of("merchant_managed_fulfillment_orders",
            "assigned_fulfillment_orders", "third_party_fulfillment_orders");

    private OrderScopes() {}

    /// The scope that a field of the root needs and the token does not have.
    static Optional<String> missing(String root, boolean write, Scopes scopes) {
        List<String> enough = enough(root);
        String access = write ? "write_" : "read_";
        return enough.isEmpty() || enough.stream().anyMatch(name -> scopes.allow(access + name))
                ? Optional.empty()
                : Optional.of(access + enough.getFirst());
    }

    /// Refuses whoever may not read objects of this type.
    static void demand(String type, Call call) {
        missing(Character.toLowerCase(type.charAt(0)) + type.substring(1), false, call.scopes())
                .ifPresent(scope -> {
                    throw Refusal.accessDenied(call.environment().getFieldDefinition().getName(), scope);
                });
    }

    private static List<String> enough(String root) {
        if (root.startsWith("draftOrder")) {
            return List.of("draft_orders");
        }
        if (root.startsWith("fulfillmentOrder")) {
            return PARCELS;
        }
        if (root.equals("fulfillment")) {
            return List.of("orders", PARCELS.get(0), PARCELS.get(1), PARCELS.get(2));
        }
        if (root.startsWith("fulfillment")) {
            return PARCELS;
        }
        return root.startsWith("order") || root.startsWith("refund") || root.equals("lineItem")
                ? List.of("orders")
                : List.of();
    }
}
