package com.atom.shopify.fake.shopify;

import com.atom.shopify.adminschema.AdminSchema;
import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Operation documents, parsed and held against the official schema once each.
final class Documents {
    private static final int KEPT = 1_000;
    private static final Pattern UNDEFINED = Pattern.compile("Field '(\\w+)' in type '(\\w+)' is undefined");

    private final GraphQLSchema schema;
    private final ConcurrentMap<String, Checked> known = new ConcurrentHashMap<>();

    /// A document that Shopify would execute, or the errors that it would answer with.
    sealed interface Checked {
        record Valid(Document document) implements Checked {}

        record Invalid(List<Map<String, Object>> errors) implements Checked {}
    }

    Documents(GraphQLSchema schema) {
        this.schema = schema;
    }

    Checked check(String text) {
        if (known.size() > KEPT) {
            known.clear();
        }
        return known.computeIfAbsent(text, this::checked);
    }

    /// The operation of that name, or the only one when no name is given.
    static @Nullable OperationDefinition operation(Document document, String name) {
        List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
        if (name.isEmpty()) {
            return operations.size() == 1 ? operations.getFirst() : null;
        }
        return operations.stream().filter(operation -> name.equals(operation.getName())).findFirst().orElse(null);
    }

    private Checked checked(String text) {
        var input = ExecutionInput.newExecutionInput(text)
                .graphQLContext(Map.of(ParserOptions.class, AdminSchema.parserOptions())).build();
        ParseAndValidateResult result = ParseAndValidate.parseAndValidate(schema, input);
        return result.isFailure()
                ? new Checked.Invalid(result.getErrors().stream().map(Documents::entry).toList())
                : new Checked.Valid(result.getDocument());
    }

    private static Map<String, Object> entry(GraphQLError error) {
        var entry = new LinkedHashMap<String, Object>();
        Matcher undefined = UNDEFINED.matcher(error.getMessage());
        if (error instanceof ValidationError invalid
                && invalid.getValidationErrorType() == ValidationErrorType.FieldUndefined && undefined.find()) {
            entry.put("message",
                    "Field '" + undefined.group(1) + "' doesn't exist on type '" + undefined.group(2) + "'");
            entry.put("extensions", Map.of("code", "undefinedField", "typeName", undefined.group(2), "fieldName",
                    undefined.group(1)));
        } else {
            entry.put("message", error.getMessage());
            entry.put("extensions", Map.of("code",
                    error.getErrorType() == ErrorType.InvalidSyntax ? "PARSE_ERROR" : "argumentLiteralsIncompatible"));
        }
        entry.put("locations", locations(error));
        if (error instanceof ValidationError invalid && invalid.getQueryPath() != null) {
            entry.put("path", invalid.getQueryPath());
        }
        return entry;
    }

    static List<Map<String, Object>> locations(GraphQLError error) {
        var locations = new ArrayList<Map<String, Object>>();
        if (error.getLocations() != null) {
            error.getLocations().forEach(place -> locations
                    .add(Map.of("line", place.getLine(), "column", place.getColumn())));
        }
        return locations;
    }
}
