package com.atom.shopify.webhooks;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.Trouble;
import com.atom.shopify.id.Gid;
import com.atom.shopify.lists.Connection;
import com.atom.shopify.stock.ProductState;
import com.atom.shopify.stock.StockIndex;
import com.atom.shopify.stock.StockJson;
import com.atom.shopify.stock.StockLevel;
import com.atom.shopify.stock.StockVariant;
import com.atom.shopify.stock.StockVersion;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keeps the stock index as current as deliveries allow.
@Singleton
final class StockRoom {
    private static final Operation<Answer> READ_LEVEL = Operation.of(StockRoom.class, "ReadLevel", Answer.class)
            .withFragments("StockLevelFields");
    private static final Operation<Item> REREAD_LEVEL = Operation.of(StockRoom.class, "RereadLevel", Item.class)
            .withFragments("StockLevelFields");
    private static final Operation<Products> REREAD_PRODUCT = Operation.of(StockRoom.class, "RereadProduct",
            Products.class);

    private final StockIndex index;
    private final StockJson json;
    private final AdminApi admin;
    private final Clock clock;

    StockRoom(StockIndex index, StockJson json, AdminApi admin, Clock clock) {
        this.index = index;
        this.json = json;
        this.admin = admin;
        this.clock = clock;
    }

    @Serdeable
    record Answer(@Nullable Item inventoryItem) {}

    @Serdeable
    record Item(@Nullable Level inventoryLevel) {}

    @Serdeable
    record Level(Instant updatedAt, Node item, Location location, List<Quantity> quantities) {
        private StockLevel asOf(Instant asOf) {
            return new StockLevel(Gid.ofShopify(Gid.Kind.INVENTORY_ITEM, item.id()),
                    Gid.ofShopify(Gid.Kind.LOCATION, location.id()), Optional.of(location.name()),
                    quantity("available"), quantity("on_hand").map(onHand -> new StockLevel.OnHand(onHand, asOf)),
                    new StockVersion(updatedAt, asOf));
        }

        private Optional<Integer> quantity(String name) {
            return quantities.stream().filter(each -> each.name().equals(name)).map(Quantity::quantity).findFirst();
        }
    }

    @Serdeable
    record Node(String id) {}

    @Serdeable
    record Location(String id, String name) {}

    @Serdeable
    record Products(@Nullable Product product) {}

    @Serdeable
    record Product(String id, String title, String vendor, String productType, Instant updatedAt,
            Connection<Variant> variants) {
        private StockVariant of(Variant variant, StockVersion version) {
            return new StockVariant(Gid.ofShopify(Gid.Kind.INVENTORY_ITEM, variant.inventoryItem().id()), variant.gid(),
                    Gid.ofShopify(Gid.Kind.PRODUCT, id), title, variant.title(), text(variant.sku()), text(vendor),
                    text(productType), version);
        }

        private static Optional<String> text(@Nullable String text) {
            return Optional.ofNullable(text).filter(Predicate.not(String::isBlank));
        }
    }

    @Serdeable
    record Variant(String id, String title, @Nullable String sku, Node inventoryItem) {
        private Gid gid() {
            return Gid.ofShopify(Gid.Kind.PRODUCT_VARIANT, id);
        }
    }

    @Serdeable
    record Quantity(String name, int quantity) {}

    void product(Notice notice) {
        try {
            index.product(notice.shop(), json.product(notice.payload().bytes(), notice.triggeredAt()));
        } catch (IOException foreign) {
            throw Notice.incomplete("variants");
        }
    }

    void forget(Notice notice) {
        index.forgetProduct(notice.shop(), notice.gid(Gid.Kind.PRODUCT, "id"));
    }

    /// Of two quantities that cannot be told apart by time only Shopify knows which is true.
    void level(Notice notice, Gid item, Gid location) {
        var version = new StockVersion(notice.version().updatedAt(), notice.triggeredAt());
        switch (index.level(notice.shop(), item, location, available(notice), version)) {
            case RECORDED, SAME, OLDER -> {
            }
            case UNCLEAR -> reread(notice, item, location);
        }
    }

    private void reread(Notice notice, Gid item, Gid location) {
        var asOf = clock.instant();
        var found = admin.run(notice, READ_LEVEL.with(Map.of("item", item.toString(), "location",
                location.toString()))).inventoryItem();
        var level = found == null ? null : found.inventoryLevel();
        if (level == null) {
            index.forgetLevel(notice.shop(), item, location);
        } else {
            index.record(notice.shop(), List.of(level.asOf(asOf)));
        }
    }

    /// Reads a level again, and tells what it is; none when Shopify does not have it.
    ///
    /// @param level as a delivery names it, with its item behind the number
    Optional<StockLevel> reread(Errand errand, String level) {
        var asOf = clock.instant();
        var found = Optional.ofNullable(admin.run(errand, REREAD_LEVEL.with(Map.of("id", level))).inventoryLevel())
                .map(there -> there.asOf(asOf));
        found.ifPresent(there -> index.record(errand.shop(), List.of(there)));
        return found;
    }

    /// Reads a product again with its variants, and tells when it changed last. One that Shopify does not have is forgotten.
    Optional<Instant> reread(Errand errand, Gid product) {
        var asOf = clock.instant();
        var found = page(errand, product, null);
        if (found == null) {
            index.forgetProduct(errand.shop(), product);
            return Optional.empty();
        }
        var version = new StockVersion(found.updatedAt(), asOf);
        var variants = found.variants().whole(after -> {
            var more = page(errand, product, after);
            if (more == null) {
                // deleted between two pages: whoever asks again finds that out
                throw new FailureException(Trouble.badAnswer());
            }
            return more.variants();
        });
        index.product(errand.shop(), new ProductState(product,
                variants.stream().map(variant -> found.of(variant, version)).toList(),
                variants.stream().map(Variant::gid).collect(Collectors.toSet()), version));
        return Optional.of(found.updatedAt());
    }

    private @Nullable Product page(Errand errand, Gid product, @Nullable String after) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("id", product.toString());
        variables.put("after", after);
        return admin.run(errand, REREAD_PRODUCT.with(variables)).product();
    }

    /// Nothing where Shopify does not count.
    private static Optional<Integer> available(Notice notice) {
        try {
            return notice.payload().field("available").map(Integer::valueOf);
        } catch (NumberFormatException foreign) {
            throw Notice.incomplete("available");
        }
    }
}
