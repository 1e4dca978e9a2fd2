package com.atom.shopify.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The product's OpenAPI document, as a program reads it that has nothing else.
final class ApiDescription {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true)
            .build();

    private final JsonNode root;
    private final Map<JsonNode, JsonSchema> schemas = new HashMap<>();

    ApiDescription(JsonNode root) {
        this.root = root;
    }

    static ApiDescription read() {
        return new ApiDescription(Client.anonymous().get("/api/shopify/openapi.json").json());
    }

    /// One method of one path.
    record Operation(String method, String path, JsonNode json) {
        String name() {
            return json.path("operationId").asText();
        }

        String key() {
            return method + " " + path;
        }

        @Override
        public String toString() {
            return key();
        }
    }

    JsonNode root() {
        return root;
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        root.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> operations
                .add(new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    /// The parameters of an operation that go into the path, the query or the headers.
    List<JsonNode> parameters(Operation operation, String place) {
        return operation.json().path("parameters").valueStream().map(this::resolved)
                .filter(parameter -> parameter.path("in").asText().equals(place)).toList();
    }

    /// Whether the names in an operation's query are not for the document to say.
    boolean takesAnyQuery(Operation operation) {
        return parameters(operation, "query").stream()
                .anyMatch(parameter -> parameter.at("/schema/type").asText().equals("object"));
    }

    /// The schema of an operation's body; missing when it takes none.
    JsonNode body(Operation operation) {
        return operation.json().at("/requestBody/content/application~1json/schema");
    }

    /// What an operation may answer with a status; missing when it may not.
    JsonNode response(Operation operation, int status) {
        return resolved(operation.json().path("responses").path(String.valueOf(status)));
    }

    /// What is wrong with an answer: an undocumented status, a body or headers that are not as documented.
    List<String> problems(Operation operation, Client.Reply reply) {
        var response = response(operation, reply.status());
        if (response.isMissingNode()) {
            return List.of("undocumented status " + reply.status() + ": " + reply.response().body());
        }
        var problems = new ArrayList<String>();
        var schema = response.at("/content/application~1json/schema");
        var body = reply.response().body();
        if (schema.isMissingNode() != body.isEmpty()) {
            problems.add("a body is documented: " + !schema.isMissingNode() + ", and there came: " + body);
        } else if (!body.isEmpty()) {
            problems.addAll(problems(schema, reply.json()));
        }
        root.at("/components/headers").properties().forEach(header -> {
            var value = reply.header(header.getKey());
            var documented = response.path("headers").has(header.getKey());
            if (!value.isEmpty() && !documented) {
                problems.add("undocumented header " + header.getKey() + ": " + value);
            } else if (!value.isEmpty()) {
                problems(header.getValue().path("schema"), ofText(header.getValue().path("schema"), value))
                        .forEach(problem -> problems.add(header.getKey() + ": " + problem));
            }
        });
        return problems;
    }

    /// What keeps a value from being an instance of a schema.
    List<String> problems(JsonNode schema, JsonNode value) {
        return compiled(schema).validate(value).stream().map(ValidationMessage::getMessage).sorted().toList();
    }

    boolean allows(JsonNode schema, @Nullable JsonNode value) {
        return value != null && problems(schema, value).isEmpty();
    }

    /// What is wrong with the document's schemas themselves.
    List<String> problemsOfSchemas() {
        var meta = FACTORY.getSchema(com.networknt.schema.SchemaLocation.of(SpecVersion.VersionFlag.V202012.getId()),
                CONFIG);
        return root.at("/components/schemas").properties().stream()
                .flatMap(schema -> meta.validate(schema.getValue()).stream()
                        .map(message -> schema.getKey() + " " + message.getMessage()))
                .toList();
    }

    /// A text from query or header as the type that its schema says.
    JsonNode ofText(JsonNode schema, String text) {
        var nodes = Client.JSON.getNodeFactory();
        return switch (resolved(schema).path("type").asText()) {
            case "integer" ->
                text.matches("-?[0-9]{1,18}") ? nodes.numberNode(Long.parseLong(text)) : nodes.textNode(text);
            case "boolean" -> Set.of("true", "false").contains(text)
                    ? nodes.booleanNode(text.equals("true"))
                    : nodes.textNode(text);
            default -> nodes.textNode(text);
        };
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(root.at(node.path("$ref").asText().substring(1))) : node;
    }

    /// References lead into the document's components, so each schema is put beside them.
    private JsonSchema compiled(JsonNode schema) {
        return schemas.computeIfAbsent(schema, wanted -> {
            var whole = Client.JSON.createObjectNode();
            whole.putArray("allOf").add(wanted);
            whole.set("components", root.path("components"));
            return FACTORY.getSchema(whole, CONFIG);
        });
    }
}
