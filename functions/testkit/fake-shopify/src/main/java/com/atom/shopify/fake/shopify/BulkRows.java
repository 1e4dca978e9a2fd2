package com.atom.shopify.fake.shopify;

import graphql.normalized.ExecutableNormalizedField;
import graphql.schema.GraphQLSchema;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Makes the lines of a bulk query's result from the answer of one step: an object of a connection is a line of its own,
/// with the id of the object that it belongs to. Only if it is asked for, an object's own lines follow it at once.
final class BulkRows {
    private final GraphQLSchema schema;
    private final boolean grouped;
    /// Takes a line, and whether it is of the root.
    private final BiConsumer<Map<String, @Nullable Object>, Boolean> taker;

    /// Objects of one connection that wait to be written.
    private record Waiting(Map<?, ?> node, List<ExecutableNormalizedField> fields, @Nullable Object parent) {}

    BulkRows(GraphQLSchema schema, boolean grouped, BiConsumer<Map<String, @Nullable Object>, Boolean> taker) {
        this.schema = schema;
        this.grouped = grouped;
        this.taker = taker;
    }

    void write(ExecutableNormalizedField root, Map<?, ?> data) {
        Deque<Waiting> waiting = new ArrayDeque<>();
        collect(root, data.get(root.getResultKey()), null, waiting);
        while (!waiting.isEmpty()) {
            Waiting next = waiting.removeFirst();
            Deque<Waiting> children = new ArrayDeque<>();
            Map<String, @Nullable Object> row = inline(next.node(), next.fields(), next.node().get("id"), children);
            if (next.parent() != null) {
                row.put("__parentId", next.parent());
            }
            taker.accept(row, next.parent() == null);
            if (grouped) {
                children.descendingIterator().forEachRemaining(waiting::addFirst);
            } else {
                waiting.addAll(children);
            }
        }
    }

    private void collect(ExecutableNormalizedField connection, @Nullable Object value, @Nullable Object parent,
            Deque<Waiting> into) {
        List<ExecutableNormalizedField> nodes = BulkRules.nodes(connection);
        for (ExecutableNormalizedField edges : connection.getChildren()) {
            if (edges.getName().equals("edges") && value instanceof Map<?, ?> page
                    && page.get(edges.getResultKey()) instanceof List<?> all) {
                for (ExecutableNormalizedField node : nodes) {
                    all.forEach(edge -> {
                        if (edge instanceof Map<?, ?> place
                                && place.get(node.getResultKey()) instanceof Map<?, ?> found) {
                            into.add(new Waiting(found, node.getChildren(), parent));
                        }
                    });
                }
            }
        }
    }

    private Map<String, @Nullable Object> inline(Map<?, ?> object, List<ExecutableNormalizedField> fields,
            @Nullable Object row, Deque<Waiting> children) {
        var line = new LinkedHashMap<String, @Nullable Object>();
        object.forEach((key, value) -> {
            List<ExecutableNormalizedField> here = fields.stream()
                    .filter(field -> field.getResultKey().equals(key)).toList();
            if (here.stream().anyMatch(field -> BulkRules.isConnection(field, schema))) {
                here.forEach(field -> collect(field, value, row, children));
            } else {
                List<ExecutableNormalizedField> below = here.stream().flatMap(field -> field.getChildren().stream())
                        .toList();
                line.put(String.valueOf(key), value instanceof Map<?, ?> inner && !below.isEmpty()
                        ? inline(inner, below, row, children)
                        : value);
            }
        });
        return line;
    }
}
