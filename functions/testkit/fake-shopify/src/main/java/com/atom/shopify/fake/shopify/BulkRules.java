package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Executor.Prepared;
import graphql.language.OperationDefinition;
import graphql.normalized.ExecutableNormalizedField;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What Shopify accepts as a bulk query (shopify-platform 7). The words are Shopify's as others have recorded them; those
/// that begin with "simulator:" are the simulator's.
final class BulkRules {
    private static final int MOST_CONNECTIONS = 5;
    private static final int DEEPEST = 2;
    private static final int LONGEST = 65_535;

    private final GraphQLSchema schema;
    private final BulkNodes allowed;
    private final List<String> byNodes = new ArrayList<>();
    private final List<String> withoutId = new ArrayList<>();
    private final List<String> parentsNotNodes = new ArrayList<>();
    private final List<String> notNodes = new ArrayList<>();
    private int connections;
    private int depth;
    private boolean inList;

    /// A query that may run, or why not.
    sealed interface Judged {
        record Accepted(Prepared query, OperationDefinition definition) implements Judged {}

        record Refused(List<Problem> problems) implements Judged {}
    }

    private BulkRules(GraphQLSchema schema, BulkNodes allowed) {
        this.schema = schema;
        this.allowed = allowed;
    }

    static Judged judge(String text, BulkNodes allowed, Executor executor) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            return refused("Query is too large (" + length + " bytes; maximum is " + LONGEST + " bytes)");
        }
        if (text.isBlank()) {
            return refused("Invalid bulk query: syntax error, unexpected end of file");
        }
        return switch (executor.documents().check(text)) {
            case Documents.Checked.Invalid invalid -> refused("Invalid bulk query: "
                    + invalid.errors().stream().map(error -> String.valueOf(error.get("message")))
                            .collect(Collectors.joining(", ")));
            case Documents.Checked.Valid valid -> {
                OperationDefinition definition = Documents.operation(valid.document(), "");
                if (definition == null || definition.getOperation() != OperationDefinition.Operation.QUERY) {
                    yield refused("Invalid operation type. Only `query` operations are supported.");
                }
                if (!definition.getVariableDefinitions().isEmpty()) {
                    yield refused("simulator: a bulk query has no variables");
                }
                Prepared query = executor.inBulk(valid.document(), definition);
                List<Problem> problems = new BulkRules(executor.schema(), allowed).problems(query);
                yield problems.isEmpty()
                        ? new Judged.Accepted(query, definition)
                        : new Judged.Refused(problems);
            }
        };
    }

    private static Judged refused(String message) {
        return new Judged.Refused(List.of(problem(message)));
    }

    private static Problem problem(String message) {
        return Problem.coded("INVALID", message, "query");
    }

    private List<Problem> problems(Prepared query) {
        List<ExecutableNormalizedField> roots = query.operation().getTopLevelFields();
        roots.forEach(root -> visit(root, 0, false));
        var problems = new ArrayList<Problem>();
        if (!byNodes.isEmpty()) {
            problems.add(problem("All connection fields in a bulk query must select their contents using 'edges' > "
                    + "'node', e.g: '" + byNodes.getFirst() + " { edges { node {'. Selecting via 'nodes' is not "
                    + "supported. Invalid connection fields: '" + String.join("', '", byNodes) + "'."));
        }
        if (roots.stream().anyMatch(root -> root.getName().equals("node") || root.getName().equals("nodes"))) {
            problems.add(problem("Bulk queries cannot contain a top level `node` field."));
        }
        if (depth > DEEPEST) {
            problems.add(problem("Bulk queries cannot contain connections with a nesting depth greater than 2."));
        }
        if (connections > MOST_CONNECTIONS) {
            problems.add(problem("Bulk queries cannot contain more than 5 connections."));
        }
        if (!withoutId.isEmpty()) {
            problems.add(
                    problem("The parent 'node' field for a nested connection must select the 'id' field without an "
                            + "alias and must be of 'ID' return type. Connection fields without 'id': "
                            + String.join(", ", withoutId) + "."));
        }
        if (!parentsNotNodes.isEmpty()) {
            problems.add(
                    problem("The parent 'node' field for a nested connection must return a type that implements the "
                            + "'Node' interface. Invalid connections: " + String.join(", ", parentsNotNodes) + "."));
        }
        if (inList) {
            problems.add(problem("Queries that contain a connection field within a list field are not currently "
                    + "supported."));
        }
        if (!notNodes.isEmpty()) {
            problems.add(problem("simulator: the objects of these connections are no nodes: "
                    + String.join(", ", notNodes) + "."));
        }
        if (connections == 0) {
            problems.add(problem("Bulk queries must contain at least one connection."));
        }
        if (problems.isEmpty() && !roots.stream().allMatch(root -> isConnection(root, schema))) {
            problems.add(problem("simulator: fields of the root that are not connections are not supported in bulk"));
        }
        return problems;
    }

    private void visit(ExecutableNormalizedField field, int level, boolean list) {
        boolean connection = isConnection(field, schema);
        if (connection) {
            connections++;
            depth = Math.max(depth, level);
            inList |= list;
            inspect(field);
        }
        boolean edges = field.getName().equals("edges") && field.getParent() != null
                && isConnection(field.getParent(), schema);
        boolean plainList = !edges && GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getType(schema)));
        field.getChildren().forEach(child -> visit(child, connection ? level + 1 : level,
                !connection && (list || plainList)));
    }

    private void inspect(ExecutableNormalizedField connection) {
        if (connection.getChildren().stream().anyMatch(child -> child.getName().equals("nodes"))) {
            byNodes.add(connection.getName());
        }
        for (ExecutableNormalizedField node : nodes(connection)) {
            boolean id = node.getChildren().stream().anyMatch(child -> child.getResultKey().equals("id")
                    && child.getName().equals("id"));
            if (!id && holdsConnection(node)) {
                withoutId.add(connection.getName());
            }
            if (!isNode(GraphQLTypeUtil.unwrapAll(node.getType(schema)))) {
                (holdsConnection(node) ? parentsNotNodes : notNodes).add(connection.getName());
            }
        }
    }

    private boolean isNode(GraphQLType type) {
        return switch (allowed) {
            case WITH_ID -> type instanceof GraphQLFieldsContainer fields && fields.getFieldDefinition("id") != null;
            case NODE_ONLY -> type instanceof GraphQLImplementingType implementing && implementing.getInterfaces()
                    .stream().anyMatch(each -> each.getName().equals("Node"));
        };
    }

    private boolean holdsConnection(ExecutableNormalizedField field) {
        return field.getChildren().stream().anyMatch(child -> isConnection(child, schema) || holdsConnection(child));
    }

    static boolean isConnection(ExecutableNormalizedField field, GraphQLSchema schema) {
        return ((GraphQLNamedOutputType) GraphQLTypeUtil.unwrapAll(field.getType(schema))).getName()
                .endsWith("Connection");
    }

    /// What a connection's `edges { node }` select.
    static List<ExecutableNormalizedField> nodes(ExecutableNormalizedField connection) {
        return connection.getChildren().stream().filter(child -> child.getName().equals("edges"))
                .flatMap(edges -> edges.getChildren().stream()).filter(child -> child.getName().equals("node"))
                .toList();
    }
}
