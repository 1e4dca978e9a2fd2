package com.atom.shopify.fake.shopify;

/// Everything about orders that the simulator answers.
final class OrderWiring {
    private OrderWiring() {}

    static void wire(Wiring wiring) {
        OrderFields.wire(wiring);
        OrderLineFields.wire(wiring);
        PaymentFields.wire(wiring);
        RefundFields.wire(wiring);
        FulfillmentFields.wire(wiring);
        AgreementFields.wire(wiring);
        DraftFields.wire(wiring);
        OrderQueries.wire(wiring);
        DraftQueries.wire(wiring);
        OrderCreate.wire(wiring);
        OrderMutations.wire(wiring);
        OrderCancel.wire(wiring);
        RefundMutations.wire(wiring);
        SuggestedRefunds.wire(wiring);
        FulfillmentMutations.wire(wiring);
        DraftMutations.wire(wiring);
    }
}
