package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Wiring.Call;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The official type `Order`, answered from a shop's state.
final class OrderFields {
    private OrderFields() {}

    static void wire(Wiring wiring) {
        List.of("Order", "Return", "Event", "LocalizedField").forEach(name -> Page.wire(wiring, name));
        wiring.plain("MoneyBag", "shopMoney", "presentmentMoney");
        wiring.plain("Attribute", "key", "value");
        wiring.plain("OrderCancellation", "staffNote");
        wiring.plain("OrderPaymentCollectionDetails", "additionalPaymentCollectionUrl");
        Address.wire(wiring);
        var order = wiring.type(Order.TYPE, Order.class);
        words(order);
        states(order);
        amounts(order);
        lists(order);
    }

    /// Fails unless the token may read what this field leads to.
    static void demand(Call call, String scope) {
        if (!call.scopes().allow(scope)) {
            throw Refusal.accessDenied(call.environment().getFieldDefinition().getName(), scope);
        }
    }

    static List<Map<String, String>> attributes(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(attribute -> Map.of("key", attribute.getKey(), "value", attribute.getValue())).toList();
    }

    /// The beginning of a list, as an argument `first` asks for it.
    static <T> List<T> first(List<T> items, Call call) {
        Integer first = call.environment().getArgument("first");
        return first == null ? items : items.subList(0, Math.clamp(first, 0, items.size()));
    }

    private static void words(Wiring.Type<Order> type) {
        type.field("id", Order::gid)
                .field("legacyResourceId", order -> Long.toString(order.id))
                .field("name", order -> order.name)
                .field("number", order -> order.number)
                .field("confirmationNumber", order -> Long.toString(order.id, 36).toUpperCase(Locale.ROOT))
                .field("email", order -> order.email)
                .field("phone", order -> order.phone)
                .field("note", order -> order.note)
                .field("tags", order -> order.tags)
                .field("poNumber", order -> order.poNumber)
                .field("sourceIdentifier", order -> order.sourceIdentifier)
                .field("sourceName", order -> order.sourceName)
                .field("customAttributes", order -> attributes(order.attributes))
                .field("currencyCode", order -> order.amounts.shop().getCurrencyCode())
                .field("presentmentCurrencyCode", order -> order.amounts.presentment().getCurrencyCode())
                .field("createdAt", order -> ShopFields.time(order.createdAt))
                .field("processedAt", order -> ShopFields.time(order.processedAt))
                .field("updatedAt", order -> ShopFields.time(order.updatedAt))
                .field("closedAt", order -> ShopFields.time(order.closedAt))
                .field("cancelledAt", order -> order.cancellation == null
                        ? null
                        : ShopFields.time(order.cancellation.at()))
                .field("cancelReason", order -> order.cancellation == null ? null : order.cancellation.reason())
                .field("cancellation", OrderFields::cancellation)
                .answer("customer", (order, call) -> {
                    demand(call, "read_customers");
                    return CustomerFields.of(call.shop(), order.buyerId);
                })
                .field("shippingAddress", order -> order.shippingAddress)
                .field("billingAddress", order -> order.billingAddress)
                .field("displayAddress", order -> order.shippingAddress != null
                        ? order.shippingAddress
                        : order.billingAddress)
                .field("billingAddressMatchesShippingAddress", order -> order.billingAddress == null
                        ? order.shippingAddress == null
                        : order.billingAddress.same(order.shippingAddress))
                .nothing("retailLocation", "physicalLocation", "channelInformation", "publication", "app",
                        "staffMember", "customerJourneySummary", "paymentTerms", "metafield", "customerLocale",
                        "clientIp", "cartToken", "checkoutToken", "registeredSourceUrl", "merchantOfRecordApp",
                        "shopifyProtect");
    }

    private static void states(Wiring.Type<Order> type) {
        type.field("test", order -> order.test)
                .field("confirmed", order -> true)
                .field("edited", order -> false)
                .field("estimatedTaxes", order -> false)
                .field("dutiesIncluded", order -> false)
                .field("taxExempt", order -> false)
                .field("taxesIncluded", order -> order.bill.taxesIncluded())
                .field("customerAcceptsMarketing", order -> false)
                .field("closed", order -> order.closedAt != null)
                .field("displayFinancialStatus", OrderStatus::financial)
                .field("displayFulfillmentStatus", OrderStatus::fulfillment)
                .field("returnStatus", order -> "NO_RETURN")
                .field("canMarkAsPaid", OrderStatus::canBeMarkedAsPaid)
                .field("canNotifyCustomer", order -> order.email != null)
                .field("capturable", order -> order.capturable().signum() > 0)
                .field("fulfillable", order -> !Placement.rest(order).isEmpty())
                .field("fullyPaid", order -> order.received().compareTo(order.bill.total()) >= 0)
                .field("unpaid", order -> order.received().signum() == 0)
                .field("merchantEditable", order -> !order.cancelled())
                .field("merchantEditableErrors", order -> order.cancelled()
                        ? List.of("The order is cancelled.")
                        : List.of())
                .field("refundable", order -> order.netPayment().signum() > 0)
                .field("requiresShipping", order -> order.bill.lines().stream()
                        .anyMatch(line -> line.goods().requiresShipping()))
                .answer("restockable", (order, call) -> order.bill.lines().stream()
                        .anyMatch(line -> order.current(line) > 0
                                && OrderStock.variant(call.shop(), line).isPresent()));
    }

