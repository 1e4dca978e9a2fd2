package com.atom.shopify.orders;

import com.atom.shopify.admin.MoneyBag;
import com.atom.shopify.lists.Connection;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order as the Admin API answers it, with the first of its line items.
@Serdeable
record OrderNode(String id, String name, int number, Instant createdAt, Instant processedAt, Instant updatedAt,
        @Nullable Instant cancelledAt, @Nullable String cancelReason, @Nullable Instant closedAt, boolean test,
        String currencyCode, String presentmentCurrencyCode, boolean taxesIncluded,
        @Nullable String displayFinancialStatus, String displayFulfillmentStatus, @Nullable String email,
        @Nullable String phone, @Nullable String note, List<String> tags, @Nullable String poNumber,
        @Nullable String sourceName, @Nullable String sourceIdentifier, List<String> discountCodes,
        List<Attribute> customAttributes, @Nullable Customer customer, @Nullable Address shippingAddress,
        @Nullable Address billingAddress, MoneyBag totalPriceSet, @Nullable MoneyBag subtotalPriceSet,
        @Nullable MoneyBag totalDiscountsSet, @Nullable MoneyBag totalTaxSet, MoneyBag totalShippingPriceSet,
        MoneyBag totalRefundedSet, MoneyBag currentTotalPriceSet, MoneyBag totalOutstandingSet, List<TaxLine> taxLines,
        Connection<ShippingLine> shippingLines, Connection<LineItem> lineItems, List<Transaction> transactions,
        List<Refund> refunds, List<Fulfillment> fulfillments) {

    @Serdeable
    record Attribute(String key, @Nullable String value) {}

    @Serdeable
    record Customer(String id, @Nullable String firstName, @Nullable String lastName,
            @Nullable EmailAddress defaultEmailAddress) {}

    @Serdeable
    record EmailAddress(String emailAddress) {}

    @Serdeable
    record Address(@Nullable String firstName, @Nullable String lastName, @Nullable String company,
            @Nullable String address1, @Nullable String address2, @Nullable String city, @Nullable String province,
            @Nullable String provinceCode, @Nullable String country, @Nullable String countryCodeV2,
            @Nullable String zip, @Nullable String phone) {}

    @Serdeable
    record Ref(String id) {}

    @Serdeable
    record TaxLine(String title, @Nullable BigDecimal rate, MoneyBag priceSet) {}

    @Serdeable
    record Allocation(MoneyBag allocatedAmountSet) {}

    @Serdeable
    record LineItem(String id, String title, @Nullable String variantTitle, String name, @Nullable String sku,
            @Nullable String vendor, int quantity, int currentQuantity, int unfulfilledQuantity, int refundableQuantity,
            boolean isGiftCard, boolean requiresShipping, boolean taxable, @Nullable Ref product, @Nullable Ref variant,
            List<Attribute> customAttributes, MoneyBag originalUnitPriceSet, MoneyBag totalDiscountSet,
            List<Allocation> discountAllocations, List<TaxLine> taxLines) {}

    @Serdeable
    record ShippingLine(@Nullable String id, String title, @Nullable String code, MoneyBag originalPriceSet,
            MoneyBag discountedPriceSet) {}

    @Serdeable
    record Transaction(String id, String kind, String status, @Nullable String gateway, boolean test,
            @Nullable Instant processedAt, @Nullable Ref parentTransaction, MoneyBag amountSet) {}

    @Serdeable
    record Refund(String id, @Nullable Instant createdAt, @Nullable String note, MoneyBag totalRefundedSet,
            Connection<RefundLine> refundLineItems) {}

    @Serdeable
    record RefundLine(int quantity, String restockType, Ref lineItem, @Nullable Ref location, MoneyBag subtotalSet,
            MoneyBag totalTaxSet) {}

    @Serdeable
    record Fulfillment(String id, String status, Instant createdAt, List<Tracking> trackingInfo,
            Connection<FulfillmentLine> fulfillmentLineItems) {}

    @Serdeable
    record Tracking(@Nullable String company, @Nullable String number, @Nullable String url) {}

    @Serdeable
    record FulfillmentLine(@Nullable Integer quantity, Ref lineItem) {}
}
