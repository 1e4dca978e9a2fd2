package com.atom.shopify.inventory;

import com.atom.shopify.edge.input.Change;
import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.id.Gid;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body that changes quantities, all of them or none: `adjust` by a `delta` each, `set` to a `quantity` each. What is
/// changed is `available`, or with `set` also `on_hand`.
@Introspected
public record NewAdjustment(Mode mode, AdjustmentReason reason, @Nullable Name name,
        @Nullable @Size(max = 2_048) @Pattern(regexp = "[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", message = "must be a URI with a scheme") String referenceDocumentUri,
        @Size(min = 1, max = 250) List<QuantityChange> changes) implements CrossChecked {
    /// What Shopify counts up to, either way.
    private static final int MOST = 1_000_000_000;

    /// How quantities change.
    enum Mode {
        ADJUST,
        SET
    }

    /// Which quantity changes.
    enum Name {
        AVAILABLE,
        ON_HAND
    }

    /// One quantity. With `change_from_quantity` it only changes when that is what it is now; null or left out, it changes
    /// whatever it is.
    @Introspected
    public record QuantityChange(String inventoryItemId, String locationId,
            @Nullable @Min(-MOST) @Max(MOST) Integer delta, @Nullable @Min(-MOST) @Max(MOST) Integer quantity,
            Change<Integer> changeFromQuantity) {

        Gid item() {
            return Gid.parse(Gid.Kind.INVENTORY_ITEM, "inventory_item_id", inventoryItemId);
        }

        Gid location() {
            return Gid.parse(Gid.Kind.LOCATION, "location_id", locationId);
        }

        /// What it must be now, null when that does not matter.
        @Nullable
        Integer from() {
            return changeFromQuantity instanceof Change.To<Integer>(var expected) ? expected : null;
        }
    }

    Name quantityName() {
        return name == null ? Name.AVAILABLE : name;
    }

    @Override
    public void check(Problems problems) {
        if (mode == Mode.ADJUST && quantityName() == Name.ON_HAND) {
            problems.add("name", "choice", "must be available when the mode is adjust");
        }
        var seen = new HashSet<Map.Entry<Gid, Gid>>();
        for (var i = 0; i < changes.size(); i++) {
            check(changes.get(i), "changes[" + i + "]", seen, problems);
        }
    }

    private void check(QuantityChange change, String path, HashSet<Map.Entry<Gid, Gid>> seen, Problems problems) {
        var item = problems.id(Gid.Kind.INVENTORY_ITEM, path + ".inventory_item_id", change.inventoryItemId());
        var location = problems.id(Gid.Kind.LOCATION, path + ".location_id", change.locationId());
        if (item.isPresent() && location.isPresent() && !seen.add(Map.entry(item.get(), location.get()))) {
            problems.add(path, "duplicate", "changes the same item at the same location again");
        }
        var from = change.from();
        if (from != null && (from < -MOST || from > MOST)) {
            problems.add(path + ".change_from_quantity", "range", "must be between -" + MOST + " and " + MOST);
        }
        switch (mode) {
            case ADJUST -> {
                requireOnly(change.delta(), path + ".delta", change.quantity(), path + ".quantity", problems);
                if (change.delta() != null && change.delta() == 0) {
                    problems.add(path + ".delta", "zero", "must not be 0");
                }
            }
            case SET -> requireOnly(change.quantity(), path + ".quantity", change.delta(), path + ".delta", problems);
        }
    }

    private static void requireOnly(@Nullable Integer wanted, String field, @Nullable Integer other, String otherField,
            Problems problems) {
        if (wanted == null) {
            problems.add(field, "required", "is required in this mode");
        }
        if (other != null) {
            problems.add(otherField, "unknown", "is not a field of this mode");
        }
    }
}
