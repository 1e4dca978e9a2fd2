package com.atom.shopify.webhooks;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.id.Gid;
import com.atom.shopify.stock.StockIndex;
import com.atom.shopify.stock.StockJson;
import com.atom.shopify.stock.StockLevel;
import com.atom.shopify.stock.StockVersion;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps the stock index as current as deliveries allow.
@Singleton
final class StockRoom {
    private static final Operation<Answer> READ_LEVEL = Operation.of(StockRoom.class, "ReadLevel", Answer.class);

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
    record Level(Instant updatedAt, Location location, List<Quantity> quantities) {
        private Optional<Integer> quantity(String name) {
            return quantities.stream().filter(each -> each.name().equals(name)).map(Quantity::quantity).findFirst();
        }
    }

    @Serdeable
    record Location(String name) {}

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
            return;
        }
        index.record(notice.shop(), List.of(new StockLevel(item, location, Optional.of(level.location().name()),
                level.quantity("available"),
                level.quantity("on_hand").map(onHand -> new StockLevel.OnHand(onHand, asOf)),
                new StockVersion(level.updatedAt(), asOf))));
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
