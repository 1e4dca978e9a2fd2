package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Mischief.Kind;
import com.atom.shopify.fake.shopify.Mischief.Order;
import com.atom.shopify.fake.shopify.Mischief.Place;
import com.atom.shopify.fake.shopify.Shop.Plan;
import com.atom.shopify.fake.shopify.Shop.Settings;
import com.atom.shopify.fake.shopify.Tokens.Lifetimes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The door for tests and demonstrations; it does not exist at Shopify. Bodies are JSON, every field is optional unless
/// said, nonsense is a 400 with a reason.
///
/// - `PUT /_control/shops/{domain}`: `currency`, `iana_timezone`, `plan` (`standard`, `advanced`, `plus`,
///   `enterprise`), `seed` (`"empty"`, `"small"` or `{"products": n, "orders": n,
///   "history": true, "until": time}`: more than 50,000 orders, or any number with `history`, are spread over the two years
///   before `until`, else now, and are made when they are looked at), `access_token_ttl` and
///   `refresh_token_ttl` (ISO durations), `gid`, `points` (what is left of the query budget now), `search_lag` and
///   `job_delay` (ISO durations: how late searches see a new order, and how long a job takes), `customer_data`
///   (`approved`, `level1`, `none`: how far the app is approved for protected customer data), `bulk_nodes` (`with_id`,
///   `node_only`: a [BulkNodes]).
/// - `POST /_control/mischief`: `kind` (needed, a [Mischief.Kind] in lower case), `at` (`admin`, `token`, `webhook`, `bulk` or
///   `download`),
///   `shop`, `operation` (its name; the grant type at the token endpoint, `authorization_code` if a request has none; the
///   topic of a webhook; the first field of a bulk operation), `times`, `status`, `delay`, `headers`, `body`, `when` (`before` or `after` the request takes
///   effect, for `cut`, `stall`, `status` and `body`), `path` (of the field that a `partial` answer lacks), `client_id`
///   (for `revoke` and `rotate_secret`, else the platform's app), `secret`, `keep_old` and `old_signs_for` (for
///   `rotate_secret`: how long, as an ISO duration, webhooks are still signed with the old one),
///   `error_code` and `rows` (for `fail`: of how many lines the partial data is, none unless said).
/// - `POST /_control/clock`: `advance` (ages of codes and tokens, and retries of webhooks), `skew` (timestamps of signed
///   redirects).
/// - `POST /_control/own-app` installs a merchant's own app in its `shop` with a `scope`; `client_id` and
///   `client_secret` are made up if they are not given, and answered. A known one is installed again, with its secret.
/// - `PUT /_control/app` sets the webhook part of an app's configuration as a whole: `webhook_uri` (on this machine),
///   `topics` (as `orders/create`), `compliance` (whether the compliance topics go there), `client_id`.
/// - `POST /_control/uninstall`: the merchant removes an app from a `shop`; `client_id`.
/// - `POST /_control/scopes`: the merchant agrees to other `scopes` in a `shop`; `client_id`.
/// - `POST /_control/compliance` sends a compliance `topic` for a `shop`; `customer_id`, `orders` (ids; else all of the
///   customer).
/// - `POST /_control/deliver` brings one webhook at once and answers its `status` (0 for no answer): `shop`, `topic`, one
///   of `payload` (JSON), `body` (text) and `base64` (bytes); `headers` (instead of the usual ones, null for none), `uri`
///   (else the `webhook_uri`), `client_id`.
/// - `POST /_control/reset` forgets all.
/// - `POST /_control/permanent-token` installs the app in a `shop` with a `scope` as it was done once, and answers the
///   `access_token`.
/// - `GET /_control/install-link?shop=` is the `query` with which Shopify sends a merchant to install the app.
/// - `GET /_control/deliveries`: webhooks with their `attempts` (`status` 0 for no answer) and `state` (`waiting`,
///   `delivered`, `failed`, `given_up`).
/// - `GET /_control/requests` (with the time that each `took` in here, and its `points` requested and actual),
///   `/_control/token-exchanges`, and the deliveries, each with `?shop=` or for all.
final class Control {
    private static final Set<String> SHOP_FIELDS = Set.of("currency", "iana_timezone", "plan", "seed",
            "access_token_ttl",
            "refresh_token_ttl", "gid", "points", "search_lag", "job_delay", "customer_data", "bulk_nodes");
    private static final Set<String> ORDER_FIELDS = Set.of("shop", "at", "kind", "times", "status", "delay",
            "operation",
            "headers", "body", "when", "path", "secret", "keep_old", "old_signs_for", "client_id",
            "error_code", "rows");

