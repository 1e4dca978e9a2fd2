package com.atom.shopify.fake.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/// The operations on orders that several tests use.
final class OrderTexts {
    static final String SCOPES = "write_products,write_orders,write_draft_orders,read_customers,"
            + "write_merchant_managed_fulfillment_orders";
    static final String NAMES = "query Names($q: String) { orders(first: 50, query: $q) { nodes { name } } }";
    static final String ORDER = """
            query Order($id: ID!) { order(id: $id) { id name email phone note tags poNumber test
              createdAt processedAt updatedAt closedAt cancelledAt cancelReason cancellation { staffNote }
              sourceName sourceIdentifier currencyCode presentmentCurrencyCode taxesIncluded edited confirmed fulfillable
              refundable capturable displayFinancialStatus displayFulfillmentStatus discountCodes
              customAttributes { key value } retailLocation { id } channelInformation { id }
              customer { id displayName firstName lastName defaultEmailAddress { emailAddress } }
              shippingAddress { name address1 city provinceCode zip country countryCodeV2 } billingAddress { city }
              subtotalPriceSet { ...Bag } totalPriceSet { ...Bag } currentTotalPriceSet { ...Bag } totalTaxSet { ...Bag }
              totalDiscountsSet { ...Bag } totalShippingPriceSet { ...Bag } totalRefundedSet { ...Bag }
              netPaymentSet { ...Bag } totalOutstandingSet { ...Bag } totalReceivedSet { ...Bag }
              currentTotalTaxSet { ...Bag } currentTotalDiscountsSet { ...Bag } totalTipReceivedSet { ...Bag }
              taxLines { title rate priceSet { ...Bag } }
              discountApplications(first: 5) { nodes { __typename index allocationMethod targetSelection targetType
                value { ... on MoneyV2 { amount } ... on PricingPercentageValue { percentage } }
                ... on DiscountCodeApplication { code } ... on ManualDiscountApplication { title } } }
              lineItems(first: 10) { nodes { id name title sku vendor quantity currentQuantity refundableQuantity
                unfulfilledQuantity isGiftCard requiresShipping taxable product { id } variant { id }
                originalUnitPriceSet { ...Bag } originalTotalSet { ...Bag } discountedTotalSet { ...Bag }
                discountedAfterAll: discountedTotalSet(withCodeDiscounts: true) { ...Bag } totalDiscountSet { ...Bag }
                discountAllocations { allocatedAmountSet { ...Bag } discountApplication { index } }
                taxLines { title rate priceSet { ...Bag } } } }
              shippingLines(first: 5) { nodes { id title code originalPriceSet { ...Bag } discountedPriceSet { ...Bag }
                taxLines { title } } }
              transactions { id kind status gateway test processedAt amountSet { ...Bag } parentTransaction { id } }
              refunds { id createdAt note totalRefundedSet { ...Bag }
                refundLineItems(first: 10) { nodes { quantity restockType subtotalSet { ...Bag } totalTaxSet { ...Bag }
                  lineItem { id } location { id } } }
                refundShippingLines(first: 5) { nodes { subtotalAmountSet { ...Bag } } }
                orderAdjustments(first: 5) { nodes { amountSet { ...Bag } taxAmountSet { ...Bag } reason } }
                transactions(first: 5) { nodes { id kind amountSet { ...Bag } } } }
              fulfillments { id status displayStatus createdAt trackingInfo { number url company }
                fulfillmentLineItems(first: 10) { nodes { quantity lineItem { id } } } }
              fulfillmentOrders(first: 5) { nodes { id status assignedLocation { location { id } }
                lineItems(first: 10) { nodes { id remainingQuantity totalQuantity lineItem { id } } } } }
              agreements(first: 5) { nodes { __typename id happenedAt reason sales(first: 10) { nodes { __typename id
                actionType lineType quantity totalAmount { ...Bag } totalDiscountAmountBeforeTaxes { ...Bag }
                totalDiscountAmountAfterTaxes { ...Bag } totalTaxAmount { ...Bag }
                ... on ProductSale { lineItem { id } } } } } } } }
            fragment Bag on MoneyBag { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
            """;

    private OrderTexts() {}

    /// The shop's amount of a `MoneyBag`.
    static BigDecimal amount(JsonNode holder, String field) {
        return new BigDecimal(holder.at("/" + field + "/shopMoney/amount").asText());
    }
}
