package com.atom.shopify.fake.shopify;

import com.atom.shopify.adminschema.AdminSchema;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.RawVariables;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.normalized.ExecutableNormalizedOperationFactory;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Executes operations against the official schema and a shop's state.
final class Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Executor.class);

    private final Wiring wiring;
    private final GraphQLSchema schema;
    private final Documents documents;
    private final Cost cost;
    private final GraphQL graphQl;

    /// An operation that may be executed, with what it asks for.
    record Prepared(Document document, String name, Map<String, @Nullable Object> variables,
            ExecutableNormalizedOperation operation,
            int requestedCost, boolean deprecated) {}

    /// What an operation led to: data and errors as Shopify writes them.
    record Outcome(@Nullable Map<String, Object> data, List<Map<String, Object>> errors, int actualCost) {}

    Executor() {
        this.wiring = wiring();
        this.schema = wiring.over(AdminSchema.load());
        this.documents = new Documents(schema);
        this.cost = new Cost(schema);
        PreparsedDocumentProvider checked = (input, parse) -> CompletableFuture
                .completedFuture(switch (documents.check(input.getQuery())) {
                    case Documents.Checked.Valid valid -> new PreparsedDocumentEntry(valid.document());
                    case Documents.Checked.Invalid _ -> parse.apply(input);
                });
        this.graphQl = GraphQL.newGraphQL(schema).preparsedDocumentProvider(checked)
                .defaultDataFetcherExceptionHandler(Executor::handled).build();
    }

    Documents documents() {
        return documents;
    }

    private static Wiring wiring() {
        var wiring = new Wiring();
        ShopFields.wire(wiring);
        ProductFields.wire(wiring);
        ProductQueries.wire(wiring);
        ProductMutations.wire(wiring);
        ProductSet.wire(wiring);
        VariantMutations.wire(wiring);
        OrderWiring.wire(wiring);
        CustomerFields.wire(wiring);
        CustomerMutations.wire(wiring);
        StockFields.wire(wiring);
        StockMutations.wire(wiring);
        WebhookFields.wire(wiring);
        WebhookMutations.wire(wiring);
        BulkFields.wire(wiring);
        BulkMutations.wire(wiring);
        StagedUploads.wire(wiring);
        return wiring;
    }

    /// Everything that can be refused before anything takes effect: variables, scopes, page sizes, and what the
    /// simulator does not play.
    Prepared prepare(Document document, OperationDefinition definition, Map<String, @Nullable Object> variables,
            Scopes scopes) {
        String name = definition.getName() == null ? "" : definition.getName();
        ExecutableNormalizedOperation operation;
        try {
            operation = ExecutableNormalizedOperationFactory.createExecutableNormalizedOperationWithRawVariables(schema,
                    document, name, RawVariables.of(plain(variables)), GraphQLContext.getDefault(), Locale.ROOT);
        } catch (GraphQLException invalid) {
            throw Refusal.coded("INVALID_VARIABLE", String.valueOf(invalid.getMessage()));
        }
        for (ExecutableNormalizedField root : operation.getTopLevelFields()) {
            check(root, operation.getTopLevelFields().size() == 1);
            missing(root.getName(), definition, scopes).ifPresent(scope -> {
                throw Refusal.accessDenied(root.getName(), scope);
            });
        }
        return new Prepared(document, name, variables, operation, cost.requested(operation),
                operation.getTopLevelFields().stream().anyMatch(this::deprecated));
    }

    /// A query that is to run in bulk, where pages have no sizes and nothing costs.
    Prepared inBulk(Document document, OperationDefinition definition) {
        String name = definition.getName() == null ? "" : definition.getName();
        ExecutableNormalizedOperation operation = ExecutableNormalizedOperationFactory
                .createExecutableNormalizedOperationWithRawVariables(schema, document, name,
                        RawVariables.emptyVariables(), GraphQLContext.getDefault(), Locale.ROOT);
        operation.getTopLevelFields().forEach(this::play);
        return new Prepared(document, name, Map.of(), operation, 0, false);
    }

    private void play(ExecutableNormalizedField field) {
        supported(field);
        if (field.getObjectTypeNames().stream().noneMatch(parent -> wiring.hollow(parent, field.getName()))) {
            field.getChildren().forEach(this::play);
        }
    }

    /// The scope that a query lacks.
    static Optional<String> missing(Prepared prepared, OperationDefinition definition, Scopes scopes) {
        return prepared.operation().getTopLevelFields().stream()
                .flatMap(root -> missing(root.getName(), definition, scopes).stream()).findFirst();
    }

    GraphQLSchema schema() {
        return schema;
    }

    private void supported(ExecutableNormalizedField field) {
        if (field.getObjectTypeNames().stream().noneMatch(type -> wiring.supports(type, field.getName()))) {
            throw Refusal.unsupported(field.getObjectTypeNames().iterator().next() + "." + field.getName());
        }
    }

    private void check(ExecutableNormalizedField field, boolean alone) {
        supported(field);
        var type = (GraphQLNamedOutputType) GraphQLTypeUtil.unwrapAll(field.getType(schema));
        if (type.getName().endsWith("Connection")) {
            // The variants of one product alone may come 2,000 at once (shopify-platform 4.2).
            boolean ofOneProduct = alone && field.getLevel() == 2 && field.getParent().getName().equals("product");
            Map<String, Object> arguments = field.getResolvedArguments();
            Page.check((Integer) arguments.get("first"), (Integer) arguments.get("last"),
                    ofOneProduct ? Page.LARGEST * 8 : Page.LARGEST);
        }
        if (field.getObjectTypeNames().stream().noneMatch(parent -> wiring.hollow(parent, field.getName()))) {
            field.getChildren().forEach(child -> check(child, alone));
        }
    }

    /// A field of an interface is not deprecated because it is in one of the types behind.
    private boolean deprecated(ExecutableNormalizedField field) {
        return field.getFieldDefinitions(schema).stream().allMatch(GraphQLFieldDefinition::isDeprecated)
                || field.getChildren().stream().anyMatch(this::deprecated);
    }

    private static Optional<String> missing(String root, OperationDefinition definition, Scopes scopes) {
        boolean write = definition.getOperation() == OperationDefinition.Operation.MUTATION;
        String access = write ? "write_" : "read_";
        return area(root).map(area -> Optional.of(access + area).filter(scope -> !scopes.allow(scope)))
                .orElseGet(() -> OrderScopes.missing(root, write, scopes));
    }

    /// What a field of the root belongs to, where one scope opens it.
    private static Optional<String> area(String root) {
        return root.startsWith("product")
                ? Optional.of("products")
                : root.startsWith("customer")
                        ? Optional.of("customers")
                        : root.startsWith("inventory")
                                ? Optional.of("inventory")
                                : root.startsWith("location") ? Optional.of("locations") : Optional.empty();
    }

    Outcome execute(Prepared prepared, String text, Shop shop, Scopes scopes, Visit visit) {
        ExecutionResult result = result(prepared, text, shop, scopes, visit, Map.of());
        Map<String, Object> data = result.getData();
        var errors = result.getErrors().stream().map(Executor::entry).toList();
        // Lists inside a resource have no size before they are read, so the estimate is also the limit.
        int actual = Math.min(prepared.requestedCost(), cost.actual(prepared.operation(), data));
        return new Outcome(data, errors, actual);
    }

    /// One step of a bulk query.
    Outcome step(Prepared prepared, String text, Shop shop, Scopes scopes, Visit visit, BulkWalk walk) {
        ExecutionResult result = result(prepared, text, shop, scopes, visit, Map.of(BulkWalk.class, walk));
        return new Outcome(result.getData(), result.getErrors().stream().map(Executor::entry).toList(), 0);
    }

    private ExecutionResult result(Prepared prepared, String text, Shop shop, Scopes scopes, Visit visit,
            Map<?, Object> more) {
        ExecutionInput input = ExecutionInput.newExecutionInput(text).operationName(prepared.name())
                .variables(plain(prepared.variables())).executionId(visit.id())
                .graphQLContext(Map.of(Shop.class, shop, Scopes.class, scopes, Visit.class, visit, Executor.class,
                        this))
                .graphQLContext(more).build();
        return shop.locked(() -> graphQl.execute(input));
    }

    /// graphql-java's signatures do not say that a variable may be null, though it handles it.
    @SuppressWarnings("NullAway")
    private static Map<String, Object> plain(Map<String, @Nullable Object> variables) {
        return variables;
    }

    static Map<String, Object> entry(Refusal refusal) {
        return Map.of("message", String.valueOf(refusal.getMessage()), "extensions", refusal.extensions());
    }

    private static Map<String, Object> entry(GraphQLError error) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("message", error.getMessage());
        entry.put("locations", Documents.locations(error));
        if (error.getPath() != null) {
            entry.put("path", error.getPath());
        }
        if (error.getExtensions() != null) {
            entry.put("extensions", error.getExtensions());
        }
        return entry;
    }

    private static CompletableFuture<DataFetcherExceptionHandlerResult> handled(
            DataFetcherExceptionHandlerParameters parameters) {
        Throwable failure = parameters.getException();
        var extensions = failure instanceof Refusal refusal
                ? refusal.extensions()
                : Map.<String, Object>of("code", "INTERNAL_SERVER_ERROR");
        if (failure instanceof Refusal refusal && refusal.unsupported()) {
            LOG.atWarn().addKeyValue("path", parameters.getPath()).log(refusal.getMessage());
        }
        if (!(failure instanceof Refusal)) {
            LOG.atError().setCause(failure).addKeyValue("path", parameters.getPath()).log("the simulator failed");
        }
        String message = failure instanceof Refusal
                ? String.valueOf(failure.getMessage())
                : "Internal error. Looks like something went wrong on our end.";
        GraphQLError error = GraphqlErrorBuilder.newError().message("%s", message).path(parameters.getPath())
                .location(parameters.getSourceLocation()).extensions(new LinkedHashMap<>(extensions)).build();
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult().errors(new ArrayList<>(List.of(error))).build());
    }
}
