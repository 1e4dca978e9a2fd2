package com.atom.shopify.inventory;

import com.atom.shopify.admin.KeyedWrites;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.StoreCall;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Changes quantities of up to 250 items and locations in one call: all of them, or none and `inventory.stale` or
/// `inventory.refused`. Shopify recognizes the call, so an unclear attempt is made again under the same key.
@Singleton
public final class AdjustInventory {
    private static final Operation<Adjusted> ADJUST = operation("AdjustQuantities", Adjusted.class);
    private static final Operation<SetTo> SET = operation("SetQuantities", SetTo.class);

    private final KeyedWrites writes;

    AdjustInventory(KeyedWrites writes) {
        this.writes = writes;
    }

    @Serdeable
    record Adjusted(Payload inventoryAdjustQuantities) {}

    @Serdeable
    record SetTo(Payload inventorySetQuantities) {}

    @Serdeable
    record Payload(InventoryAdjustment.@Nullable Group inventoryAdjustmentGroup, List<UserError> userErrors) {}

    private static <R> Operation<R> operation(String name, Class<R> answer) {
        return Operation.of(AdjustInventory.class, name, answer).withFragments("AdjustmentFields");
    }

    public Answer of(NewAdjustment adjustment, StoreCall at) {
        var payload = at.repeatable(() -> sent(adjustment, at));
        InventoryErrors.throwIfAny(payload.userErrors());
        var group = payload.inventoryAdjustmentGroup();
        return Answer.ok(group == null
                ? InventoryAdjustment.ofNothing(lower(adjustment.reason()), adjustment.referenceDocumentUri())
                : InventoryAdjustment.of(group));
    }

    private Payload sent(NewAdjustment adjustment, StoreCall at) {
        var key = at.write().key();
        return switch (adjustment.mode()) {
            case ADJUST -> writes.run(at, key, each -> ADJUST.with(Map.of("key", each, "input",
                    input(adjustment, "changes", "delta"))),
                    answer -> answer.inventoryAdjustQuantities().userErrors()).inventoryAdjustQuantities();
            case SET -> writes.run(at, key, each -> SET.with(Map.of("key", each, "input",
                    input(adjustment, "quantities", "quantity"))),
                    answer -> answer.inventorySetQuantities().userErrors()).inventorySetQuantities();
        };
    }

    private static Map<String, @Nullable Object> input(NewAdjustment adjustment, String list, String number) {
        var input = new LinkedHashMap<String, @Nullable Object>();
        input.put("name", lower(adjustment.quantityName()));
        input.put("reason", lower(adjustment.reason()));
        if (adjustment.referenceDocumentUri() != null) {
            input.put("referenceDocumentUri", adjustment.referenceDocumentUri());
        }
        input.put(list, adjustment.changes().stream().map(change -> change(change, number)).toList());
        return input;
    }

    private static Map<String, @Nullable Object> change(NewAdjustment.QuantityChange change, String number) {
        var input = new LinkedHashMap<String, @Nullable Object>();
        input.put("inventoryItemId", change.item().toString());
        input.put("locationId", change.location().toString());
        input.put(number, change.delta() == null ? change.quantity() : change.delta());
        // Shopify refuses a change that does not say it, though its schema does not require it (shopify-platform 5.4).
        input.put("changeFromQuantity", change.from());
        return input;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
