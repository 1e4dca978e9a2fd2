package com.atom.shopify.openapi;

import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.edge.Contract;
import com.atom.shopify.edge.Handler;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import com.atom.shopify.openapi.Schemas.Way;
import com.atom.shopify.routes.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What an operation takes beside its body. What belongs to the edge is a component of the document.
final class Parameters {
    private static final String ONE_SHOP = ShopDomain.FORM.pattern();

    private final Schemas schemas;
    private final SortedMap<String, Object> components = new TreeMap<>();

    Parameters(Schemas schemas) {
        this.schemas = schemas;
    }

    SortedMap<String, Object> components() {
        return components;
    }

    List<Object> of(Route route, Handler handler) {
        var contract = handler.contract();
        var parameters = new ArrayList<Object>();
        contract.id().ifPresent(form -> parameters.add(id(form)));
        if (route.access() == Route.Access.BEARER) {
            parameters.add(shared("user_id", parameter("query", "user_id", false,
                    text(UserId.FORM.pattern()),
                    "The user to act for; another than the token's subject only with the scope shopify/any-user.")));
        }
        switch (handler) {
            case Handler.Plain _ when contract.namesShop() -> parameters.add(shared("shop_named", parameter("query",
                    "shop", true, text(ONE_SHOP), "The shop's myshopify.com name.")));
            case Handler.Plain _ -> {
                // works without a store
            }
            case Handler.OnStore _,Handler.Chosen _ ->
                parameters.add(shared("shop", parameter("query", "shop", false, text(ONE_SHOP),
                        "The store; may be left out by a user with only one.")));
            case Handler.OfStores _,Handler.OfEachStore _ -> {
                parameters.add(shared("shop_or_all", parameter("query", "shop", false, text("\\*|" + ONE_SHOP),
                        "The store, or * for all of the user's; may be left out by a user with only one.")));
                schemas.parts(Contract.PAGE, Way.READ).forEach(part -> parameters
                        .add(shared(part.name(), parameter("query", part.name(), part.required(), part.schema(), ""))));
            }
        }
        contract.query().ifPresent(query -> parameters.addAll(query(query)));
        headers(route, handler, parameters);
        return parameters;
    }

    private List<Object> query(Class<?> query) {
        if (query == Map.class) {
            return List.of(Json.object("name", "parameters", "in", "query", "style", "form", "explode", true, "schema",
                    Json.object("type", "object", "additionalProperties", Json.object("type", "string"))));
        }
        return schemas.parts(query, Way.READ).stream()
                .<Object>map(part -> parameter("query", part.name(), part.required(), part.schema(), "")).toList();
    }

    private void headers(Route route, Handler handler, List<Object> parameters) {
        if (route.method().takesIdempotencyKey()) {
            parameters.add(shared("idempotency_key", parameter("header", "Idempotency-Key", false,
                    text(Call.IDEMPOTENCY_KEY.pattern()),
                    "Makes the write happen once: who asks again within 24 hours gets the same answer.")));
        }
        if (isTagged(route, handler.contract())) {
            parameters.add(shared("if_none_match", parameter("header", "If-None-Match", false,
                    Json.object("type", "string"), "The ETag of an answer that the caller has.")));
        }
        if (route.method() == Route.HttpMethod.GET && !(handler instanceof Handler.Plain)) {
            parameters.add(shared("cache_control", parameter("header", "Cache-Control", false,
                    Json.object("type", "string"), "With no-cache the store is asked, whatever is cached.")));
        }
    }

    /// Whether the good answer of a route carries an ETag: what sets no cookie and redirects nobody.
    static boolean isTagged(Route route, Contract contract) {
        return route.method() == Route.HttpMethod.GET && contract.statuses().contains(200)
                && !contract.statuses().contains(302);
    }

    /// Whether a route answers from what the build has made.
    static boolean isDocument(Contract contract) {
        return contract.answer() == Answer.Document.class;
    }

    private static Map<String, Object> id(Pattern form) {
        return parameter("path", "id", true, text(form.pattern()), "");
    }

    private Map<String, Object> shared(String name, Map<String, Object> parameter) {
        components.putIfAbsent(name, parameter);
        return Json.ref("parameters", name);
    }

    private static Map<String, Object> text(String pattern) {
        return Json.object("type", "string", "pattern", Constraints.whole(pattern));
    }

    private static Map<String, Object> parameter(String place, String name, boolean required,
            Map<String, Object> schema, String description) {
        var parameter = Json.object("name", name, "in", place);
        if (!description.isEmpty()) {
            parameter.put("description", description);
        }
        if (required) {
            parameter.put("required", true);
        }
        parameter.put("schema", schema);
        return parameter;
    }
}
