package com.atom.shopify.sales;

import com.atom.shopify.admin.MoneyBag;
import com.atom.shopify.id.Gid;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An order as the Admin API shows it, as far as its figures go: what `ReadOrderLedger.graphql` reads.
@Serdeable
record OrderNode(String id, String processedAt, String updatedAt, @Nullable String cancelledAt,
        @Nullable Boolean test, String currencyCode, @Nullable Boolean taxesIncluded, @Nullable String sourceName,
        @Nullable Ref retailLocation, @Nullable List<String> discountCodes, @Nullable Ref customer,
        @Nullable Address shippingAddress, @Nullable Address billingAddress, @Nullable Agreements agreements) {

    @Serdeable
    record Ref(String id) {
        static @Nullable Long number(@Nullable Ref ref) {
            return ref == null ? null : OrderNode.number(ref.id());
        }
    }

    @Serdeable
    record Address(@Nullable String countryCodeV2) {}

    @Serdeable
    record Agreements(List<Edge> edges, PageInfo pageInfo) {}

    @Serdeable
    record Edge(String cursor, AgreementNode node) {}

    @Serdeable
    record PageInfo(boolean hasNextPage, @Nullable String endCursor) {}

    @Serdeable
    record Sales(List<SaleNode> nodes, PageInfo pageInfo) {}

    @Serdeable
    record AgreementNode(String id, String happenedAt, String reason, @Nullable Ref refund, @Nullable Sales sales) {
        Agreement agreement(OrderNode order, List<SaleNode> sold) {
            var placed = reason.equals("ORDER");
            var at = OrderPayload.time(placed ? order.processedAt() : happenedAt);
            return new Agreement(at, kind(order, at), Ref.number(refund),
                    sold.stream().map(sale -> sale.sale(order.currencyCode())).toList());
        }

        private Kind kind(OrderNode order, Instant at) {
            return switch (reason) {
                case "ORDER" -> Kind.ORDER;
                case "REFUND", "RETURN" -> order.terms().kindOfRefund(at);
                default -> Kind.EDIT;
            };
        }
    }

    @Serdeable
    record SaleNode(String lineType, String actionType, @Nullable Long quantity, MoneyBag totalAmount,
            MoneyBag totalDiscountAmountBeforeTaxes, MoneyBag totalTaxAmount, @Nullable LineNode lineItem) {
        Sale sale(String currency) {
            var scale = Scale.of(currency);
            return Sale.ofTotal(LineType.ofShopify(lineType), Action.ofShopify(actionType),
                    quantity == null ? 0 : quantity, amount(totalAmount, scale),
                    amount(totalDiscountAmountBeforeTaxes, scale), amount(totalTaxAmount, scale),
                    lineItem == null ? null : lineItem.item());
        }

        private static BigDecimal amount(MoneyBag bag, Scale scale) {
            return scale.exact(new BigDecimal(bag.shopMoney().amount()));
        }
    }

    @Serdeable
    record LineNode(@Nullable String vendor, @Nullable ProductNode product, @Nullable Ref variant) {
        Item item() {
            return new Item(product == null ? null : number(product.id()), Ref.number(variant), vendor,
                    product == null ? null : product.productType());
        }
    }

    @Serdeable
    record ProductNode(String id, @Nullable String productType) {}

    /// A line of a bulk operation's file that is no order: an agreement, or a sale, which names its agreement.
    @Serdeable
    record Child(@Nullable String id, @Nullable String happenedAt, @Nullable String reason, @Nullable Ref refund,
            @Nullable String lineType, @Nullable String actionType, @Nullable Long quantity,
            @Nullable MoneyBag totalAmount, @Nullable MoneyBag totalDiscountAmountBeforeTaxes,
            @Nullable MoneyBag totalTaxAmount, @Nullable LineNode lineItem,
            @JsonProperty("__parentId") String parentId) {

        Optional<AgreementNode> agreement() {
            return id == null || happenedAt == null || reason == null
                    ? Optional.empty()
                    : Optional.of(new AgreementNode(id, happenedAt, reason, refund, null));
        }

        Optional<SaleNode> sale() {
            return lineType == null || actionType == null || totalAmount == null
                    || totalDiscountAmountBeforeTaxes == null || totalTaxAmount == null
                            ? Optional.empty()
                            : Optional.of(new SaleNode(lineType, actionType, quantity, totalAmount,
                                    totalDiscountAmountBeforeTaxes, totalTaxAmount, lineItem));
        }
    }

    OrderDocument document(List<Agreement> ledger) {
        return new OrderDocument(facts(), OrderDocument.Source.AGREEMENTS, ledger, false);
    }

    /// The document of an order of which a bulk operation's file holds the other lines, in any order.
    OrderDocument document(Stream<Child> children) {
        var entries = new ArrayList<AgreementNode>();
        var sales = new HashMap<String, List<SaleNode>>();
        children.forEach(child -> {
            child.agreement().ifPresent(entries::add);
            child.sale().ifPresent(
                    sale -> sales.computeIfAbsent(child.parentId(), _ -> new ArrayList<>()).add(sale));
        });
        return document(entries.stream().map(entry -> entry.agreement(this, sales.getOrDefault(entry.id(), List.of())))
                .toList());
    }

    private OrderFacts facts() {
        return new OrderFacts(number(id), OrderPayload.time(processedAt), OrderPayload.time(updatedAt),
                Boolean.TRUE.equals(test), currencyCode, Boolean.TRUE.equals(taxesIncluded), Ref.number(customer),
                sourceName, Ref.number(retailLocation),
                discountCodes == null ? List.of() : discountCodes.stream().sorted().toList(),
                Stream.of(Optional.ofNullable(shippingAddress), Optional.ofNullable(billingAddress))
                        .flatMap(Optional::stream).map(Address::countryCodeV2).flatMap(Stream::ofNullable)
                        .findFirst().orElse(null));
    }

    private OrderPayload.Terms terms() {
        return new OrderPayload.Terms(currencyCode, Boolean.TRUE.equals(taxesIncluded),
                Optional.ofNullable(cancelledAt).map(OrderPayload::time));
    }

    private static long number(String gid) {
        return Long.parseLong(Gid.decimal(gid));
    }
}
