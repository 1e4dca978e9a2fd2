package com.atom.shopify.bulk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Puts the rows of a file together again. Children need not stand near their parents, nor behind them (shopify-platform 7), so all
/// rows are held; that is bounded by the size of a window.
final class Join {
    private final List<Row> roots = new ArrayList<>();
    private final Map<String, List<Row>> children = new HashMap<>();

    void add(Row row) {
        row.parent().ifPresentOrElse(
                parent -> children.computeIfAbsent(parent, _ -> new ArrayList<>(4)).add(row), () -> roots.add(row));
    }

    int roots() {
        return roots.size();
    }

    /// Gives every root in the order of the file, and forgets all.
    ///
    /// @throws IOException when a child has no parent: then the file lacks something, and no root is given
    List<Joined> finish() throws IOException {
        var joined = new ArrayList<Joined>(roots.size());
        for (var root : roots) {
            var below = new ArrayList<Row>();
            root.id().ifPresent(id -> collect(id, below::add));
            joined.add(new Joined(root, below));
        }
        if (!children.isEmpty()) {
            joined.replaceAll(this::withChildrenOfNestedObjects);
        }
        if (!children.isEmpty()) {
            throw new IOException("rows without a parent");
        }
        roots.clear();
        return joined;
    }

    private void collect(String parent, Consumer<Row> below) {
        var own = children.remove(parent);
        if (own != null) {
            own.forEach(row -> {
                below.accept(row);
                row.id().ifPresent(id -> collect(id, below));
            });
        }
    }

    /// A connection of an object that lies in a row may name that object, not the row, as the parent.
    private Joined withChildrenOfNestedObjects(Joined joined) {
        var below = new ArrayList<>(joined.below());
        try {
            for (var id : joined.root().ids()) {
                collect(id, below::add);
            }
            for (var row : joined.below()) {
                for (var id : row.ids()) {
                    collect(id, below::add);
                }
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("a row was read before", impossible);
        }
        return new Joined(joined.root(), below);
    }
}
