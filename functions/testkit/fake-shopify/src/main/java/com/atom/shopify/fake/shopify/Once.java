package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Wiring.Call;

/// The directive that some mutations must carry (shopify-platform 4.4).
final class Once {
    private Once() {}

    /// Refuses a mutation that came without it. Shopify's own words are not known.
    static void demand(Call call) {
        if (call.environment().getField().getDirectives("idempotent").isEmpty()) {
            throw Refusal.coded("BAD_REQUEST", "The @idempotent directive is required for "
                    + call.environment().getFieldDefinition().getName() + " but was not provided.");
        }
    }
}