    private final World world;
    private final OAuth oauth;
    private final AppDoor apps;
    private final WebhookDoor webhooks;

    Control(World world, OAuth oauth) {
        this.world = world;
        this.oauth = oauth;
        this.apps = new AppDoor(world);
        this.webhooks = new WebhookDoor(world);
    }

    /// Input that makes no sense.
    static final class Nonsense extends RuntimeException {
        Nonsense(String message) {
            super(message, null, false, false);
        }
    }

    Reply answer(Request request) {
        try {
            String target = request.path().substring("/_control".length());
            return switch (request.method() + " " + (target.startsWith("/shops/") ? "/shops" : target)) {
                case "PUT /shops" -> shop(target.substring("/shops/".length()), body(request));
                case "POST /reset" -> reset();
                case "POST /mischief" -> mischief(body(request));
                case "POST /clock" -> clock(body(request));
                case "GET /requests" -> Reply.json(200, world.journal().requests(asked(request)));
                case "GET /token-exchanges" -> Reply.json(200, world.journal().exchanges(asked(request)));
                case "POST /permanent-token" -> permanentToken(body(request));
                case "GET /install-link" -> Reply.json(200,
                        Map.of("query", oauth.installQuery(world.shop(shopName(asked(request))))));
                case "POST /own-app" -> apps.own(body(request));
                case "PUT /app" -> apps.configure(body(request));
                case "POST /uninstall" -> apps.uninstall(body(request));
                case "POST /scopes" -> apps.scopes(body(request));
                case "GET /deliveries" -> webhooks.listed(asked(request));
                case "POST /compliance" -> webhooks.compliance(body(request));
                case "POST /deliver" -> webhooks.deliver(body(request));
                default -> Reply.json(404, Map.of("error", "there is no " + request.method() + " " + request.path()));
            };
        } catch (Nonsense nonsense) {
            return Reply.json(400, Map.of("error", String.valueOf(nonsense.getMessage())));
        }
    }

    private Reply permanentToken(Map<String, @Nullable Object> body) {
        known(body, Set.of("shop", "scope"));
        var shop = world.shop(shopName(String.valueOf(body.get("shop"))));
        var scopes = Scopes.parse(String.valueOf(body.get("scope"))).orElseThrow(() -> new Nonsense("which scope?"));
        return Reply.json(200,
                Map.of("access_token", shop.locked(() -> shop.tokens(world.apps().platform()).permanent(scopes))));
    }

    private Reply reset() {
        world.reset();
        return Reply.json(200, Map.of("reset", true));
    }

