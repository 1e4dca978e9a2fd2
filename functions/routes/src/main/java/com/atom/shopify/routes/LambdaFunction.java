package com.atom.shopify.routes;

import static com.atom.shopify.routes.Setting.ANSWER_KEY_ID;
import static com.atom.shopify.routes.Setting.EVENT_BUS;
import static com.atom.shopify.routes.Setting.PLATFORM_CALLBACK_URL;
import static com.atom.shopify.routes.Setting.SHOPIFY_API_KEY;
import static com.atom.shopify.routes.Setting.SHOPIFY_API_VERSION;
import static com.atom.shopify.routes.Setting.SHOPIFY_REDIRECT_URI;
import static com.atom.shopify.routes.Setting.SHOPIFY_SCOPES;
import static com.atom.shopify.routes.Setting.SHOPIFY_SECRET_ID;
import static com.atom.shopify.routes.Setting.STAGE;
import static com.atom.shopify.routes.Setting.TOKEN_KEY_FORMER_ID;
import static com.atom.shopify.routes.Setting.TOKEN_KEY_ID;
import static com.atom.shopify.routes.Setting.WEBHOOK_SUBSCRIPTIONS;
import static com.atom.shopify.routes.Setting.WEBHOOK_TARGET;
import static com.atom.shopify.tables.Table.CATALOG;
import static com.atom.shopify.tables.Table.CONNECTIONS;
import static com.atom.shopify.tables.Table.ONCE;
import static com.atom.shopify.tables.Table.SALES;
import static com.atom.shopify.tables.Table.TOKENS;
import static com.atom.shopify.tables.Table.WORK;

import com.atom.shopify.tables.Table;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The Lambda functions of the product.
public enum LambdaFunction {
    /// Connects stores.
    AUTH("auth", Trigger.ROUTES, EnumSet.of(TOKENS, CONNECTIONS, ONCE, WORK),
            EnumSet.of(STAGE, SHOPIFY_API_KEY, SHOPIFY_API_VERSION, SHOPIFY_SCOPES, SHOPIFY_REDIRECT_URI,
                    SHOPIFY_SECRET_ID, PLATFORM_CALLBACK_URL, TOKEN_KEY_ID, TOKEN_KEY_FORMER_ID, ANSWER_KEY_ID,
                    EVENT_BUS)),
    /// Products, orders and customers.
    COMMERCE("commerce", Trigger.ROUTES, EnumSet.of(TOKENS, CONNECTIONS, ONCE, CATALOG),
            EnumSet.of(STAGE, SHOPIFY_API_KEY, SHOPIFY_API_VERSION, SHOPIFY_SECRET_ID, TOKEN_KEY_ID,
                    TOKEN_KEY_FORMER_ID, ANSWER_KEY_ID)),
    /// What a store sold, what it has in stock, what can be learned from that, and reports.
    INSIGHTS("insights", "insights", Trigger.ROUTES, EnumSet.of(TOKENS, CONNECTIONS, ONCE, CATALOG, WORK, SALES),
            EnumSet.of(STAGE, SHOPIFY_API_KEY, SHOPIFY_API_VERSION, SHOPIFY_SECRET_ID, TOKEN_KEY_ID,
                    TOKEN_KEY_FORMER_ID, ANSWER_KEY_ID),
            EnumSet.of(Queue.JOBS), EnumSet.of(Bucket.REPORTS)),
    /// Webhook subscriptions, deliveries and what customers ask for by law.
    WEBHOOKS("webhooks", "webhooks", Trigger.ROUTES, EnumSet.of(TOKENS, CONNECTIONS, ONCE, WORK),
            EnumSet.of(STAGE, SHOPIFY_API_KEY, SHOPIFY_API_VERSION, SHOPIFY_SECRET_ID, TOKEN_KEY_ID,
                    TOKEN_KEY_FORMER_ID, ANSWER_KEY_ID, WEBHOOK_SUBSCRIPTIONS, WEBHOOK_TARGET),
            EnumSet.of(Queue.INBOX, Queue.JOBS), EnumSet.of(Bucket.FILES)),
    /// How the product and its stores are, and what the API is.
    HEALTH("health", Trigger.ROUTES, EnumSet.of(TOKENS, CONNECTIONS, ONCE, WORK),
            EnumSet.of(STAGE, SHOPIFY_API_KEY, SHOPIFY_API_VERSION, SHOPIFY_SCOPES, SHOPIFY_SECRET_ID, TOKEN_KEY_ID,
                    TOKEN_KEY_FORMER_ID)),
    /// Takes what Shopify delivers: verified, queued, answered. It knows nothing else.
    INTAKE("intake", "intake", Trigger.INTAKE, EnumSet.noneOf(Table.class), EnumSet.of(STAGE, SHOPIFY_SECRET_ID),
            EnumSet.of(Queue.INBOX), EnumSet.of(Bucket.PAYLOADS)),
    /// Works through what Shopify delivered.
    WORKER("worker", "webhooks", Trigger.INBOX, EnumSet.of(TOKENS, CONNECTIONS, ONCE, CATALOG, WORK, SALES),
            EnumSet.of(STAGE, SHOPIFY_API_KEY, SHOPIFY_API_VERSION, SHOPIFY_SECRET_ID, TOKEN_KEY_ID,
                    TOKEN_KEY_FORMER_ID, EVENT_BUS),
            EnumSet.of(Queue.INBOX, Queue.JOBS), EnumSet.of(Bucket.PAYLOADS, Bucket.REPORTS)),
    /// Runs jobs, syncs and imports, and makes reports: schedules, and the messages that are made of them.
    JOBS("jobs", "jobs", Trigger.JOBS, EnumSet.of(TOKENS, CONNECTIONS, ONCE, CATALOG, WORK, SALES),
            EnumSet.of(STAGE, SHOPIFY_API_KEY, SHOPIFY_API_VERSION, SHOPIFY_SCOPES, SHOPIFY_SECRET_ID, TOKEN_KEY_ID,
                    TOKEN_KEY_FORMER_ID, WEBHOOK_SUBSCRIPTIONS, WEBHOOK_TARGET, EVENT_BUS),
            EnumSet.of(Queue.JOBS), EnumSet.of(Bucket.FILES, Bucket.REPORTS));

