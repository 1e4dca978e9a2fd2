package com.atom.shopify.stock;

import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what Shopify says of stock: the rows of bulk results and the body of `products/update`.
@Singleton
public final class StockJson {
    /// The id of a level names its item: `gid://shopify/InventoryLevel/5?inventory_item_id=1`.
    private static final String ITEM_OF_LEVEL = "?inventory_item_id=";

    private final ObjectMapper json;

    StockJson(ObjectMapper json) {
        this.json = json;
    }

    /// A row of `inventoryItems`, of the levels below them, or of `productVariants`.
    @Serdeable
    record Row(@Nullable String id, @Nullable String sku,
            @Nullable Boolean tracked, @Nullable Amount unitCost, @Nullable String title, @Nullable String updatedAt,
            @Nullable Product product, @Nullable Node inventoryItem, @Nullable Place location,
            @Nullable List<Quantity> quantities) {}

    @Serdeable
    record Amount(@Nullable String amount, @Nullable String currencyCode) {}

    @Serdeable
    record Product(@Nullable String id, @Nullable String title, @Nullable String vendor, @Nullable String productType,
            @Nullable String updatedAt) {}

    @Serdeable
    record Node(@Nullable String id) {}

    @Serdeable
    record Place(@Nullable String id, @Nullable String name) {}

    @Serdeable
    record Quantity(@Nullable String name, @Nullable Integer quantity) {}

    /// The body of `products/create` and `products/update`; ids are numbers there.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record ProductBody(long id, @Nullable String title, @Nullable String vendor, @Nullable String productType,
            @Nullable String updatedAt, @Nullable List<VariantBody> variants, @Nullable List<VariantGid> variantGids) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record VariantBody(long id, @Nullable String title, @Nullable String sku, @Nullable Long inventoryItemId) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record VariantGid(@Nullable String adminGraphqlApiId) {}

    /// Reads one line of a bulk result (shopify-platform 7), or nothing from a line of another kind. What the queries must ask for:
    /// `inventoryItems { id sku tracked unitCost { amount currencyCode } updatedAt inventoryLevels { id updatedAt location { id
    /// name } quantities(names: ["available", "on_hand"]) { name quantity } } }` and `productVariants { id sku title updatedAt
    /// product { id title vendor productType updatedAt } inventoryItem { id } }`.
    ///
    /// @param asOf when the operation was begun
    /// @throws IOException when the line is not what such a query answers; its message holds nothing of the line
    public Optional<StockFact> bulkRow(byte[] line, Instant asOf) throws IOException {
        var row = read(line, Row.class);
        if (row.id() == null) {
            return Optional.empty();
        }
        try {
            return fact(row, row.id(), asOf);
        } catch (FailureException | DateTimeException | IllegalArgumentException foreign) {
            throw new IOException("not a row of stock");
        }
    }

    /// Reads the body of `products/create` or `products/update`.
    ///
    /// @throws IOException when it is no such body; its message holds nothing of the body
    public ProductState product(byte[] body, Instant triggeredAt) throws IOException {
        var told = read(body, ProductBody.class);
        try {
            var version = new StockVersion(told.updatedAt() == null ? triggeredAt : time(told.updatedAt()),
                    triggeredAt);
            var product = new Gid(Gid.Kind.PRODUCT, told.id());
            var variants = new ArrayList<StockVariant>();
            var all = told.variantGids() == null
                    ? new HashSet<Gid>()
                    : told.variantGids().stream().map(each -> Gid.ofShopify(Gid.Kind.PRODUCT_VARIANT,
                            said(each.adminGraphqlApiId()))).collect(Collectors.toCollection(HashSet::new));
            for (var variant : told.variants() == null ? List.<VariantBody>of() : told.variants()) {
                all.add(new Gid(Gid.Kind.PRODUCT_VARIANT, variant.id()));
                if (variant.inventoryItemId() != null) {
                    variants.add(variant(told, variant, variant.inventoryItemId(), version));
                }
            }
            return new ProductState(product, variants, all, version);
        } catch (FailureException | DateTimeException | IllegalArgumentException foreign) {
            throw new IOException("not a product");
        }
    }

    private static StockVariant variant(ProductBody product, VariantBody variant, long item,
            StockVersion version) {
        return new StockVariant(new Gid(Gid.Kind.INVENTORY_ITEM, item), new Gid(Gid.Kind.PRODUCT_VARIANT, variant.id()),
                new Gid(Gid.Kind.PRODUCT, product.id()), said(product.title()),
                variant.title() == null ? "" : variant.title(), text(variant.sku()), text(product.vendor()),
                text(product.productType()), version);
    }

    private static Optional<StockFact> fact(Row row, String id, Instant asOf) {
        if (id.startsWith(Gid.Kind.INVENTORY_ITEM.prefix())) {
            return Optional.of(item(row, id, asOf));
        }
        if (id.startsWith(Gid.Kind.PRODUCT_VARIANT.prefix())) {
            return Optional.of(variant(row, id, asOf));
        }
        var ofItem = id.indexOf(ITEM_OF_LEVEL);
        return ofItem < 0
                ? Optional.empty()
                : Optional.of(level(row, id.substring(ofItem + ITEM_OF_LEVEL.length()), asOf));
    }

    private static StockItem item(Row row, String id, Instant asOf) {
        return new StockItem(Gid.ofShopify(Gid.Kind.INVENTORY_ITEM, id), text(row.sku()),
                Optional.ofNullable(row.unitCost())
                        .map(cost -> Money.of(said(cost.amount()), said(cost.currencyCode()))),
                said(row.tracked()), new StockVersion(time(said(row.updatedAt())), asOf));
    }

    private static StockVariant variant(Row row, String id, Instant asOf) {
        var product = said(row.product());
        var changed = time(said(row.updatedAt()));
        var productChanged = product.updatedAt() == null ? changed : time(product.updatedAt());
        return new StockVariant(Gid.ofShopify(Gid.Kind.INVENTORY_ITEM, said(said(row.inventoryItem()).id())),
                Gid.ofShopify(Gid.Kind.PRODUCT_VARIANT, id), Gid.ofShopify(Gid.Kind.PRODUCT, said(product.id())),
                said(product.title()), said(row.title()), text(row.sku()), text(product.vendor()),
                text(product.productType()),
                new StockVersion(productChanged.isAfter(changed) ? productChanged : changed, asOf));
    }

    private static StockLevel level(Row row, String item, Instant asOf) {
        var place = said(row.location());
        var quantities = said(row.quantities());
        return new StockLevel(Gid.ofShopify(Gid.Kind.INVENTORY_ITEM, item),
                Gid.ofShopify(Gid.Kind.LOCATION, said(place.id())), text(place.name()),
                quantity(quantities, "available"),
                quantity(quantities, "on_hand").map(onHand -> new StockLevel.OnHand(onHand, asOf)),
                new StockVersion(time(said(row.updatedAt())), asOf));
    }

    private static Optional<Integer> quantity(List<Quantity> quantities, String name) {
        return quantities.stream().filter(each -> name.equals(each.name()))
                .map(each -> said(each.quantity())).findFirst();
    }

    private <T> T read(byte[] text, Class<T> type) throws IOException {
        try {
            var value = json.readValue(text, type);
            if (value != null) {
                return value;
            }
        } catch (IOException foreign) {
            // without the cause: the parser's message quotes the text
        }
        throw new IOException("not the JSON that was asked for");
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text).filter(Predicate.not(String::isBlank));
    }

    private static <T> T said(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("a field is missing");
        }
        return value;
    }
}
