package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Control.Nonsense;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The part of `/_control` that is about apps: own ones, their configuration, and what a merchant does with them.
final class AppDoor {
    private static final String CLIENT_ID = "client_id";
    private static final String SECRET = "client_secret";

    private final World world;

    AppDoor(World world) {
        this.world = world;
    }

    /// The app that is named, or the platform's.
    static App app(World world, Map<String, @Nullable Object> body) {
        return Control.value(body, CLIENT_ID, id -> world.apps().find(id)
                .orElseThrow(() -> new Nonsense("there is no app " + id))).orElse(world.apps().platform());
    }

    static Shop shop(World world, Map<String, @Nullable Object> body) {
        return world.shop(Control.value(body, "shop", Control::shopName)
                .orElseThrow(() -> new Nonsense("shop is missing")));
    }

    /// Installs a merchant's own app in its shop, again if it is known.
    Reply own(Map<String, @Nullable Object> body) {
        Control.known(body, Set.of("shop", CLIENT_ID, SECRET, "scope"));
        Shop shop = shop(world, body);
        Scopes scopes = scopes(body, "scope");
        String id = Control.value(body, CLIENT_ID, text -> text).orElseGet(() -> UUID.randomUUID().toString());
        Optional<App> known = world.apps().find(id);
        if (known.isPresent() && (!known.get().ownOf(shop.name()) || body.containsKey(SECRET))) {
            throw new Nonsense("client_id " + id + " is taken");
        }
        String secret = Control.value(body, SECRET, text -> text).orElseGet(() -> Secrets.random("shpss_"));
        App app = known.orElseGet(() -> world.apps().add(shop.name(), new Secrets(id, secret), scopes));
        app.declare(scopes);
        shop.locked(() -> {
            shop.tokens(app).install(scopes);
            return shop;
        });
        var shown = new LinkedHashMap<String, Object>();
        shown.put("shop", shop.name().domain());
        shown.put(CLIENT_ID, id);
        shown.put(SECRET, app.secrets().signing());
        shown.put("scope", scopes.text());
        return Reply.json(200, shown);
    }

    /// What an app's configuration says about webhooks.
    Reply configure(Map<String, @Nullable Object> body) {
        Control.known(body, Set.of(CLIENT_ID, "webhook_uri", "topics", "compliance"));
        App app = app(world, body);
        Optional<URI> uri = Control.value(body, "webhook_uri", text -> Loopback.parse(text)
                .orElseThrow(() -> new Nonsense("webhook_uri is plain HTTP to this machine")));
        List<String> topics = Control.texts(body, "topics");
        topics.stream().filter(topic -> !Topics.listable(topic)).findFirst().ifPresent(topic -> {
            throw new Nonsense(topic + " cannot be listed: topics are written as orders/create, and compliance has a "
                    + "field of its own");
        });
        boolean compliance = Control.truth(body, "compliance");
        if (uri.isEmpty() && (!topics.isEmpty() || compliance)) {
            throw new Nonsense("webhook_uri is missing");
        }
        app.hooks(new App.Hooks(uri, topics, compliance));
        return Reply.json(200, Map.of(CLIENT_ID, app.clientId(), "webhook_uri", uri.map(URI::toString).orElse(""),
                "topics", topics, "compliance", compliance));
    }

    /// The merchant removes an app.
    Reply uninstall(Map<String, @Nullable Object> body) {
        Control.known(body, Set.of("shop", CLIENT_ID));
        Shop shop = shop(world, body);
        App app = app(world, body);
        return shop.locked(() -> {
            installed(shop, app);
            shop.uninstall(app);
            return Reply.json(200, Map.of("uninstalled", app.clientId()));
        });
    }

    /// The merchant agrees to other scopes.
    Reply scopes(Map<String, @Nullable Object> body) {
        Control.known(body, Set.of("shop", CLIENT_ID, "scopes"));
        Shop shop = shop(world, body);
        App app = app(world, body);
        Scopes scopes = scopes(body, "scopes");
        return shop.locked(() -> {
            installed(shop, app);
            List<String> previous = shop.tokens(app).granted().handles();
            shop.tokens(app).regrant(scopes);
            app.declare(app.own() ? scopes : app.declared());
            var payload = new LinkedHashMap<String, @Nullable Object>();
            payload.put("id", app.number());
            payload.put("shop_id", shop.gid());
            payload.put("previous", previous);
            payload.put("current", scopes.handles());
            payload.put("updated_at", new Rest(shop).time(shop.now()));
            world.webhooks().emit(shop, app, "app/scopes_update", payload);
            return Reply.json(200, Map.of("previous", previous, "current", scopes.handles()));
        });
    }

    private static void installed(Shop shop, App app) {
        if (!shop.tokens(app).installed()) {
            throw new Nonsense("the app is not installed there");
        }
    }

    private static Scopes scopes(Map<String, @Nullable Object> body, String field) {
        return Control.value(body, field, text -> Scopes.parse(text)
                .orElseThrow(() -> new Nonsense(field + " is a list with commas")))
                .orElseThrow(() -> new Nonsense(field + " is missing"));
    }
}