    private Reply shop(String domain, Map<String, @Nullable Object> body) {
        ShopName name = shopName(domain);
        known(body, SHOP_FIELDS);
        Shop shop = world.shop(name);
        Settings old = shop.locked(shop::settings);
        Settings changed = new Settings(
                value(body, "currency", Control::currency).orElse(old.currency()),
                value(body, "iana_timezone", Control::zone).orElse(old.zone()),
                value(body, "plan", Control::plan).orElse(old.plan()),
                value(body, "gid", Control::shopId).orElse(old.id()),
                new Lifetimes(
                        value(body, "access_token_ttl", text -> duration("access_token_ttl", text))
                                .orElse(old.lifetimes().access()),
                        value(body, "refresh_token_ttl", text -> duration("refresh_token_ttl", text))
                                .orElse(old.lifetimes().refresh()),
                        value(body, "access_token_ttl", text -> duration("access_token_ttl", text))
                                .orElse(old.lifetimes().own())));
        Orders.Delays before = shop.locked(shop::delays);
        var delays = new Orders.Delays(
                value(body, "search_lag", text -> duration("search_lag", text)).orElse(before.search()),
                value(body, "job_delay", text -> duration("job_delay", text)).orElse(before.job()));
        Optional<Approval> approval = value(body, "customer_data", Control::approval);
        Optional<BulkNodes> bulkNodes = value(body, "bulk_nodes", Control::bulkNodes);
        Optional<Seeding> seeding = Optional.ofNullable(body.get("seed")).map(Control::seeding);
        Optional<Integer> points = body.containsKey("points")
                ? Optional.of(whole(body, "points", changed.plan().bucket(), changed.plan().bucket()))
                : Optional.empty();
        return shop.locked(() -> {
            if (changed.plan() != old.plan()) {
                shop.bucket().set(changed.plan().bucket(), world.ages().real());
            }
            points.ifPresent(left -> shop.bucket().set(left, world.ages().real()));
            shop.settings(changed);
            shop.delays(delays);
            approval.ifPresent(shop::approval);
            bulkNodes.ifPresent(shop::bulkNodes);
            seeding.ifPresent(seed -> {
                shop.catalog(Seed.of(name, seed.products()));
                shop.orders(seed.history()
                        ? new Orders(new History(shop, seed.orders(), seed.until().orElse(shop.now())))
                        : OrderSeed.of(shop, seed.orders()));
            });
            return Reply.json(200, shown(shop));
        });
    }

    private static Map<String, Object> shown(Shop shop) {
        Settings settings = shop.settings();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("shop", shop.name().domain());
        shown.put("gid", shop.gid());
        shown.put("currency", settings.currency().getCurrencyCode());
        shown.put("iana_timezone", settings.zone().getId());
        shown.put("plan", settings.plan().name().toLowerCase(Locale.ROOT));
        shown.put("access_token_ttl", settings.lifetimes().access().toString());
        shown.put("refresh_token_ttl", settings.lifetimes().refresh().toString());
        shown.put("search_lag", shop.delays().search().toString());
        shown.put("job_delay", shop.delays().job().toString());
        shown.put("customer_data", shop.approval().name().toLowerCase(Locale.ROOT));
        shown.put("bulk_nodes", shop.bulkNodes().name().toLowerCase(Locale.ROOT));
        shown.put("products", shop.catalog().all().size());
        shown.put("orders", shop.orders().count());
        return shown;
    }

