package com.atom.shopify.fake.shopify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shopify on loopback, for tests and for a laptop. The shop `x.myshopify.com` answers below `/x.myshopify.com/`, any
/// valid name exists from its first use. `/_control` sets shops up, lists what happened and orders accidents;
/// below `/_storage` lie the files of bulk operations.
///
/// ```java
/// try (var shopify = FakeShopify.start(FakeShopify.Options.DEFAULT)) {
///     var shop = shopify.baseUri().resolve("/my-shop.myshopify.com/");
/// }
/// ```
public final class FakeShopify implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FakeShopify.class);
    private static final Pattern IN_SHOP = Pattern.compile("/([^/]+)(/.*)?");
    private static final Pattern GRAPHQL = Pattern.compile("/admin/api/([^/]+)/graphql\\.json");
    private static final int LARGEST_BODY = 8 * 1024 * 1024;
    private static final int LARGEST_FORM = StorageDoor.LARGEST_FILE + 1024 * 1024;

    static {
        // Without it a keep-alive answer waits for the caller's delayed acknowledgement, some 40 ms each.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final World world;
    private final OAuth oauth;
    private final AdminApi admin;
    private final Control control;
    private final StorageDoor storage;

    /// How the simulator starts. Port 0 takes a free one; the client id and secret are those of the platform's
    /// app; merchants' own ones come by `/_control/own-app`.
    public record Options(int port, String clientId, String clientSecret) {
        /// A free port and the app that a laptop uses.
        public static final Options DEFAULT = new Options(0, "local-key", "local-secret");

        /// The same app on another port.
        public Options withPort(int other) {
            return new Options(other, clientId, clientSecret);
        }

        @Override
        public String toString() {
            return "Options[port=" + port + ", clientId=" + clientId + "]";
        }
    }

    private FakeShopify(HttpServer server, Options options) {
        this.server = server;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.world = new World(new Ages(Clock.systemUTC()), new Secrets(options.clientId(), options.clientSecret()),
                threads, new Warehouse(address(server)));
        this.storage = new StorageDoor(world);
        this.oauth = new OAuth(world);
        // The schema takes a second or two: it loads while the rest of a laptop starts.
        var executor = CompletableFuture.supplyAsync(Executor::new, threads);
        this.admin = new AdminApi(world, executor::join);
        this.control = new Control(world, oauth);
    }

    /// Starts on 127.0.0.1. A port that is in use is an [UncheckedIOException].
    public static FakeShopify start(Options options) {
        try {
            var loopback = InetAddress.getByAddress("127.0.0.1", new byte[]{127, 0, 0, 1});
            var server = HttpServer.create(new InetSocketAddress(loopback, options.port()), 0);
            var shopify = new FakeShopify(server, options);
            server.setExecutor(shopify.threads);
            server.createContext("/", shopify::handle);
            server.start();
            return shopify;
        } catch (IOException failure) {
            throw new UncheckedIOException("the Shopify simulator cannot listen on port " + options.port(), failure);
        }
    }

    /// Where it listens, `http://127.0.0.1:` and the port.
    public URI baseUri() {
        return address(server);
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Every token, code and secret that simulators of this process have made, for tests that look for them where they must not be.
    public static Set<String> everySecret() {
        return Secrets.made();
    }

    @Override
    public void close() {
        server.stop(0);
        world.webhooks().close();
        threads.shutdownNow();
        world.warehouse().close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                Optional<Request> request = read(exchange);
                reply = request.isPresent()
                        ? answer(request.get())
                        : Reply.json(413, Map.of("errors", "Payload Too Large"));
            } catch (RuntimeException bug) {
                LOG.atError().setCause(bug).addKeyValue("path", exchange.getRequestURI().getPath())
                        .log("the simulator failed");
                reply = Reply.json(500, Map.of("errors", "simulator: internal error, see its log"));
            }
            switch (reply) {
                case Reply.Answer answer -> write(exchange, answer);
                case Reply.Download file -> write(exchange, file);
                case Reply.Cut _ -> {
                }
            }
        }
    }

    private static Optional<Request> read(HttpExchange exchange) throws IOException {
        try (InputStream body = exchange.getRequestBody()) {
            URI uri = exchange.getRequestURI();
            int largest = Objects.requireNonNullElse(uri.getPath(), "/").startsWith(StorageDoor.PATH)
                    ? LARGEST_FORM
                    : LARGEST_BODY;
            byte[] bytes = body.readNBytes(largest + 1);
            return bytes.length > largest
                    ? Optional.empty()
                    : Optional.of(new Request(exchange.getRequestMethod(),
                            Objects.requireNonNullElse(uri.getPath(), "/"),
                            Objects.requireNonNullElse(uri.getRawQuery(), ""), exchange.getRequestHeaders(), bytes));
        }
    }

    private static void write(HttpExchange exchange, Reply.Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        if (answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static void write(HttpExchange exchange, Reply.Download file) throws IOException {
        file.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(file.status(), file.length() == 0 ? -1 : file.length());
        try (InputStream content = Files.newInputStream(file.file())) {
            content.skipNBytes(file.from());
            byte[] piece = new byte[64 * 1024];
            long left = file.sent();
            while (left > 0) {
                int read = content.readNBytes(piece, 0, (int) Math.min(piece.length, left));
                exchange.getResponseBody().write(piece, 0, read);
                left -= read == 0 ? left : read;
            }
            exchange.getResponseBody().flush();
        }
    }

    private Reply answer(Request request) {
        if (request.path().startsWith(StorageDoor.PATH)) {
            return storage.answer(request);
        }
        if (request.path().startsWith("/_control/")) {
            return control.answer(request);
        }
        Matcher parts = IN_SHOP.matcher(request.path());
        Optional<ShopName> name = parts.matches() ? ShopName.parse(parts.group(1)) : Optional.empty();
        if (name.isEmpty()) {
            return Reply.json(404, Map.of("errors", "Not Found"));
        }
        String path = Objects.requireNonNullElse(parts.group(2), "/");
        Matcher graphql = GRAPHQL.matcher(path);
        if (graphql.matches()) {
            return request.method().equals("POST")
                    ? admin.answer(world.shop(name.get()), graphql.group(1), request)
                    : Reply.json(405, Map.of("errors", "Method Not Allowed"));
        }
        return switch (request.method() + " " + path) {
            case "GET /admin/oauth/authorize" -> oauth.authorize(world.shop(name.get()), request);
            case "POST /admin/oauth/access_token" -> oauth.token(world.shop(name.get()), request);
            default -> {
                LOG.atWarn().addKeyValue("method", request.method()).addKeyValue("path", path)
                        .log("simulator: this address is not supported");
                yield Reply.json(404, Map.of("errors", "Not Found", "simulator", "this address is not supported"));
            }
        };
    }
}
