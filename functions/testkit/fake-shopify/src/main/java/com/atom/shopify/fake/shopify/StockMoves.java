package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Stock.Level;
import com.atom.shopify.fake.shopify.StockMutations.Change;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `inventoryMoveQuantities`: units that change their state at one location, say from available to damaged. What is on
/// hand stays what it is.
final class StockMoves {
    private final Shop shop;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    private StockMoves(Shop shop) {
        this.shop = shop;
    }

    static void wire(Wiring wiring) {
        wiring.plain("InventoryMoveQuantitiesPayload", "inventoryAdjustmentGroup", "userErrors");
        wiring.plain("InventoryMoveQuantitiesUserError", "field", "message", "code");
        wiring.root("Mutation", "inventoryMoveQuantities", (shop, call) -> new StockMoves(shop).moved(call));
    }

    private Map<String, @Nullable Object> moved(Call call) {
        Input input = call.input("input").only("reason", "referenceDocumentUri", "changes");
        StockMutations.reason(input).ifPresent(problems::add);
        List<Input> entries = StockMutations.entries(input, "changes");
        for (int at = 0; at < entries.size(); at++) {
            move(entries.get(at).only("from", "to", "inventoryItemId", "quantity"), at);
        }
        return problems.isEmpty()
                ? StockMutations.grouped(shop, input, changes.stream().map(change -> change.made(shop)).toList())
                : ProductMutations.refused(shop, problems);
    }

    private void move(Input entry, int place) {
        Input from = terminal(entry, "from");
        Input to = terminal(entry, "to");
        var found = new ArrayList<Problem>();
        int quantity = entry.number("quantity").orElse(BigDecimal.ZERO).intValueExact();
        if (quantity < 0) {
            found.add(Problem.coded("INVALID_QUANTITY_NEGATIVE", "The quantity can't be negative.", "quantity"));
        }
        if (!from.text("locationId").equals(to.text("locationId"))) {
            found.add(Problem.coded("DIFFERENT_LOCATIONS",
                    "The quantities can't be moved between different locations."));
        }
        if (from.text("name").equals(to.text("name"))) {
            found.add(Problem.coded("SAME_QUANTITY_NAME", "The quantity names for each change can't be the same."));
        }
        Optional<Level> level = StockMutations.level(shop, entry.text("inventoryItemId").orElse(""),
                from.text("locationId").orElse(""), problem -> found.add(problem.field().contains("locationId")
                        ? problem.below("from")
                        : problem));
        for (Input terminal : List.of(from, to)) {
            String end = terminal.equals(from) ? "from" : "to";
            StockMutations.state(terminal).ifPresent(problem -> found.add(problem.below(end)));
            level.ifPresent(at -> StockMutations.expected(terminal, at, terminal.text("name").orElse(""),
                    problem -> found.add(problem.below(end))));
        }
        found.forEach(problem -> problems.add(problem.below("input", "changes", place)));
        level.filter(at -> found.isEmpty()).ifPresent(at -> {
            changes.add(new Change(at, from.text("name").orElse(""), -quantity, from.text("ledgerDocumentUri")));
            changes.add(new Change(at, to.text("name").orElse(""), quantity, to.text("ledgerDocumentUri")));
        });
    }

    private static Input terminal(Input entry, String name) {
        return entry.object(name).orElseThrow().only("locationId", "name", "changeFromQuantity", "ledgerDocumentUri");
    }
}
