package com.atom.shopify.openapi;

import com.atom.shopify.edge.Contract;
import com.atom.shopify.edge.Handler;
import com.atom.shopify.openapi.Schemas.Part;
import com.atom.shopify.openapi.Schemas.Way;
import com.atom.shopify.routes.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an operation may answer, by status. What goes wrong is the same everywhere and a component of the document.
final class Responses {
    /// Statuses with which API Gateway may answer by itself, in its own form.
    private static final Set<Integer> OF_THE_GATEWAY = Set.of(401, 413, 429, 500, 503, 504);
    private static final List<Integer> OF_A_PUBLIC_READ = List.of(400, 413, 429, 500, 503);
    private static final List<Integer> OF_A_USER = List.of(400, 401, 403, 409, 413, 422, 429, 500, 502, 503, 504);
    private static final List<Integer> OF_A_STORE = List.of(400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503,
            504);

    private final Schemas schemas;
    private final SortedMap<String, Object> components = new TreeMap<>();
    private final SortedMap<String, Object> headers = new TreeMap<>();

    Responses(Schemas schemas) {
        this.schemas = schemas;
    }

    SortedMap<String, Object> components() {
        return components;
    }

    /// The headers that the responses refer to.
    SortedMap<String, Object> headers() {
        return headers;
    }

    Map<String, Object> of(Route route, Handler handler) {
        var contract = handler.contract();
        var responses = new TreeMap<Integer, Object>();
        contract.statuses().forEach(status -> responses.put(status, good(status, route, handler)));
        if (Parameters.isTagged(route, contract)) {
            responses.put(304, response("The caller has this already.", headers(route, handler), Map.of()));
        }
        failures(route, handler).forEach(status -> responses.put(status, failure(status)));
        var byText = new LinkedHashMap<String, Object>();
        responses.forEach((status, response) -> byText.put(status.toString(), response));
        return byText;
    }

    private static List<Integer> failures(Route route, Handler handler) {
        return switch (handler) {
            case Handler.Plain(var contract, _) when route.access() == Route.Access.PUBLIC
                    && contract.query().isEmpty() ->
                OF_A_PUBLIC_READ;
            case Handler.Plain _ -> OF_A_USER;
            case Handler.OnStore _,Handler.OfStores _,Handler.OfEachStore _,Handler.Chosen _ -> OF_A_STORE;
        };
    }

    private Map<String, Object> good(int status, Route route, Handler handler) {
        if (status == 302) {
            return response("The browser is sent on.", List.of("Location", "Set-Cookie"), Map.of());
        }
        var sent = headers(route, handler);
        if (status == 201 || status == 202) {
            sent.add("Location");
        }
        return response(switch (status) {
            case 201 -> "It was created.";
            case 202 -> "It was accepted and is not done yet.";
            default -> "It was done.";
        }, sent, body(handler));
    }

    /// The headers of a good answer, whether it has a body or the caller has that already.
    private static List<String> headers(Route route, Handler handler) {
        var contract = handler.contract();
        var sent = new ArrayList<String>();
        if (Parameters.isTagged(route, contract)) {
            sent.add("ETag");
        }
        if (contract.statuses().contains(302)) {
            sent.add("Set-Cookie");
        }
        if (route.method() == Route.HttpMethod.GET && !(handler instanceof Handler.Plain)) {
            sent.add("X-Cache");
        }
        if (handler instanceof Handler.OfStores || handler instanceof Handler.OfEachStore) {
            sent.add("Link");
        }
        if (route.method().takesIdempotencyKey()) {
            sent.add("Idempotency-Replayed");
        }
        return sent;
    }

    private Map<String, Object> body(Handler handler) {
        var contract = handler.contract();
        if (Parameters.isDocument(contract)) {
            return Json.object("type", "object", "required", List.of("openapi", "info", "paths"));
        }
        var item = schemas.of(contract.answer(), Way.WRITTEN);
        if (handler instanceof Handler.OfEachStore) {
            return Json.object("oneOf", List.of(success(item, false), success(item, true),
                    success(ofAllStores(contract, Contract.EACH_STORE, "shops"), true)));
        }
        if (!contract.many()) {
            return success(item, false);
        }
        var list = success(Json.object("type", "array", "items", item), true);
        return handler instanceof Handler.OfStores
                ? Json.object("oneOf",
                        List.of(list, success(ofAllStores(contract, Contract.ALL_STORES, "items"), true)))
                : list;
    }

