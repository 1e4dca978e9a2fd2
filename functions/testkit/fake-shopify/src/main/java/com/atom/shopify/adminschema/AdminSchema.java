package com.atom.shopify.adminschema;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.introspection.IntrospectionResultToSchema;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.InputObjectTypeDefinition;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The official schema of the Admin API, as Shopify publishes it for version [#VERSION]. The build takes it from
/// Shopify's npm package at one version and one checksum.
public final class AdminSchema {
    /// The API version that the schema describes.
    public static final String VERSION = "2026-10";

    /// Shopify refuses documents of more tokens than any page of ours; graphql-java's own limit is meant for public
    /// servers.
    private static final int MAX_TOKENS = 100_000;

    private AdminSchema() {}

    /// The schema without data fetchers: good for checking documents, and as the ground for an executable one. It is
    /// built once (a second or two), whoever asks first waits for it.
    public static GraphQLSchema load() {
        return Held.SCHEMA;
    }

    /// What Shopify would refuse in this document, one sentence each; empty for a valid one. A document that uses a
    /// deprecated member is valid.
    public static List<String> problems(String document) {
        var input = ExecutionInput.newExecutionInput(document)
                .graphQLContext(Map.of(ParserOptions.class, parserOptions()))
                .build();
        return ParseAndValidate.parseAndValidate(load(), input).getErrors().stream().map(GraphQLError::getMessage)
                .toList();
    }

    /// How operation documents are read: within limits that no honest document reaches.
    public static ParserOptions parserOptions() {
        return ParserOptions.getDefaultOperationParserOptions().transform(options -> options.maxTokens(MAX_TOKENS));
    }

    private static GraphQLSchema read() {
        var introspection = introspection();
        var document = withOneOf(new IntrospectionResultToSchema().createSchemaDefinition(introspection),
                introspection);
        var wiring = RuntimeWiring.newRuntimeWiring().wiringFactory(new PlainWiring()).build();
        return new SchemaGenerator().makeExecutableSchema(new SchemaParser().buildRegistry(document), wiring);
    }

    private static Map<String, Object> introspection() {
        try (InputStream json = AdminSchema.class.getResourceAsStream("admin.json")) {
            if (json == null) {
                throw new IllegalStateException("the Admin schema is not on the class path: the build writes it");
            }
            return new ObjectMapper().readValue(json, new TypeReference<>() {
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The translation from introspection drops `isOneOf`; without it two identifiers at once would pass.
    @SuppressWarnings("rawtypes") // graphql-java's own raw type
    private static Document withOneOf(Document document, Map<String, Object> introspection) {
        var names = namesOfOneOf(introspection);
        List<Definition> definitions = document.getDefinitions().stream().map(definition -> oneOf(definition, names))
                .toList();
        return document.transform(builder -> builder.definitions(definitions));
    }

    @SuppressWarnings("rawtypes") // graphql-java's own raw type
    private static Definition oneOf(Definition definition, Set<String> names) {
        return definition instanceof InputObjectTypeDefinition input && names.contains(input.getName())
                ? input.transform(type -> type.directive(Directive.newDirective().name("oneOf").build()))
                : definition;
    }

    private static Set<String> namesOfOneOf(Map<String, Object> introspection) {
        var names = new HashSet<String>();
        if (introspection.get("__schema") instanceof Map<?, ?> schema && schema.get("types") instanceof List<?> types) {
            for (Object type : types) {
                if (type instanceof Map<?, ?> fields && Boolean.TRUE.equals(fields.get("isOneOf"))) {
                    names.add(String.valueOf(fields.get("name")));
                }
            }
        }
        return names;
    }

    private static final class Held {
        private static final GraphQLSchema SCHEMA = read();
    }
}
