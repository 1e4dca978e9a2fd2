package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Agreement.Sale;
import com.atom.shopify.fake.shopify.OrderLineFields.Shipped;
import com.atom.shopify.fake.shopify.OrderLineFields.Sold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The official types of an order's ledger.
final class AgreementFields {
    private AgreementFields() {}

    /// An agreement within its order.
    record Entry(Order order, Agreement agreement) implements Wiring.Typed {
        @Override
        public String typeName() {
            return switch (agreement) {
                case Agreement.Placed _ -> "OrderAgreement";
                case Agreement.Refunded _ -> "RefundAgreement";
            };
        }
    }

    /// A sale within its order and agreement.
    record Part(Order order, Agreement agreement, Sale sale) implements Wiring.Typed {
        @Override
        public String typeName() {
            return switch (sale) {
                case Sale.Goods _ -> "ProductSale";
                case Sale.GiftCard _ -> "GiftCardSale";
                case Sale.Shipping _ -> "ShippingLineSale";
                case Sale.Adjustment _ -> "AdjustmentSale";
            };
        }
    }

    static void wire(Wiring wiring) {
        Page.wire(wiring, "SalesAgreement");
        Page.wire(wiring, "Sale");
        wiring.plain("SaleTax", "id", "amount", "taxLine");
        List.of("OrderAgreement", "RefundAgreement").forEach(name -> agreement(wiring.type(name, Entry.class)));
        wiring.type("OrderAgreement", Entry.class).field("order", Entry::order);
        wiring.type("RefundAgreement", Entry.class).field("refund", entry -> refund(entry));
        List.of("ProductSale", "GiftCardSale", "ShippingLineSale", "AdjustmentSale")
                .forEach(name -> sale(wiring.type(name, Part.class)));
        List.of("ProductSale", "GiftCardSale").forEach(name -> wiring.type(name, Part.class)
                .field("lineItem", AgreementFields::line));
        wiring.type("ShippingLineSale", Part.class).field("shippingLine", AgreementFields::shipping);
        wiring.type(Order.TYPE, Order.class).answer("agreements", (order, call) -> {
            call.refuse("query");
            return Page.listed(order.agreements.stream().map(agreement -> new Entry(order, agreement)).toList(),
                    call.environment());
        });
    }

    private static void agreement(Wiring.Type<Entry> type) {
        type.field("id", entry -> Gid.of(entry.typeName(), entry.agreement.id()))
                .field("happenedAt", entry -> ShopFields.time(entry.agreement.happenedAt()))
                .field("reason", entry -> switch (entry.agreement) {
                    case Agreement.Placed _ -> "ORDER";
                    case Agreement.Refunded _ -> "REFUND";
                })
                .answer("sales", (entry, call) -> Page.listed(entry.agreement.sales().stream()
                        .map(sale -> new Part(entry.order, entry.agreement, sale)).toList(), call.environment()))
                .nothing("app", "user");
    }

    private static void sale(Wiring.Type<Part> type) {
        type.field("id", part -> Gid.of("Sale", part.sale.id()))
                .field("actionType", part -> switch (part.agreement) {
                    case Agreement.Placed _ -> "ORDER";
                    case Agreement.Refunded _ -> "RETURN";
                })
                .field("lineType", part -> switch (part.sale) {
                    case Sale.Goods _ -> "PRODUCT";
                    case Sale.GiftCard _ -> "GIFT_CARD";
                    case Sale.Shipping _ -> "SHIPPING";
                    case Sale.Adjustment _ -> "ADJUSTMENT";
                })
                .field("quantity", part -> part.sale.units())
                .field("totalAmount", part -> part.order.amounts.bag(part.sale.figures().total()))
                .field("totalTaxAmount", part -> part.order.amounts.bag(part.sale.figures().tax()))
                .field("totalDiscountAmountBeforeTaxes",
                        part -> part.order.amounts.bag(part.sale.figures().discountBeforeTaxes()))
                .field("totalDiscountAmountAfterTaxes",
                        part -> part.order.amounts.bag(part.sale.figures().discountAfterTaxes()))
                .field("taxes", AgreementFields::taxes);
    }

    private static List<Map<String, Object>> taxes(Part part) {
        var taxes = new ArrayList<Map<String, Object>>();
        for (Tax tax : part.sale.figures().taxes()) {
            taxes.add(Map.of("id", Gid.of("SaleTax", part.sale.id() + taxes.size() + 1), "amount",
                    part.order.amounts.bag(tax.amount()), "taxLine",
                    OrderLineFields.taxes(List.of(tax), part.order.amounts).getFirst()));
        }
        return List.copyOf(taxes);
    }

    private static Object refund(Entry entry) {
        return switch (entry.agreement) {
            case Agreement.Refunded refunded -> new RefundFields.Given(entry.order, refunded.refund());
            case Agreement.Placed _ -> throw new IllegalStateException("an order agreement has no refund");
        };
    }

    private static Object line(Part part) {
        return switch (part.sale) {
            case Sale.Goods goods -> new Sold(part.order, goods.line());
            case Sale.GiftCard card -> new Sold(part.order, card.line());
            case Sale.Shipping _,Sale.Adjustment _ -> throw new IllegalStateException("this sale has no line");
        };
    }

    private static Object shipping(Part part) {
        return switch (part.sale) {
            case Sale.Shipping shipping -> new Shipped(part.order, shipping.charge());
            case Sale.Goods _,Sale.GiftCard _,Sale.Adjustment _ ->
                throw new IllegalStateException("this sale has no shipping");
        };
    }
}