    /// The data of a list over all stores: its own parts, and in the list of items the item with its shop in front.
    private Map<String, Object> ofAllStores(Contract contract, Class<?> data, String list) {
        var parts = new ArrayList<Part>();
        parts.add(new Part("shop", true, Json.object("type", "string")));
        parts.addAll(schemas.parts(contract.answer(), Way.WRITTEN));
        var item = schemas.named(schemas.name(contract.answer(), Way.WRITTEN) + ".OfStore", Schemas.object(parts));
        return Schemas.object(schemas.parts(data, Way.WRITTEN).stream()
                .map(part -> part.name().equals(list)
                        ? new Part(part.name(), true, Json.object("type", "array", "items", item))
                        : part)
                .toList());
    }

    /// The envelope around data; only lists have the parts that are left out elsewhere.
    private Map<String, Object> success(Map<String, Object> data, boolean list) {
        return Schemas.object(schemas.parts(Contract.SUCCESS, Way.WRITTEN).stream()
                .filter(part -> list || part.required())
                .map(part -> new Part(part.name(), true, switch (part.name()) {
                    case "ok" -> Json.object("const", true);
                    case "data" -> data;
                    default -> part.schema();
                })).toList());
    }

    private Map<String, Object> failure(int status) {
        components.computeIfAbsent(String.valueOf(status), _ -> {
            var refusal = schemas.named("Refusal", Schemas.object(schemas.parts(Contract.REFUSAL, Way.WRITTEN).stream()
                    .map(part -> part.name().equals("ok") ? new Part("ok", true, Json.object("const", false)) : part)
                    .toList()));
            var gateway = schemas.named("GatewayMessage", Json.object("type", "object", "properties",
                    Json.object("message", Json.object("type", List.of("string", "null"))), "required",
                    List.of("message"), "additionalProperties", false));
            return response(meaning(status), headersOfFailure(status),
                    OF_THE_GATEWAY.contains(status)
                            ? Json.object("oneOf", List.of(refusal, gateway))
                            : refusal);
        });
        return Json.ref("responses", String.valueOf(status));
    }

    private static List<String> headersOfFailure(int status) {
        return switch (status) {
            case 400, 404, 413, 422 -> List.of("Idempotency-Replayed");
            case 429 -> List.of("Retry-After");
            default -> List.of();
        };
    }

    private static String meaning(int status) {
        return switch (status) {
            case 400 -> "The request is wrong by itself; details name each problem.";
            case 401 -> "There is no acceptable token, or the store must be connected again at authorize_url.";
            case 403 -> "The caller or the app may not do this.";
            case 404 -> "There is no such resource, or no such store of the user.";
            case 409 -> "It conflicts with how things stand, or nobody knows whether an earlier attempt was done.";
            case 413 -> "The body is larger than 1 MiB.";
            case 422 -> "It is well formed, but refused.";
            case 429 -> "There were too many requests.";
            case 500 -> "Something is wrong on our side.";
            case 502 -> "Shopify failed.";
            case 503 -> "A service that we depend on does not answer.";
            case 504 -> "Shopify did not answer in time.";
            default -> throw new IllegalStateException("no meaning of " + status);
        };
    }

    private Map<String, Object> response(String description, List<String> sent, Map<String, Object> schema) {
        var all = new LinkedHashMap<String, Object>();
        all.put("X-Request-Id", header("X-Request-Id"));
        sent.forEach(name -> all.put(name, header(name)));
        var response = Json.object("description", description, "headers", all);
        if (!schema.isEmpty()) {
            response.put("content", Json.object("application/json", Json.object("schema", schema)));
        }
        return response;
    }

    private Map<String, Object> header(String name) {
        headers.computeIfAbsent(name, _ -> switch (name) {
            case "ETag" -> header("The tag of this answer, for If-None-Match.", Json.object("type", "string"));
            case "Idempotency-Replayed" -> header("Says that this is the answer of an earlier request.",
                    Json.object("const", "true"));
            case "Link" -> header("Where the next page is.", Json.object("type", "string"));
            case "Location" -> header("Where to go, or where the resource is.",
                    Json.object("type", "string", "format", "uri-reference"));
            case "Retry-After" -> header("Seconds to wait.", Json.object("type", "integer", "minimum", 1));
            case "Set-Cookie" -> header("Ties the connection to this browser.", Json.object("type", "string"));
            case "X-Cache" -> header("Where the answer came from.",
                    Json.object("type", "string", "enum", List.of("HIT", "MISS", "BYPASS")));
            case "X-Request-Id" -> header("Names this request in our log.", Json.object("type", "string"));
            default -> throw new IllegalStateException("no such header: " + name);
        });
        return Json.ref("headers", name);
    }

    private static Map<String, Object> header(String description, Map<String, Object> schema) {
        return Json.object("description", description, "schema", schema);
    }
}
