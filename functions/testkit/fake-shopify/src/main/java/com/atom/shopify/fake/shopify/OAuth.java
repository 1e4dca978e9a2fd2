package com.atom.shopify.fake.shopify;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Shopify's side of the authorization code grant, of the refresh of its tokens, and of client credentials.
final class OAuth {
    private static final int LONGEST_REDIRECT = 2_000;
    private static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String CLIENT_CREDENTIALS = "client_credentials";
    private static final String OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";

    private final World world;

    OAuth(World world) {
        this.world = world;
    }

    /// The consent page, or its outcome when the merchant (or a script) has agreed.
    Reply authorize(Shop shop, Request request) {
        Map<String, String> asked = request.parameters();
        String redirect = asked.getOrDefault("redirect_uri", "");
        Optional<Scopes> scopes = Scopes.parse(asked.getOrDefault("scope", ""));
        List<String> reasons = new ArrayList<>();
        Optional<App> app = app(shop, asked);
        if (app.isEmpty()) {
            reasons.add("Could not find Shopify API application with api_key " + asked.getOrDefault("client_id", ""));
        }
        if (!usable(redirect)) {
            reasons.add("The redirect_uri is missing or not whitelisted");
        }
        if (scopes.isEmpty() || scopes.get().handles().isEmpty()) {
            reasons.add("The scope is missing or invalid");
        }
        if (asked.keySet().stream().anyMatch(name -> name.startsWith("grant_options"))) {
            reasons.add("simulator: online tokens (grant_options) are not supported");
        }
        if (app.isEmpty() || scopes.isEmpty() || !reasons.isEmpty()) {
            return Reply.html(400, ConsentPage.refusal(reasons));
        }
        if (!"1".equals(asked.get("_auto_approve"))) {
            String action = "/" + shop.name().domain() + "/admin/oauth/authorize";
            return Reply.html(200,
                    ConsentPage.consent(shop.name(), app.get().clientId(), scopes.get(), action, asked));
        }
        return Reply.redirect(agreed(shop, app.get(), scopes.get(), redirect, asked));
    }

    /// The app that is named, if it may be in that shop.
    private Optional<App> app(Shop shop, Map<String, String> asked) {
        return world.apps().find(asked.getOrDefault("client_id", ""))
                .filter(app -> app.installableIn(shop.name()));
    }

    /// The query with which Shopify sends a merchant to the app's own address.
    String installQuery(Shop shop) {
        return signed(shop, world.apps().platform(), new LinkedHashMap<>());
    }

    private String agreed(Shop shop, App app, Scopes scopes, String redirect, Map<String, String> asked) {
        String code = shop.locked(() -> shop.tokens(app).newCode(scopes, world.ages().aged()));
        int question = redirect.indexOf('?');
        var answer = new LinkedHashMap<String, String>(
                question < 0 ? Map.of() : Request.form(redirect.substring(question + 1)));
        answer.put("code", code);
        if (asked.containsKey("state")) {
            answer.put("state", asked.getOrDefault("state", ""));
        }
        String query = signed(shop, app, answer);
        return (question < 0 ? redirect : redirect.substring(0, question)) + "?" + query;
    }

