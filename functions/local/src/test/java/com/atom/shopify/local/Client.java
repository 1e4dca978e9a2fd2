package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// A program that uses the product as one user, and a browser that keeps that user's cookies.
final class Client {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// The bodies of all errors that anybody got.
    private static final Queue<String> ERRORS = new ConcurrentLinkedQueue<>();

    private final LocalPlatform platform;
    private final String user;
    private final @Nullable String token;
    private final List<String> cookies = new ArrayList<>();

    Client(LocalPlatform platform, String user, String... scopes) {
        this.platform = platform;
        this.user = user;
        this.token = platform.token(user, scopes);
    }

    private Client(LocalPlatform platform) {
        this.platform = platform;
        this.user = "";
        this.token = null;
    }

    /// A user that nobody else has.
    static Client ofNewUser() {
        return new Client(Running.platform(), "user-" + UUID.randomUUID());
    }

    /// Somebody without a token.
    static Client anonymous() {
        return anonymous(Running.platform());
    }

    static Client anonymous(LocalPlatform platform) {
        return new Client(platform);
    }

    /// A shop that nobody else has.
    static String newShop() {
        return "shop-" + UUID.randomUUID() + ".myshopify.com";
    }

    /// What came back.
    record Reply(int status, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException noJson) {
                throw new UncheckedIOException(response.body(), noJson);
            }
        }

        JsonNode data() {
            return json().path("data");
        }

        /// The error's code, with the fields and codes of its details behind it.
        String error() {
            var error = json().path("error");
            var text = new StringBuilder(status + " " + error.path("code").asText());
            error.path("details")
                    .forEach(detail -> text.append(' ').append(detail.path("field").asText("-")).append(':')
                            .append(detail.path("code").asText()));
            return text.toString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    static List<String> errors() {
        return List.copyOf(ERRORS);
    }

    String user() {
        return user;
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    Reply delete(String path) {
        return send("DELETE", path, null);
    }

    Reply post(String path, String body) {
        return send("POST", path, body.getBytes(UTF_8));
    }

    Reply put(String path, String body) {
        return send("PUT", path, body.getBytes(UTF_8));
    }

    Reply send(String method, String path, byte @Nullable [] body, String... headers) {
        var request = HttpRequest
                .newBuilder(path.startsWith("http") ? URI.create(path) : URI.create(platform.api() + path))
                .method(method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Accept", "application/json");
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!cookies.isEmpty()) {
            request.header("Cookie", String.join("; ", cookies));
        }
        for (var i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                ERRORS.add(response.body());
            }
            return new Reply(response.statusCode(), response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// Begins a connection, keeps the cookie, and returns the consent page's address.
    String begin(String shop) {
        return begun(get("/api/auth/shopify/authorize?shop=" + shop));
    }

    /// The same by the link with which Shopify sends a merchant.
    String beginByLink(String query) {
        return begun(get("/api/auth/shopify/install?" + query));
    }

    private String begun(Reply begun) {
        begun.response().headers().allValues("set-cookie").forEach(cookie -> cookies.add(cookie.split(";", 2)[0]));
        return begun.data().path("authorize_url").asText();
    }

    /// Presses "Install" and returns where Shopify sends the browser.
    String consent(String consentPage) {
        return anonymous().get(consentPage + "&_auto_approve=1").header("location");
    }

    /// Connects a shop the whole way.
    Client connect(String shop) {
        var finished = get(consent(begin(shop)));
        if (finished.status() != 200) {
            throw new IllegalStateException(finished.error());
        }
        return this;
    }

    /// Forgets the cookies, as another browser would never have had them.
    void forgetCookies() {
        cookies.clear();
    }

    List<String> cookies() {
        return List.copyOf(cookies);
    }

    /// Tells the simulator something.
    static Reply control(String method, String path, String body) {
        return control(Running.platform(), method, path, body);
    }

    static Reply control(LocalPlatform platform, String method, String path, String body) {
        return anonymous().send(method, platform.shopify() + "/_control" + path, body.getBytes(UTF_8));
    }

    /// Orders an accident for one shop.
    static void mischief(String shop, String fields) {
        mischief(Running.platform(), shop, fields);
    }

    static void mischief(LocalPlatform platform, String shop, String fields) {
        var ordered = control(platform, "POST", "/mischief", "{\"shop\":\"" + shop + "\"," + fields + "}");
        if (ordered.status() >= 300) {
            throw new IllegalStateException(ordered.response().body());
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