    private static Approval approval(String text) {
        return Stream.of(Approval.values()).filter(approval -> approval.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst().orElseThrow(() -> new Nonsense("customer_data is approved, level1 or none"));
    }

    private static BulkNodes bulkNodes(String text) {
        return Stream.of(BulkNodes.values()).filter(rule -> rule.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst().orElseThrow(() -> new Nonsense("bulk_nodes is with_id or node_only"));
    }

    /// How many products and orders a shop is to have, and whether the orders are a [History] that ends at a time.
    private record Seeding(int products, int orders, boolean history, Optional<Instant> until) {
        private Seeding(int products, int orders) {
            this(products, orders, orders > Seed.LARGEST, Optional.empty());
        }
    }

    private static Seeding seeding(Object seed) {
        return switch (seed) {
            case String text when text.equals("empty") -> new Seeding(0, 0);
            case String text when text.equals("small") -> new Seeding(Seed.FEW, OrderSeed.FEW);
            case Map<?, ?> counts when Set.of("products", "orders", "history", "until")
                    .containsAll(counts.keySet()) -> {
                int orders = count(counts, "orders", 0, History.LARGEST);
                yield new Seeding(count(counts, "products", counts.containsKey("orders") ? Seed.FEW : 0, Seed.LARGEST),
                        orders, orders > Seed.LARGEST || truth(counts), until(counts));
            }
            default -> throw nonsensicalSeed();
        };
    }

    private static boolean truth(Map<?, ?> counts) {
        return switch (counts.get("history")) {
            case null -> false;
            case Boolean truth -> truth;
            default -> throw nonsensicalSeed();
        };
    }

    private static Optional<Instant> until(Map<?, ?> counts) {
        try {
            return Optional.ofNullable(counts.get("until")).map(text -> Instant.parse(String.valueOf(text)));
        } catch (DateTimeException notATime) {
            throw nonsensicalSeed();
        }
    }

    private static int count(Map<?, ?> counts, String kind, int otherwise, int largest) {
        return switch (counts.get(kind)) {
            case null -> otherwise;
            case Integer number when number >= 0 && number <= largest -> number;
            default -> throw nonsensicalSeed();
        };
    }

    private static Nonsense nonsensicalSeed() {
        return new Nonsense("seed is \"empty\", \"small\" or {\"products\": 0.." + Seed.LARGEST + ", \"orders\": 0.."
                + History.LARGEST + ", \"history\": true or false, \"until\": a time}");
    }

    private Reply mischief(Map<String, @Nullable Object> body) {
        known(body, ORDER_FIELDS);
        Kind kind = value(body, "kind", text -> Kind.of(text)
                .orElseThrow(() -> new Nonsense("kind " + text + " is not known")))
                .orElseThrow(() -> new Nonsense("kind is missing"));
        Optional<ShopName> shop = value(body, "shop", Control::shopName);
        switch (kind) {
            case REVOKE -> revoke(shop, AppDoor.app(world, body));
            case ROTATE_SECRET -> AppDoor.app(world, body).secrets().rotate(
                    value(body, "secret", text -> text).orElseThrow(() -> new Nonsense("secret is missing")),
                    !Boolean.FALSE.equals(body.get("keep_old")), world.ages().aged().plus(value(body, "old_signs_for",
                            text -> duration("old_signs_for", text)).orElse(Duration.ZERO)));
            case THROTTLE, STALL, CUT, STATUS, BODY, PARTIAL, WITHOUT_EXPIRES_IN, DUPLICATE, REORDER, DELAY, DROP,
                    FAIL, TRUNCATE, EXPIRE ->
                world.mischief().order(order(kind, shop, body));
        }
        return Reply.json(200,
                Map.of("ordered", kind.name().toLowerCase(Locale.ROOT), "waiting", world.mischief().waiting()));
    }

    private void revoke(Optional<ShopName> name, App app) {
        if (name.isPresent()) {
            revoke(world.shop(name.get()), app);
        } else {
            world.shops().forEach(shop -> revoke(shop, app));
        }
    }

    private static void revoke(Shop shop, App app) {
        shop.locked(() -> {
            shop.tokens(app).revoke();
            return shop;
        });
    }

    private static Order order(Kind kind, Optional<ShopName> shop, Map<String, @Nullable Object> body) {
        Place place = value(body, "at", text -> Place.of(text)
                .orElseThrow(() -> new Nonsense("at is \"admin\", \"token\", \"webhook\", \"bulk\" or \"download\"")))
                .orElse(kind.usually());
        if (!kind.fits(place)) {
            throw new Nonsense(kind.name().toLowerCase(Locale.ROOT) + " cannot happen there");
        }
        boolean afterwards = value(body, "when", text -> switch (text) {
            case "before" -> false;
            case "after" -> true;
            default -> throw new Nonsense("when is \"before\" or \"after\"");
        }).orElse(false);
        int status = whole(body, "status", kind == Kind.BODY ? 200 : 503, 599);
        if (status < 200) {
            throw new Nonsense("status is 200..599");
        }
        return new Order(place, kind, shop.map(ShopName::domain).orElse(null),
                value(body, "operation", text -> text).orElse(null), status,
                value(body, "delay", text -> duration("delay", text)).orElse(null), headers(body),
                value(body, "body", text -> text).orElse(""), afterwards, path(body),
                value(body, "error_code", Control::errorCode)
                        .orElse(BulkOperation.ErrorCode.INTERNAL_SERVER_ERROR),
                whole(body, "rows", 0, 1_000_000), Math.max(1, whole(body, "times", 1, 1_000_000)));
    }

    private static BulkOperation.ErrorCode errorCode(String text) {
        return Stream.of(BulkOperation.ErrorCode.values()).filter(code -> code.name().equals(text)).findFirst()
                .orElseThrow(() -> new Nonsense("error_code is ACCESS_DENIED, INTERNAL_SERVER_ERROR or TIMEOUT"));
    }

    private static Map<String, String> headers(Map<String, @Nullable Object> body) {
        var headers = new LinkedHashMap<String, String>();
        switch (body.get("headers")) {
            case null -> {
            }
            case Map<?, ?> given ->
                given.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
            default -> throw new Nonsense("headers is an object");
        }
        return headers;
    }

    private static List<Object> path(Map<String, @Nullable Object> body) {
        return switch (body.get("path")) {
            case null -> List.of();
            case List<?> steps when steps.stream()
                    .allMatch(step -> step instanceof String || step instanceof Integer) ->
                List.copyOf(steps);
            default -> throw new Nonsense("path is a list of names and places");
        };
    }

    private Reply clock(Map<String, @Nullable Object> body) {
        known(body, Set.of("advance", "skew"));
        Optional<Duration> advance = value(body, "advance", text -> duration("advance", text));
        Optional<Duration> skew = value(body, "skew", Control::anyDuration);
        if (advance.isEmpty() && skew.isEmpty()) {
            throw new Nonsense("advance or skew is missing");
        }
        advance.ifPresent(by -> world.ages().advance(by));
        skew.ifPresent(by -> world.ages().skew(by));
        return Reply.json(200, Map.of("advanced", world.ages().advanced().toString()));
    }

    private static String asked(Request request) {
        String shop = request.parameters().getOrDefault("shop", "");
        return shop.isEmpty() ? "" : shopName(shop).domain();
    }

    private static Map<String, @Nullable Object> body(Request request) {
        return Json.object(request.body()).orElseThrow(() -> new Nonsense("the body is not a JSON object"));
    }

    static void known(Map<String, @Nullable Object> body, Set<String> fields) {
        body.keySet().stream().filter(field -> !fields.contains(field)).findFirst().ifPresent(field -> {
            throw new Nonsense(field + " is not known");
        });
    }

    static boolean truth(Map<String, @Nullable Object> body, String field) {
        return switch (body.get(field)) {
            case null -> false;
            case Boolean truth -> truth;
            default -> throw new Nonsense(field + " is true or false");
        };
    }

    static List<String> texts(Map<String, @Nullable Object> body, String field) {
        return switch (body.get(field)) {
            case null -> List.of();
            case List<?> items when items.stream().allMatch(String.class::isInstance) ->
                items.stream().map(String::valueOf).toList();
            default -> throw new Nonsense(field + " is a list of texts");
        };
    }

    static <T> Optional<T> value(Map<String, @Nullable Object> body, String field, Function<String, T> read) {
        return switch (body.get(field)) {
            case null -> Optional.empty();
            case String text -> Optional.of(read.apply(text));
            default -> throw new Nonsense(field + " is a text");
        };
    }

    private static int whole(Map<String, @Nullable Object> body, String field, int otherwise, int largest) {
        return switch (body.get(field)) {
            case null -> otherwise;
            case Integer number when number >= 0 && number <= largest -> number;
            default -> throw new Nonsense(field + " is a whole number up to " + largest);
        };
    }

    static ShopName shopName(String text) {
        return ShopName.parse(text).orElseThrow(() -> new Nonsense(text + " is not a shop domain"));
    }

    private static Currency currency(String text) {
        try {
            return Currency.getInstance(text);
        } catch (IllegalArgumentException unknown) {
            throw new Nonsense("currency " + text + " is not known");
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new Nonsense("iana_timezone " + text + " is not known");
        }
    }

    private static Plan plan(String text) {
        for (Plan plan : Plan.values()) {
            if (plan.name().equalsIgnoreCase(text)) {
                return plan;
            }
        }
        throw new Nonsense("plan " + text + " is not known");
    }

    private static Long shopId(String text) {
        return Gid.parse(text, "Shop").filter(gid -> gid.type().equals("Shop")).map(Gid::number)
                .orElseThrow(() -> new Nonsense("gid is gid://shopify/Shop/ and a number"));
    }

    private static Duration duration(String field, String text) {
        Duration duration = anyDuration(text);
        if (duration.isNegative()) {
            throw new Nonsense(field + " is not negative");
        }
        return duration;
    }

    private static Duration anyDuration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException malformed) {
            throw new Nonsense(text + " is not an ISO duration");
        }
    }
}