    private String signed(Shop shop, App app, Map<String, String> parameters) {
        String admin = "admin.shopify.com/store/" + shop.name().label();
        parameters.put("host",
                Base64.getEncoder().withoutPadding().encodeToString(admin.getBytes(StandardCharsets.UTF_8)));
        parameters.put("shop", shop.name().domain());
        parameters.put("timestamp", Long.toString(world.ages().signed().getEpochSecond()));
        parameters.put("hmac", QuerySignature.of(parameters, app.secrets().signing()));
        return parameters.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    /// The token endpoint.
    Reply token(Shop shop, Request request) {
        Map<String, String> asked = fields(request);
        String grant = asked.getOrDefault("grant_type", "authorization_code");
        Optional<Mischief.Order> order = world.mischief().take(Mischief.Place.TOKEN, shop.name(), grant);
        Reply reply = order.map(accident -> Accidents.around(accident, () -> answer(shop, asked, grant, order)))
                .orElseGet(() -> answer(shop, asked, grant, order));
        world.journal().exchange(shop.name(), Map.of("at", world.ages().real().toString(), "shop", shop.name().domain(),
                "client_id", asked.getOrDefault("client_id", ""), "grant_type", grant, "status", switch (reply) {
                    case Reply.Answer answer -> answer.status();
                    case Reply.Download file -> file.status();
                    case Reply.Cut _ -> 0;
                }, "mischief", order.map(accident -> accident.kind().name().toLowerCase(Locale.ROOT)).orElse("")));
        return reply;
    }

    private Reply.Answer answer(Shop shop, Map<String, String> asked, String grant, Optional<Mischief.Order> order) {
        // By client credentials an own app may ask in a wrong shop: it hears then that the shop is what is wrong.
        Optional<App> known = world.apps().find(asked.getOrDefault("client_id", ""))
                .filter(app -> app.secrets().accepts(asked.getOrDefault("client_secret", "")))
                .filter(app -> grant.equals(CLIENT_CREDENTIALS) || app.installableIn(shop.name()));
        if (known.isEmpty()) {
            return refusal(401, "invalid_client", "Client authentication failed");
        }
        App app = known.get();
        var now = world.ages().aged();
        return switch (grant) {
            case "authorization_code" -> shop
                    .locked(() -> shop.tokens(app).exchange(asked.getOrDefault("code", ""),
                            "1".equals(asked.get("expiring")),
                            shop.settings().lifetimes(), now))
                    .map(granted -> granted(granted, order))
                    .orElseGet(() -> refusal(400, "invalid_request",
                            "The authorization code was not found or was already used"));
            case "refresh_token" -> shop
                    .locked(() -> shop.tokens(app).refresh(asked.getOrDefault("refresh_token", ""),
                            shop.settings().lifetimes(), now))
                    .map(granted -> granted(granted, order))
                    .orElseGet(() -> refusal(401, "invalid_request", "This request requires an active refresh_token"));
            case TOKEN_EXCHANGE -> isMigration(asked)
                    ? shop.locked(() -> shop.tokens(app).migrate(asked.getOrDefault("subject_token", ""),
                            shop.settings().lifetimes(), now))
                            .map(granted -> granted(granted, order))
                            .orElseGet(() -> refusal(400, "invalid_subject_token", "The subject token is not active"))
                    : refusal(400, "invalid_request", "simulator: only permanent offline tokens can be exchanged");
            case CLIENT_CREDENTIALS -> ownToken(shop, app, order);
            default -> refusal(400, "unsupported_grant_type", "simulator: this grant_type is not supported");
        };
    }

    /// Shopify's words for an app of somebody else are those that callers report; for an uninstalled one they are not
    /// known.
    private Reply.Answer ownToken(Shop shop, App app, Optional<Mischief.Order> order) {
        if (!app.ownOf(shop.name())) {
            return refusal(400, "shop_not_permitted", "Client credentials cannot be performed on this shop.");
        }
        return shop.locked(() -> shop.tokens(app).own(shop.settings().lifetimes(), world.ages().aged()))
                .map(granted -> granted(granted, order))
                .orElseGet(() -> refusal(400, "app_not_installed", "The app is not installed on this shop."));
    }

    private static boolean isMigration(Map<String, String> asked) {
        return OFFLINE.equals(asked.get("subject_token_type")) && OFFLINE.equals(asked.get("requested_token_type"))
                && "1".equals(asked.get("expiring"));
    }

    private static Reply.Answer granted(Tokens.Grant grant, Optional<Mischief.Order> order) {
        boolean forgetful = order.filter(accident -> accident.kind() == Mischief.Kind.WITHOUT_EXPIRES_IN).isPresent();
        var body = new LinkedHashMap<String, Object>();
        body.put("access_token", grant.accessToken());
        grant.life().filter(life -> !forgetful).ifPresent(life -> body.put("expires_in", life.toSeconds()));
        grant.renewal().ifPresent(renewal -> {
            body.put("refresh_token", renewal.token());
            body.put("refresh_token_expires_in", renewal.life().toSeconds());
        });
        body.put("scope", grant.scopes().text());
        return Reply.json(200, body);
    }

    private static Reply.Answer refusal(int status, String error, String description) {
        return Reply.json(status, Map.of("error", error, "error_description", description));
    }

    private static Map<String, String> fields(Request request) {
        if (!request.header("Content-Type").toLowerCase(Locale.ROOT).startsWith("application/json")) {
            return Request.form(new String(request.body(), StandardCharsets.UTF_8));
        }
        var fields = new LinkedHashMap<String, String>();
        Json.object(request.body()).ifPresent(object -> object.forEach((name, value) -> {
            if (value != null) {
                fields.put(name, Boolean.TRUE.equals(value) ? "1" : Objects.toString(value));
            }
        }));
        return fields;
    }

    private static boolean usable(String redirect) {
        try {
            URI uri = new URI(redirect);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getFragment() == null && redirect.length() <= LONGEST_REDIRECT;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
