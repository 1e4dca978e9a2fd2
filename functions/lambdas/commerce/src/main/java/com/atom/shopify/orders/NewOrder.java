package com.atom.shopify.orders;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.edge.input.Tags;
import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The body that creates an order, or with `draft` a draft that the merchant or the customer completes. A direct order says what it
/// does to stock (`inventory_behaviour`): Shopify would leave it alone without a word.
@Introspected
public record NewOrder(@Nullable Boolean draft, @NotEmpty @Size(max = 250) List<NewLine> lineItems,
        @Nullable @Size(max = 255) String email, @Nullable @Size(max = 64) String phone, @Nullable Buyer customer,
        @Nullable NewAddress shippingAddress, @Nullable NewAddress billingAddress,
        @Nullable @Size(max = 20) List<NewShippingLine> shippingLines, @Nullable Discount discount,
        @Nullable @Size(max = 20) List<NewTaxLine> taxLines, @Nullable Boolean taxesIncluded,
        @Nullable @Size(max = 20) List<NewTransaction> transactions, @Nullable FinancialStatus financialStatus,
        @Nullable @Size(max = 5_000) String note, @Nullable @Size(max = 100) List<NewAttribute> noteAttributes,
        @Nullable String tags, @Nullable @Size(max = 255) String poNumber, @Nullable Boolean test,
        @Nullable Instant processedAt, @Nullable @NotBlank @Size(max = 255) String sourceIdentifier,
        @Nullable InventoryBehaviour inventoryBehaviour, @Nullable Boolean sendReceipt) implements CrossChecked {

    /// What a direct order does to stock.
    enum InventoryBehaviour {
        /// Nothing.
        BYPASS,
        /// Takes it, even below zero.
        DECREMENT_IGNORING_POLICY,
        /// Takes it where the variant allows that; otherwise the order is refused.
        DECREMENT_OBEYING_POLICY
    }

    /// What is said of a direct order's payment when no transactions do.
    enum FinancialStatus {
        AUTHORIZED,
        EXPIRED,
        PAID,
        PARTIALLY_PAID,
        PARTIALLY_REFUNDED,
        PENDING,
        REFUNDED,
        VOIDED
    }

    /// What a transaction did.
    enum TransactionKind {
        AUTHORIZATION,
        CAPTURE,
        SALE
    }

    /// A variant of the store, or an item of its own with title and price.
    @Introspected
    public record NewLine(@Nullable String variantId, @Nullable @NotBlank @Size(max = 255) String title,
            @Nullable Money price, @Min(1) @Max(1_000_000) Integer quantity, @Nullable @Size(max = 255) String sku,
            @Nullable Boolean requiresShipping, @Nullable Boolean taxable,
            @Nullable @Size(max = 100) List<NewAttribute> properties) {}

    /// A known customer by id, or whoever has this e-mail address.
    @Introspected
    public record Buyer(@Nullable String id, @Nullable @NotBlank @Size(max = 255) String email,
            @Nullable @Size(max = 255) String firstName, @Nullable @Size(max = 255) String lastName) {}

    /// A postal address.
    @Introspected
    public record NewAddress(@Nullable @Size(max = 255) String firstName, @Nullable @Size(max = 255) String lastName,
            @Nullable @Size(max = 255) String company, @Nullable @Size(max = 255) String address1,
            @Nullable @Size(max = 255) String address2, @Nullable @Size(max = 255) String city,
            @Nullable @Size(max = 10) String provinceCode,
            @Nullable @Pattern(regexp = "[A-Z]{2}", message = "must be two capital letters, such as US") String countryCode,
            @Nullable @Size(max = 32) String zip, @Nullable @Size(max = 64) String phone) {}

    /// What shipping costs.
    @Introspected
    public record NewShippingLine(@NotBlank @Size(max = 255) String title, Money price,
            @Nullable @Size(max = 255) String code) {}

    /// One discount on the whole: an amount, a percentage of the items, or (on a direct order) free shipping.
    @Introspected
    public record Discount(@NotBlank @Size(max = 255) String code, @Nullable Money amount,
            @Nullable @Pattern(regexp = "100|[0-9]{1,2}(\\.[0-9]{1,2})?", message = "must be a number from 0 to 100 with two decimals at most") String percentage,
            @Nullable Boolean freeShipping) {}

    /// A tax on the whole order; the rate is a fraction.
    @Introspected
    public record NewTaxLine(@NotBlank @Size(max = 255) String title,
            @Pattern(regexp = "[01](\\.[0-9]{1,6})?", message = "must be a number from 0 to 1 with six decimals at most, such as 0.19") String rate,
            @Nullable Money price) {}

    /// A payment that has happened.
    @Introspected
    public record NewTransaction(TransactionKind kind, Money amount, @Nullable @Size(max = 255) String gateway) {}

    /// An attribute of the caller's own.
    @Introspected
    public record NewAttribute(@NotBlank @Size(max = 255) String name, @Size(max = 5_000) String value) {}

    boolean isDraft() {
        return Boolean.TRUE.equals(draft);
    }

    @Override
    public void check(Problems problems) {
        Tags.check("tags", tags, problems);
        for (var i = 0; i < lineItems.size(); i++) {
            var at = "line_items[" + i + "]";
            var line = lineItems.get(i);
            if (line.variantId() != null) {
                problems.id(Gid.Kind.PRODUCT_VARIANT, at + ".variant_id", line.variantId());
            } else {
                required(problems, at + ".title", line.title(), "is required without a variant");
                required(problems, at + ".price", line.price(), "is required without a variant");
            }
        }
        if (customer != null && (customer.id() == null) == (customer.email() == null)) {
            problems.add("customer", "either-or", "needs either an id or an email");
        }
        if (customer != null && customer.id() != null) {
            problems.id(Gid.Kind.CUSTOMER, "customer.id", customer.id());
        }
        if (discount != null && Stream.of(discount.amount(), discount.percentage(),
                Boolean.TRUE.equals(discount.freeShipping()) ? discount : null).filter(Objects::nonNull).count() != 1) {
            problems.add("discount", "either-or", "needs exactly one of amount, percentage and free_shipping");
        }
        if (isDraft()) {
            ofDirectOrders(problems);
        } else {
            required(problems, "inventory_behaviour", inventoryBehaviour,
                    "is required; one of bypass, decrement_ignoring_policy, decrement_obeying_policy");
        }
    }

    /// What Shopify knows for direct orders only.
    private void ofDirectOrders(Problems problems) {
        var names = Arrays.asList("tax_lines", "taxes_included", "transactions", "financial_status", "test",
                "processed_at", "source_identifier", "inventory_behaviour", "send_receipt");
        var values = Arrays.<@Nullable Object>asList(taxLines, taxesIncluded, transactions, financialStatus, test,
                processedAt, sourceIdentifier, inventoryBehaviour, sendReceipt);
        for (var i = 0; i < names.size(); i++) {
            if (values.get(i) != null) {
                problems.add(names.get(i), "draft", "is not a field of a draft");
            }
        }
        if (shippingLines != null && shippingLines.size() > 1) {
            problems.add("shipping_lines", "size", "a draft has one at most");
        }
        if (discount != null && Boolean.TRUE.equals(discount.freeShipping())) {
            problems.add("discount.free_shipping", "draft", "is not a field of a draft");
        }
    }

    private static void required(Problems problems, String field, @Nullable Object value, String message) {
        if (value == null) {
            problems.add(field, "incomplete", message);
        }
    }
}
