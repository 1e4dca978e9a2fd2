package com.atom.shopify.inventory;

import com.atom.shopify.admin.InputNames;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.Trouble;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What Shopify's `userErrors` on quantities mean to a caller. With any of them nothing was changed.
final class InventoryErrors {
    private static final InputNames NAMES = new InputNames(Map.of("quantities", "changes"), Set.of("input"));
    private static final Set<String> OF_SHOPIFY = Set.of("SERVICE_UNAVAILABLE", "ADJUST_QUANTITIES_FAILED");

    private InventoryErrors() {}

    /// Throws when there are errors: `inventory.stale` (409) when all that is wrong is that quantities are not what the caller
    /// thought, `shopify.unavailable` when it is Shopify's own trouble, else `inventory.refused` (422), with one detail per
    /// error that names its change.
    static void throwIfAny(List<UserError> errors) {
        if (errors.isEmpty()) {
            return;
        }
        if (errors.stream().anyMatch(error -> error.code() != null && OF_SHOPIFY.contains(error.code()))) {
            throw new FailureException(Trouble.unavailable());
        }
        var details = errors.stream().map(NAMES::detail).toList();
        throw new FailureException(errors.stream().allMatch(error -> error.meaning() == UserError.Meaning.STALE)
                ? new Failure.Conflict("inventory.stale",
                        "Quantities have changed meanwhile, so nothing was changed; read them and try again.", details)
                : new Failure.Refused("inventory.refused", "Shopify refused to change the quantities.", details));
    }
}
