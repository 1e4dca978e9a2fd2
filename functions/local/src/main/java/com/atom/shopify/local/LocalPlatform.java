package com.atom.shopify.local;

import com.atom.shopify.fake.aws.FakeEvents;
import com.atom.shopify.fake.aws.FaultProxy;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.fake.shopify.FakeShopify;
import com.atom.shopify.routes.IntakeRoute;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.routes.Setting;
import com.atom.shopify.routes.Topic;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The whole system, running: everything that `mvn -Plocal` starts, and what tests need to look inside.
public final class LocalPlatform implements AutoCloseable {
    private static final int KEPT_LINES = 100_000;

    private final Started started = new Started();
    private final Deque<String> log = new ArrayDeque<>();
    private final Map<LambdaFunction, FunctionHost> functions = new EnumMap<>(LambdaFunction.class);
    private final LocalSettings settings;
    private final LoopbackServer server;
    private final FakeShopify shopify;
    private final Aws aws;
    private final LocalIssuer issuer;
    private final Consumer<String> output;
    private final Gateway gateway;
    private final Schedules schedules;
    private final LocalDoor door;
    private volatile boolean open;

    private LocalPlatform(LocalSettings settings, Consumer<String> output) {
        try {
            this.settings = settings;
            this.output = output;
            this.server = listen("LOCAL_API_PORT", settings.apiPort(), this::serve);
            this.shopify = simulator(settings);
            this.aws = started
                    .keep(settings.givenAws().<Aws>map(GivenAws::new).orElseGet(() -> new OwnAws(secret(settings))));
            this.issuer = new LocalIssuer(api() + "/local/issuer", Clock.systemUTC());
            for (var function : LambdaFunction.values()) {
                functions.put(function, host(function, settings.runtime()));
            }
            this.schedules = started.keep(new Schedules(function(LambdaFunction.JOBS), Clock.systemUTC(), this::write));
            this.door = new LocalDoor(issuer, ownEvents(), schedules);
            this.gateway = new Gateway(functions, issuer, settings.origins(), api().getAuthority(), Clock.systemUTC());
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /// Starts everything and returns when every function is ready; the functions' log lines go to `output`.
    ///
    /// @throws StartFailure with one line that says why it cannot
    static LocalPlatform start(LocalSettings settings, Consumer<String> output) {
        var platform = new LocalPlatform(settings, output);
        try {
            platform.functions.values().forEach(FunctionHost::awaitReady);
            platform.poll();
            platform.open = true;
            return platform;
        } catch (StartFailure failure) {
            platform.close();
            throw failure;
        }
    }

    /// The same, from environment variables; `root` is the project's folder.
    ///
    /// @throws StartFailure with one line that says why it cannot
    public static LocalPlatform start(Map<String, String> environment, Path root, Consumer<String> output) {
        return start(LocalSettings.of(environment, root), output);
    }

    /// Lets the simulator deliver everything that we listen to, as a deployed app's configuration would.
    void subscribe() {
        var topics = Arrays.stream(Topic.values()).filter(topic -> !topic.isCompliance()).map(Topic::header).toList();
        var configuration = new ObjectMapper().createObjectNode()
                .put("webhook_uri", api() + IntakeRoute.INTAKE.path()).put("compliance", true);
        topics.forEach(configuration.putArray("topics")::add);
        SetupCall.put(shopify().resolve("/_control/app"), configuration.toString());
    }

    /// From now on every job begins when its time has come.
    void schedule() {
        schedules.start();
    }

    private void poll() {
        for (var queue : Queue.values()) {
            started.keep(new QueuePoller(queue, queue(queue), aws.queues(), function(queue.consumer()),
                    settings.concurrency(), this::write));
        }
    }

    public URI api() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    public URI shopify() {
        return shopify.baseUri();
    }

    /// A bearer token for a user, with these scopes.
    public String token(String user, String... scopes) {
        return issuer.issue(user, String.join(" ", scopes)).token();
    }

    LocalIssuer issuer() {
        return issuer;
    }

    /// The processes of a function.
    public FunctionHost function(LambdaFunction function) {
        var host = functions.get(function);
        if (host == null) {
            throw new IllegalArgumentException("not running: " + function);
        }
        return host;
    }

    /// The same function once more, under this runtime; it ends with the platform.
    ///
    /// @throws StartFailure when it does not start
    FunctionHost another(LambdaFunction function, LambdaRuntime runtime) {
        var host = host(function, runtime);
        host.awaitReady();
        return host;
    }

    /// A handler that takes a function's place, in one process: it has the function's whole environment. It ends with the
    /// platform, if it was not closed before.
    public FunctionHost inPlaceOf(LambdaFunction function, String handler, Path zip) {
        var deployed = new Deployed(function.id(), handler, zip, environment(function));
        return started.keep(new FunctionHost(deployed, Limits.of(function, 1), settings.runtime(), this::write));
    }

    /// The gateway once more, on a port of its own and with these functions behind it.
    public URI gatewayBefore(Map<LambdaFunction, FunctionHost> others) {
        var another = new Gateway(others, issuer, settings.origins(), api().getAuthority(), Clock.systemUTC());
        var port = listen("LOCAL_API_PORT", 0, exchange -> {
            try (exchange) {
                another.serve(exchange);
            }
        }).port();
        return URI.create("http://127.0.0.1:" + port);
    }

    /// What AWS is replaced by, if it was made for this run.
    private OwnAws own() {
        if (aws instanceof OwnAws own) {
            return own;
        }
        throw new IllegalStateException("AWS is somebody else's in this run");
    }

    private Optional<FakeEvents> ownEvents() {
        return aws instanceof OwnAws own ? Optional.of(own.events()) : Optional.empty();
    }

    /// DynamoDB Local, past the proxy that the functions' calls go through.
    public LocalTables tables() {
        return own().tables();
    }

    public FaultProxy dynamoDb() {
        return own().dynamoDb();
    }

    public FaultProxy kms() {
        return own().kms();
    }

    public FaultProxy secrets() {
        return own().secrets();
    }

    public FaultProxy s3() {
        return own().s3();
    }

    public FaultProxy eventBridge() {
        return own().eventBridge();
    }

    public FaultProxy sqs() {
        return own().sqs();
    }

    /// What deliveries are signed with.
    public String clientSecret() {
        return settings.clientSecret();
    }

    /// What the product has published.
    FakeEvents events() {
        return own().events();
    }

    /// A client for looking at the queues from outside of the product.
    SqsClient queueClient() {
        return aws.queues();
    }

    /// The address of a queue.
    String queue(Queue queue) {
        return aws.named(queue.setting());
    }

    /// What the functions logged, oldest first.
    List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    @Override
    public void close() {
        started.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!open) {
                Gateway.message(exchange, 503, "Service Unavailable");
            } else if (exchange.getRequestURI().getPath().startsWith("/local/")) {
                door.serve(exchange);
            } else {
                gateway.serve(exchange);
            }
        }
    }