    private final String id;
    private final String module;
    private final Trigger trigger;
    private final Set<Table> tables;
    private final Set<Setting> settings;
    private final Set<Queue> sends;
    private final Set<Bucket> buckets;

    LambdaFunction(String id, Trigger trigger, Set<Table> tables, Set<Setting> settings) {
        this(id, id, trigger, tables, settings, EnumSet.noneOf(Queue.class), EnumSet.noneOf(Bucket.class));
    }

    LambdaFunction(String id, String module, Trigger trigger, Set<Table> tables, Set<Setting> settings,
            Set<Queue> sends, Set<Bucket> buckets) {
        this.id = id;
        this.module = module;
        this.trigger = trigger;
        this.tables = tables;
        this.settings = settings;
        this.sends = sends;
        this.buckets = buckets;
    }

    /// What calls a function, which decides its handler and its time.
    private enum Trigger {
        /// API Gateway gives up after 30 s; the function must have failed before, with an answer of its own.
        ROUTES("com.atom.shopify.edge.HttpEntryPoint", Duration.ofSeconds(29)),
        /// API Gateway for Shopify, which waits five seconds.
        INTAKE("com.atom.shopify.intake.Intake", Duration.ofSeconds(5)),
        /// The inbox queue.
        INBOX("com.atom.shopify.webhooks.InboxEntryPoint", Duration.ofMinutes(1)),
        /// Schedules and the jobs queue.
        JOBS("com.atom.shopify.jobs.JobsEntryPoint", Duration.ofMinutes(2));

        private final String handler;
        private final Duration timeout;

        Trigger(String handler, Duration timeout) {
            this.handler = handler;
            this.timeout = timeout;
        }
    }

    /// The name of the function.
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

    /// The queues it sends to.
    public Set<Queue> sends() {
        return Set.copyOf(sends);
    }

    /// The buckets it reads or writes.
    public Set<Bucket> buckets() {
        return Set.copyOf(buckets);
    }

    /// The queues it works through. It also sends to them and to their dead-letter queues: what has to wait goes back, what
    /// cannot be done is parked.
    public Set<Queue> consumes() {
        return Arrays.stream(Queue.values()).filter(queue -> queue.consumer() == this)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The queues whose dead letters it sends back to them.
    public Set<Queue> redrives() {
        return Arrays.stream(Queue.values()).filter(queue -> queue.redriver().equals(Optional.of(this)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The queues whose messages it counts, and those in their dead-letter queues.
    public Set<Queue> counts() {
        return this == HEALTH ? EnumSet.allOf(Queue.class) : Set.of();
    }

    /// The queues that it reaches.
    public Set<Queue> reaches() {
        return union(sends(), counts());
    }

    /// The queues whose dead-letter queues it reaches.
    public Set<Queue> deadLetters() {
        return union(union(consumes(), redrives()), counts());
    }

    private static Set<Queue> union(Set<Queue> some, Set<Queue> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// Whether API Gateway calls it.
    public boolean servesRoutes() {
        return trigger == Trigger.ROUTES || trigger == Trigger.INTAKE;
    }

    /// The class that AWS calls.
    public String handler() {
        return trigger.handler;
    }

    /// After this Lambda ends it.
    public Duration timeout() {
        return trigger.timeout;
    }

    /// Where the build leaves the zip, seen from the project's root. Functions may share one.
    public String zip() {
        return "functions/lambdas/" + module + "/target/" + module + "-function.zip";
    }
}