    private static void amounts(Wiring.Type<Order> type) {
        bag(type, "totalPriceSet", order -> order.bill.total());
        bag(type, "originalTotalPriceSet", order -> order.bill.total());
        bag(type, "subtotalPriceSet", order -> order.bill.subtotal());
        bag(type, "totalDiscountsSet", order -> order.bill.discount());
        bag(type, "cartDiscountAmountSet", order -> order.bill.orderDiscount());
        bag(type, "totalTaxSet", order -> order.bill.tax());
        bag(type, "totalShippingPriceSet", order -> order.bill.shippingTotal());
        bag(type, "currentTotalPriceSet", Order::currentTotal);
        bag(type, "currentSubtotalPriceSet", Order::currentSubtotal);
        bag(type, "currentTotalDiscountsSet", Order::currentDiscount);
        bag(type, "currentTotalTaxSet", Order::currentTax);
        bag(type, "currentShippingPriceSet", Order::currentShipping);
        bag(type, "totalReceivedSet", Order::received);
        bag(type, "totalRefundedSet", Order::paidBack);
        bag(type, "totalRefundedShippingSet", Order::refundedShipping);
        bag(type, "netPaymentSet", Order::netPayment);
        bag(type, "totalOutstandingSet", Order::outstanding);
        bag(type, "totalCapturableSet", Order::capturable);
        bag(type, "totalTipReceivedSet", order -> order.amounts.zero());
        bag(type, "refundDiscrepancySet", order -> Shares.sum(order.refunds.stream()
                .flatMap(refund -> refund.adjustments().stream()).map(Refund.Adjustment::amount).toList()));
        type.nothing("currentTotalDutiesSet", "originalTotalDutiesSet", "currentTotalAdditionalFeesSet",
                "originalTotalAdditionalFeesSet");
    }

    private static void lists(Wiring.Type<Order> type) {
        type.answer("lineItems", (order, call) -> Page.listed(OrderLineFields.sold(order), call.environment()))
                .answer("shippingLines", (order, call) -> Page.listed(OrderLineFields.shipped(order),
                        call.environment()))
                .field("shippingLine", order -> OrderLineFields.shipped(order).stream().findFirst().orElse(null))
                .field("taxLines", order -> OrderLineFields.taxes(order.bill.taxes(), order.amounts))
                .field("currentTaxLines", order -> OrderLineFields.taxes(Bill.merged(order.sales()
                        .flatMap(sale -> sale.figures().taxes().stream()).toList()), order.amounts))
                .field("discountCode", order -> order.bill.codes().stream().findFirst().orElse(null))
                .field("discountCodes", order -> order.bill.codes())
                .answer("discountApplications", (order, call) -> Page.listed(order.bill.discounts().stream()
                        .map(discount -> OrderLineFields.application(discount, order.amounts)).toList(),
                        call.environment()))
                .field("subtotalLineItemsQuantity", order -> order.bill.quantity())
                .field("currentSubtotalLineItemsQuantity", order -> order.bill.lines().stream()
                        .mapToInt(order::current).sum())
                .field("paymentGatewayNames", order -> order.payments.stream().map(Payment::gateway).distinct()
                        .toList())
                .field("additionalFees", order -> List.of())
                .field("alerts", order -> List.of())
                .field("disputes", order -> List.of())
                .nobody("returns", "metafields", "events", "localizedFields");
    }

    private static @Nullable Map<String, Object> cancellation(Order order) {
        if (order.cancellation == null) {
            return null;
        }
        String note = order.cancellation.staffNote();
        return note == null ? Map.of() : Map.of("staffNote", note);
    }

    private static void bag(Wiring.Type<Order> type, String name, Function<Order, BigDecimal> amount) {
        type.field(name, order -> order.amounts.bag(amount.apply(order)));
    }
}
