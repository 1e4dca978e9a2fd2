package com.atom.shopify.orders;

import com.atom.shopify.admin.MoneyBag;
import com.atom.shopify.edge.Handler.Identified;
import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An order as our API shows it. Amounts are in the shop's currency; `presentment_total_price` is what the customer saw. A
/// field that Shopify withholds, because the app is not approved for protected customer data, is null and named in
/// `withheld`; otherwise null means that there is nothing.
@Serdeable(naming = SnakeCaseStrategy.class)
public record OrderJson(String id, String adminGraphqlApiId, String name, int orderNumber, Instant createdAt,
        Instant processedAt, Instant updatedAt, @Nullable Instant cancelledAt, @Nullable String cancelReason,
        @Nullable Instant closedAt, boolean test, String currency, String presentmentCurrency, boolean taxesIncluded,
        @Nullable String financialStatus, String fulfillmentStatus, @Nullable String email, @Nullable String phone,
        @Nullable String note, List<NoteAttribute> noteAttributes, String tags, @Nullable String poNumber,
        @Nullable String sourceName, @Nullable String sourceIdentifier, @Nullable Customer customer,
        @Nullable Address shippingAddress, @Nullable Address billingAddress, Money totalPrice,
        @Nullable Money presentmentTotalPrice, @Nullable Money subtotalPrice, @Nullable Money totalDiscounts,
        @Nullable Money totalTax, Money totalShipping, Money totalRefunded, Money currentTotalPrice,
        Money totalOutstanding, List<String> discountCodes, List<TaxLine> taxLines, List<ShippingLine> shippingLines,
        List<LineItem> lineItems, List<Transaction> transactions, List<RefundJson> refunds,
        List<FulfillmentJson> fulfillments, List<String> withheld)
        implements
            Identified,
            PlacedOrder {

    /// One of the caller's own attributes.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record NoteAttribute(String name, @Nullable String value) {}

    /// Who ordered.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Customer(String id, String adminGraphqlApiId, @Nullable String firstName, @Nullable String lastName,
            @Nullable String email) {}

    /// A postal address.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Address(@Nullable String firstName, @Nullable String lastName, @Nullable String company,
            @Nullable String address1, @Nullable String address2, @Nullable String city, @Nullable String province,
            @Nullable String provinceCode, @Nullable String country, @Nullable String countryCode, @Nullable String zip,
            @Nullable String phone) {}

    /// A tax; the rate is a fraction, `0.08` for 8 %.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record TaxLine(String title, @Nullable String rate, Money price) {}

    /// What was ordered. `quantity` never changes, `current_quantity` is what was not taken back.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record LineItem(String id, String adminGraphqlApiId, @Nullable String productId, @Nullable String variantId,
            String title, @Nullable String variantTitle, String name, @Nullable String sku, @Nullable String vendor,
            int quantity, int currentQuantity, int fulfillableQuantity, int refundableQuantity, boolean giftCard,
            boolean requiresShipping, boolean taxable, Money price, Money totalDiscount,
            List<Money> discountAllocations, List<TaxLine> taxLines, List<NoteAttribute> properties) {}

    /// What shipping costs, before and after discounts.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record ShippingLine(@Nullable String id, String title, @Nullable String code, Money price,
            Money discountedPrice) {}

    /// Money that moved, or was to move.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Transaction(String id, String kind, String status, @Nullable String gateway, boolean test,
            Money amount, @Nullable String parentId, @Nullable Instant processedAt) {}

    static OrderJson of(OrderNode node, List<OrderNode.LineItem> lines, List<RefundJson> refunds,
            List<FulfillmentJson> fulfillments, Set<String> withheld) {
        var presentment = node.totalPriceSet().presentmentMoney();
        return new OrderJson(Gid.decimal(node.id()), node.id(), node.name(), node.number(), node.createdAt(),
                node.processedAt(), node.updatedAt(), node.cancelledAt(), lower(node.cancelReason()), node.closedAt(),
                node.test(), node.currencyCode(), node.presentmentCurrencyCode(), node.taxesIncluded(),
                lower(node.displayFinancialStatus()), outer(node.displayFulfillmentStatus()), node.email(),
                node.phone(), node.note(), attributes(node.customAttributes()), String.join(", ", node.tags()),
                node.poNumber(), node.sourceName(), node.sourceIdentifier(), customer(node.customer()),
                address(node.shippingAddress()), address(node.billingAddress()), node.totalPriceSet().money(),
                presentment == null ? null : presentment.money(),
                money(node.subtotalPriceSet()), money(node.totalDiscountsSet()), money(node.totalTaxSet()),
                node.totalShippingPriceSet().money(), node.totalRefundedSet().money(),
                node.currentTotalPriceSet().money(), node.totalOutstandingSet().money(), node.discountCodes(),
                taxes(node.taxLines()), node.shippingLines().nodes().stream().map(OrderJson::shipping).toList(),
                lines.stream().map(OrderJson::line).toList(),
                node.transactions().stream().map(OrderJson::transaction).toList(), refunds, fulfillments,
                withheld(withheld));
    }

    private static LineItem line(OrderNode.LineItem line) {
        return new LineItem(Gid.decimal(line.id()), line.id(), id(line.product()), id(line.variant()), line.title(),
                line.variantTitle(), line.name(), line.sku(), line.vendor(), line.quantity(), line.currentQuantity(),
                line.unfulfilledQuantity(), line.refundableQuantity(), line.isGiftCard(), line.requiresShipping(),
                line.taxable(), line.originalUnitPriceSet().money(), line.totalDiscountSet().money(),
                line.discountAllocations().stream().map(allocation -> allocation.allocatedAmountSet().money()).toList(),
                taxes(line.taxLines()), attributes(line.customAttributes()));
    }

    private static ShippingLine shipping(OrderNode.ShippingLine line) {
        var id = line.id();
        return new ShippingLine(id == null ? null : Gid.decimal(id), line.title(), line.code(),
                line.originalPriceSet().money(), line.discountedPriceSet().money());
    }

    private static Transaction transaction(OrderNode.Transaction node) {
        return new Transaction(Gid.decimal(node.id()), node.kind().toLowerCase(Locale.ROOT),
                node.status().toLowerCase(Locale.ROOT), node.gateway(), node.test(), node.amountSet().money(),
                id(node.parentTransaction()), node.processedAt());
    }

    private static List<TaxLine> taxes(Collection<OrderNode.TaxLine> taxes) {
        return taxes.stream().map(tax -> {
            var rate = tax.rate();
            return new TaxLine(tax.title(), rate == null ? null : rate.toPlainString(), tax.priceSet().money());
        }).toList();
    }

    private static List<NoteAttribute> attributes(List<OrderNode.Attribute> attributes) {
        return attributes.stream().map(attribute -> new NoteAttribute(attribute.key(), attribute.value())).toList();
    }

    private static @Nullable Customer customer(OrderNode.@Nullable Customer node) {
        if (node == null) {
            return null;
        }
        var email = node.defaultEmailAddress();
        return new Customer(Gid.decimal(node.id()), node.id(), node.firstName(), node.lastName(),
                email == null ? null : email.emailAddress());
    }

    private static @Nullable Address address(OrderNode.@Nullable Address node) {
        return node == null
                ? null
                : new Address(node.firstName(), node.lastName(), node.company(), node.address1(), node.address2(),
                        node.city(), node.province(), node.provinceCode(), node.country(), node.countryCodeV2(),
                        node.zip(), node.phone());
    }

    static @Nullable String id(OrderNode.@Nullable Ref ref) {
        return ref == null ? null : Gid.decimal(ref.id());
    }

    private static @Nullable Money money(@Nullable MoneyBag bag) {
        return bag == null ? null : bag.money();
    }

    private static @Nullable String lower(@Nullable String constant) {
        return constant == null ? null : outer(constant);
    }

    static String outer(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }

    /// `order.customer.defaultEmailAddress` is `customer.email` here.
    static List<String> withheld(Set<String> paths) {
        return List.copyOf(paths.stream()
                .map(path -> path.substring(path.indexOf('.') + 1).replace("nodes.", "")
                        .replace("defaultEmailAddress", "email").replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
