package com.atom.shopify.routes;

import static com.atom.shopify.routes.Setting.ANSWER_KEY_ID;
import static com.atom.shopify.routes.Setting.PLATFORM_CALLBACK_URL;
import static com.atom.shopify.routes.Setting.SHOPIFY_API_KEY;
import static com.atom.shopify.routes.Setting.SHOPIFY_API_VERSION;
import static com.atom.shopify.routes.Setting.SHOPIFY_REDIRECT_URI;
import static com.atom.shopify.routes.Setting.SHOPIFY_SCOPES;
import static com.atom.shopify.routes.Setting.SHOPIFY_SECRET_ID;
import static com.atom.shopify.routes.Setting.STAGE;
import static com.atom.shopify.routes.Setting.TOKEN_KEY_ID;
import static com.atom.shopify.tables.Table.CATALOG;
import static com.atom.shopify.tables.Table.CONNECTIONS;
import static com.atom.shopify.tables.Table.ONCE;
import static com.atom.shopify.tables.Table.TOKENS;
import static com.atom.shopify.tables.Table.WORK;

import com.atom.shopify.tables.Table;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// The Lambda functions of the product; one zip each, named `<id>-function.zip`.
public enum LambdaFunction {
    /// Connects stores.
    AUTH("auth", Trigger.ROUTES, EnumSet.of(TOKENS, CONNECTIONS, ONCE),
            EnumSet.of(STAGE, SHOPIFY_API_KEY, SHOPIFY_API_VERSION, SHOPIFY_SCOPES, SHOPIFY_REDIRECT_URI,
                    SHOPIFY_SECRET_ID, PLATFORM_CALLBACK_URL, TOKEN_KEY_ID, ANSWER_KEY_ID)),
    /// Products, orders and customers.
    COMMERCE("commerce", Trigger.ROUTES, EnumSet.of(TOKENS, CONNECTIONS, ONCE, CATALOG),
            EnumSet.of(STAGE, SHOPIFY_API_KEY, SHOPIFY_API_VERSION, SHOPIFY_SECRET_ID, TOKEN_KEY_ID, ANSWER_KEY_ID)),
    /// What a store has in stock.
    INSIGHTS("insights", Trigger.ROUTES, EnumSet.of(TOKENS, CONNECTIONS, ONCE),
            EnumSet.of(STAGE, SHOPIFY_API_KEY, SHOPIFY_API_VERSION, SHOPIFY_SECRET_ID, TOKEN_KEY_ID, ANSWER_KEY_ID)),
    /// How the product and its stores are, and what the API is.
    HEALTH("health", Trigger.ROUTES, EnumSet.of(TOKENS, CONNECTIONS, ONCE),
            EnumSet.of(STAGE, TOKEN_KEY_ID)),
    /// Runs jobs: their schedules, and the messages that they make of them.
    JOBS("jobs", Trigger.JOBS, EnumSet.of(TOKENS, CONNECTIONS, ONCE, WORK),
            EnumSet.of(STAGE, SHOPIFY_API_KEY, SHOPIFY_API_VERSION, SHOPIFY_SECRET_ID, TOKEN_KEY_ID));

    private final String id;
    private final Trigger trigger;
    private final Set<Table> tables;
    private final Set<Setting> settings;

    LambdaFunction(String id, Trigger trigger, Set<Table> tables, Set<Setting> settings) {
        this.id = id;
        this.trigger = trigger;
        this.tables = tables;
        this.settings = settings;
    }

    /// What calls a function, which decides its handler and its time.
    private enum Trigger {
        /// API Gateway gives up after 30 s; the function must have failed before, with an answer of its own.
        ROUTES("com.atom.shopify.edge.HttpEntryPoint", Duration.ofSeconds(29)),
        /// Schedules and the jobs queue.
        JOBS("com.atom.shopify.jobs.JobsEntryPoint", Duration.ofMinutes(2));

        private final String handler;
        private final Duration timeout;

        Trigger(String handler, Duration timeout) {
            this.handler = handler;
            this.timeout = timeout;
        }
    }

    /// The name of the function, of its folder below `functions/lambdas` and the stem of its zip.
    public String id() {
        return id;
    }

    /// The tables it may touch; it finds their names in [Table#setting()].
    public Set<Table> tables() {
        return Set.copyOf(tables);
    }

    /// The settings it needs beside the names of tables and queues.
    public Set<Setting> settings() {
        return Set.copyOf(settings);
    }

    /// The queues it works through. It also sends to them and to their dead-letter queues: what has to wait goes back, what
    /// cannot be done is parked.
    public Set<Queue> queues() {
        return Arrays.stream(Queue.values()).filter(queue -> queue.consumer() == this)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether API Gateway calls it.
    public boolean servesRoutes() {
        return trigger == Trigger.ROUTES;
    }

    /// The class that AWS calls.
    public String handler() {
        return trigger.handler;
    }

    /// After this Lambda ends it.
    public Duration timeout() {
        return trigger.timeout;
    }

    /// Where the build leaves the zip, seen from the project's root.
    public String zip() {
        return "functions/lambdas/" + id + "/target/" + id + "-function.zip";
    }
}
