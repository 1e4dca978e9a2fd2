package com.atom.shopify.openapi;

import com.atom.shopify.edge.Handler;
import com.atom.shopify.openapi.Schemas.Way;
import com.atom.shopify.routes.Route;
import io.micronaut.serde.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The OpenAPI 3.1 document of routes and their handlers, the same for the same code.
final class OpenApi {
    private static final String DESCRIPTION = """
            Connects a platform's users with their Shopify stores. Good answers are {"ok":true,"data":…}, lists with "count" \
            and "page"; anything else is {"ok":false,"error":{"code","message","details","request_id"}} with a stable code. \
            Unknown parameters and fields are refused.""";

    private final Schemas schemas;
    private final Parameters parameters;
    private final Responses responses;

    private OpenApi(ObjectMapper json) {
        this.schemas = new Schemas(json);
        this.parameters = new Parameters(schemas);
        this.responses = new Responses(schemas);
    }

    static Map<String, Object> document(Map<Route, Handler> served, ObjectMapper json) {
        return new OpenApi(json).document(served);
    }

    private Map<String, Object> document(Map<Route, Handler> served) {
        var paths = new LinkedHashMap<String, Map<String, Object>>();
        served.forEach((route, handler) -> paths.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>())
                .put(route.method().name().toLowerCase(Locale.ROOT), operation(route, handler)));
        return Json.object("openapi", "3.1.0", "info",
                Json.object("title", "ATOM Shopify", "version", "1.0.0", "description", DESCRIPTION), "paths", paths,
                "components",
                Json.object("schemas", schemas.components(), "parameters", parameters.components(), "headers",
                        responses.headers(), "responses", responses.components(), "securitySchemes",
                        Json.object("bearer", Json.object("type", "http", "scheme", "bearer", "bearerFormat", "JWT"))));
    }

    private Map<String, Object> operation(Route route, Handler handler) {
        var operation = Json.object("operationId", route.name().toLowerCase(Locale.ROOT), "tags",
                List.of(route.function().id()));
        if (!route.scopes().isEmpty()) {
            operation.put("description",
                    "The store must have granted " + String.join(", ", route.scopes().stream().sorted().toList())
                            + ".");
        }
        operation.put("security", switch (route.access()) {
            case BEARER -> List.of(Json.object("bearer", List.of()));
            case PUBLIC -> List.of();
        });
        operation.put("parameters", parameters.of(route, handler));
        handler.contract().body().ifPresent(body -> operation.put("requestBody",
                Json.object("required", true, "content",
                        Json.object("application/json", Json.object("schema", body(body))))));
        operation.put("responses", responses.of(route, handler));
        return operation;
    }

    private Map<String, Object> body(Class<?> type) {
        return type == Map.class
                ? Json.object("type", "object", "additionalProperties", Json.object("type", "string"))
                : schemas.of(type, Way.READ);
    }
}