    private FunctionHost host(LambdaFunction function, LambdaRuntime runtime) {
        var deployed = new Deployed(function.id(), function.handler(), settings.root().resolve(function.zip()),
                environment(function));
        return started
                .keep(new FunctionHost(deployed, Limits.of(function, settings.concurrency()), runtime, this::write));
    }

    private void write(String line) {
        output.accept(line);
        synchronized (log) {
            log.add(line);
            if (log.size() > KEPT_LINES) {
                log.remove();
            }
        }
    }

    private LoopbackServer listen(String setting, int port, HttpHandler handler) {
        try {
            return started.keep(new LoopbackServer(port, handler));
        } catch (IOException refused) {
            throw noPort(port, setting, refused);
        }
    }

    private static StartFailure noPort(int port, String setting, IOException refused) {
        var why = String.valueOf(refused.getMessage());
        return new StartFailure(why.contains("in use")
                ? "Port " + port + " is in use; free it or choose another with " + setting + "."
                : "Port " + port + " cannot be used (" + why + "); choose another with " + setting + ".");
    }

    private FakeShopify simulator(LocalSettings settings) {
        try {
            return started.keep(FakeShopify.start(new FakeShopify.Options(settings.shopifyPort(), settings.clientId(),
                    settings.clientSecret())));
        } catch (UncheckedIOException refused) {
            throw noPort(settings.shopifyPort(), "LOCAL_SHOPIFY_PORT", Objects.requireNonNull(refused.getCause()));
        }
    }

    private static String secret(LocalSettings settings) {
        var secret = new ObjectMapper().createObjectNode().put("current", settings.clientSecret());
        return (settings.previousSecret().isEmpty() ? secret : secret.put("previous", settings.previousSecret()))
                .toString();
    }

    /// Exactly what the deployment gives a function, and where AWS and Shopify are.
    public Map<String, String> environment(LambdaFunction function) {
        var environment = new HashMap<String, String>();
        function.settings().forEach(setting -> environment.put(setting.name(), value(setting)));
        function.tables().forEach(table -> put(environment, table.setting()));
        function.buckets().forEach(bucket -> put(environment, bucket.setting()));
        function.reaches().forEach(queue -> put(environment, queue.setting()));
        function.deadLetters().forEach(queue -> put(environment, queue.deadLetterSetting()));
        environment.putAll(aws.access(function));
        environment.put("SHOPIFY_BASE_URL", shopify().toString());
        return environment;
    }

    private void put(Map<String, String> environment, String setting) {
        environment.put(setting, aws.named(setting));
    }

    private String value(Setting setting) {
        return switch (setting) {
            case STAGE -> "local";
            case SHOPIFY_API_KEY -> settings.clientId();
            case SHOPIFY_API_VERSION -> settings.apiVersion();
            case SHOPIFY_SCOPES -> settings.scopes();
            case SHOPIFY_REDIRECT_URI -> settings.redirectUri();
            case PLATFORM_CALLBACK_URL -> settings.platformPage().isEmpty()
                    ? api() + "/local/connected"
                    : settings.platformPage();
            case WEBHOOK_SUBSCRIPTIONS -> settings.webhookSubscriptions();
            case WEBHOOK_TARGET -> api() + IntakeRoute.INTAKE.path();
            case TOKEN_KEY_FORMER_ID -> "";
            case SHOPIFY_SECRET_ID, EVENT_BUS, TOKEN_KEY_ID, ANSWER_KEY_ID -> aws.named(setting.name());
        };
    }
}
