package com.atom.shopify.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.admin.Pause;
import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.aws.SetClock;
import com.atom.shopify.connections.SampleStores;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.FakeSecrets;
import com.atom.shopify.fake.aws.FaultProxy;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.fake.shopify.FakeShopify;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import com.atom.shopify.oauth.Grant;
import com.atom.shopify.oauth.OwnApp;
import com.atom.shopify.oauth.TokenExchange;
import com.atom.shopify.oauth.TokenPair;
import com.atom.shopify.proof.ClientSecret;
import com.atom.shopify.query.RawQuery;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Instances of a function beside a Shopify that rotates tokens by its rules.
public final class Rotation implements AutoCloseable {
    private static final Pattern STATUS = Pattern.compile("\"grant_type\":\"(refresh_token|client_credentials)\"");
    private static final Pattern CLIENT_SECRET = Pattern.compile("\"client_secret\":\"([^\"]+)\"");

    public final SetClock clock = new SetClock(SetClock.FAR_AHEAD);
    public final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    /// KMS, with accidents.
    final FaultProxy keys = FaultProxy.before(kms.endpoint());
    private final FakeSecrets secrets = FakeSecrets.start();
    private final String key = LocalAws.newKey(kms);
    private final String secret = UUID.randomUUID().toString();
    private final FakeShopify shopify = FakeShopify.start(new FakeShopify.Options(0, "test-key", secret));
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ApplicationContext> instances = new ArrayList<>();
    private final String secretId = LocalAws.newSecret(secrets, secret);

    /// One more instance after the key was changed.
    ApplicationContext instanceWithNewKey() {
        var instance = LocalAws.context(tables, kms, LocalAws.newKey(kms), clock, Map.of("shopify.base.url",
                shopify.baseUri().toString(), "test.secrets", secrets.endpoint().toString(), "shopify.secret.id",
                secretId, "token.key.former.id", key), Thread::sleep);
        instances.add(instance);
        return instance;
    }

    /// One more instance, of a function that needs more settings.
    public ApplicationContext instance(Map<String, Object> more) {
        var settings = new HashMap<String, Object>(Map.of("shopify.base.url", shopify.baseUri().toString(),
                "test.secrets", secrets.endpoint().toString(), "shopify.secret.id", secretId));
        settings.putAll(more);
        var instance = LocalAws.context(tables, kms, key, clock, settings, Thread::sleep);
        instances.add(instance);
        return instance;
    }

    /// One more instance, with a clock of its own and its own way to wait.
    ApplicationContext instance(Clock own, Pause pause) {
        var instance = LocalAws.context(tables, kms, key, own, Map.of("shopify.base.url", shopify.baseUri().toString(),
                "test.kms", keys.endpoint().toString(), "test.secrets", secrets.endpoint().toString(),
                "shopify.secret.id", secretId), pause);
        instances.add(instance);
        return instance;
    }

    /// A merchant agrees, and the store is connected.
    public ShopDomain connect(ApplicationContext instance) {
        var shop = new ShopDomain("shop-" + UUID.randomUUID() + ".myshopify.com");
        consent(instance, shop);
        return shop;
    }

    /// A store is connected through an app of its owner's, whose tokens live for an hour.
    ShopDomain connectThroughOwnApp(ApplicationContext instance) {
        var shop = new ShopDomain("shop-" + UUID.randomUUID() + ".myshopify.com");
        var id = "app-" + UUID.randomUUID();
        var made = CLIENT_SECRET.matcher(control("POST", "/own-app", "{\"shop\":\"" + shop + "\",\"client_id\":\"" + id
                + "\",\"scope\":\"write_products\"}"));
        if (!made.find()) {
            throw new IllegalStateException("no secret");
        }
        control("PUT", "/shops/" + shop, "{\"access_token_ttl\":\"PT1H\"}");
        var app = new OwnApp(id, new ClientSecret(made.group(1), Optional.empty()));
        instance.getBean(ClientSecrets.class).keep(app);
        SampleStores.connect(instance, new UserId("demo"), shop, 1L + Integer.toUnsignedLong(shop.hashCode()),
                instance.getBean(TokenExchange.class).acquire(shop, app, deadline()));
        return shop;
    }

    /// A merchant agrees, for the first time or again.
    public TokenPair consent(ApplicationContext instance, ShopDomain shop) {
        var asked = ask("GET", "/" + shop + "/admin/oauth/authorize?client_id=test-key&scope=write_products&state=s"
                + "&redirect_uri=http://127.0.0.1:1/back&_auto_approve=1", "");
        var back = URI.create(asked.headers().firstValue("location").orElseThrow());
        var code = RawQuery.parse(back.getRawQuery()).stream().filter(each -> each.getKey().equals("code"))
                .findFirst().orElseThrow().getValue();
        var pair = instance.getBean(TokenExchange.class).exchange(shop, new Grant.Code(code),
                instance.getBean(ClientSecrets.class).client(), deadline());
        SampleStores.connect(instance, new UserId("demo"), shop, 1L + Integer.toUnsignedLong(shop.hashCode()), pair);
        return pair;
    }

    public Deadline deadline() {
        return Deadline.in(Duration.ofSeconds(25), clock);
    }

    /// Time goes on for us and for Shopify.
    void advance(Duration time) {
        clock.advance(time);
        control("POST", "/clock", "{\"advance\":\"" + time + "\"}");
    }

    /// Orders an accident for the next refreshes of a shop.
    void mischief(ShopDomain shop, String fields) {
        control("POST", "/mischief", "{\"shop\":\"" + shop + "\",\"at\":\"token\"," + fields + "}");
    }

    /// Orders an accident for the next questions to a shop.
    void mischiefAtAdmin(ShopDomain shop, String fields) {
        control("POST", "/mischief", "{\"shop\":\"" + shop + "\",\"at\":\"admin\"," + fields + "}");
    }

    /// The merchant removes the app.
    public void uninstall(ShopDomain shop) {
        control("POST", "/uninstall", "{\"shop\":\"" + shop + "\"}");
    }

    /// The merchant agrees to other scopes.
    void changeScopes(ShopDomain shop, String scopes) {
        control("POST", "/scopes", "{\"shop\":\"" + shop + "\",\"scopes\":\"" + scopes + "\"}");
    }

    /// The merchant grants something else.
    void grant(ShopDomain shop, String scope) {
        control("POST", "/permanent-token", "{\"shop\":\"" + shop + "\",\"scope\":\"" + scope + "\"}");
    }

    /// How often Shopify was asked for another token, by a refresh token or by the credentials of an own app.
    long refreshes(ShopDomain shop) {
        return STATUS.matcher(control("GET", "/token-exchanges?shop=" + shop, "")).results().count();
    }

    /// Whether Shopify accepts a token in a shop.
    boolean accepts(ShopDomain shop, String token) {
        try {
            return http.send(HttpRequest.newBuilder(at("/" + shop + "/admin/api/2026-10/graphql.json"))
                    .header("X-Shopify-Access-Token", token).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ shop { id } }\"}")).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private String control(String method, String path, String body) {
        var answer = ask(method, "/_control" + path, body);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        try {
            return http.send(HttpRequest.newBuilder(at(path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body, UTF_8)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private URI at(String path) {
        return URI.create(shopify.baseUri() + path);
    }

    @Override
    public void close() {
        instances.forEach(ApplicationContext::close);
        shopify.close();
        secrets.close();
        keys.close();
        kms.close();
        tables.close();
    }
}
