package com.atom.shopify.fake.shopify;

import graphql.language.OperationDefinition;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an operation costs. Shopify publishes the rules, not the formula (shopify-platform 4.1); here a resource
/// costs 1, a connection its page size times what one node costs, a mutation 10 more, and values inside a resource
/// (money, counts, page info) nothing. The requested cost is known before, the actual one counts what was really
/// there.
final class Cost {
    static final int LARGEST = 1_000;

    private static final int MUTATION = 10;
    private static final String SET = "productSet";
    private static final double PER_SET_VARIANT = 0.2;
    private static final double PER_SET_METAFIELD = 0.4;
    private static final double PER_SET_FILE = 1.9;

    private final GraphQLSchema schema;

    Cost(GraphQLSchema schema) {
        this.schema = schema;
    }

    int requested(ExecutableNormalizedOperation operation) {
        return total(operation, null);
    }

    int actual(ExecutableNormalizedOperation operation, @Nullable Map<?, ?> data) {
        return data == null ? 0 : total(operation, data);
    }

    private int total(ExecutableNormalizedOperation operation, @Nullable Map<?, ?> data) {
        boolean mutation = operation.getOperation() == OperationDefinition.Operation.MUTATION;
        double sum = 0;
        for (ExecutableNormalizedField root : operation.getTopLevelFields()) {
            sum += mutation ? mutation(root, data) : field(root, data == null ? null : held(data, root), data != null);
        }
        return Math.max(1, (int) Math.ceil(sum));
    }

    private double mutation(ExecutableNormalizedField root, @Nullable Map<?, ?> data) {
        double work = root.getName().equals(SET) && root.getResolvedArguments().get("input") instanceof Map<?, ?> input
                ? set(input)
                : 0;
        Object payload = data == null ? null : held(data, root);
        return MUTATION + work + children(root, payload, data != null);
    }

    /// What Shopify adds for the parts of a product that is set as a whole.
    private static double set(Map<?, ?> input) {
        List<?> variants = list(input, "variants");
        double sum = variants.size() * PER_SET_VARIANT + parts(input);
        for (Object variant : variants) {
            sum += variant instanceof Map<?, ?> fields
                    ? parts(fields) + (fields.get("file") == null ? 0 : PER_SET_FILE)
                    : 0;
        }
        return sum;
    }

    private static double parts(Map<?, ?> input) {
        return list(input, "metafields").size() * PER_SET_METAFIELD + list(input, "files").size() * PER_SET_FILE;
    }

    private static List<?> list(Map<?, ?> input, String field) {
        return input.get(field) instanceof List<?> list ? list : List.of();
    }

    /// `counted` says that the answer is there: then null costs nothing.
    private double field(ExecutableNormalizedField field, @Nullable Object value, boolean counted) {
        GraphQLNamedOutputType type = (GraphQLNamedOutputType) GraphQLTypeUtil.unwrapAll(field.getType(schema));
        if (field.getName().startsWith("__") || (counted && value == null)) {
            return 0;
        }
        if (type.getName().endsWith("Connection")) {
            return counted ? children(field, value, true) : size(field) * perNode(field);
        }
        if (value instanceof List<?> items) {
            double sum = 0;
            for (Object item : items) {
                sum += item == null ? 0 : own(type) + children(field, item, true);
            }
            return sum;
        }
        int items = field.getResolvedArguments().get("ids") instanceof List<?> ids ? ids.size() : 1;
        return items * (own(type) + children(field, value, counted));
    }

    private double children(ExecutableNormalizedField parent, @Nullable Object value, boolean counted) {
        double sum = 0;
        for (ExecutableNormalizedField child : parent.getChildren()) {
            sum += field(child, value instanceof Map<?, ?> object ? held(object, child) : null, counted);
        }
        return sum;
    }

    private double perNode(ExecutableNormalizedField connection) {
        double node = 1;
        for (ExecutableNormalizedField child : connection.getChildren()) {
            double sum = switch (child.getName()) {
                case "nodes" -> 1 + children(child, null, false);
                case "edges" -> children(child, null, false);
                default -> 0;
            };
            node = Math.max(node, sum);
        }
        return node;
    }

    private static int size(ExecutableNormalizedField connection) {
        Map<String, Object> arguments = connection.getResolvedArguments();
        Object size = arguments.get("first") != null ? arguments.get("first") : arguments.get("last");
        return size instanceof Number number ? Math.min(number.intValue(), Page.LARGEST) : 0;
    }

    private int own(GraphQLNamedOutputType type) {
        return switch (type) {
            case GraphQLObjectType object -> object.getInterfaces().stream()
                    .anyMatch(implemented -> implemented.getName().equals("Node")) ? 1 : 0;
            case GraphQLInterfaceType _,GraphQLUnionType _ -> 1;
            default -> 0;
        };
    }

    private static @Nullable Object held(Map<?, ?> data, ExecutableNormalizedField field) {
        return data.get(field.getResultKey());
    }
}
