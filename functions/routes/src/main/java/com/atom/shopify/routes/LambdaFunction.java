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

import com.atom.shopify.tables.Table;
import java.util.EnumSet;
import java.util.Set;

/// The Lambda functions of the product; one zip each, named `<id>-function.zip`.
public enum LambdaFunction {
    /// Connects stores.
    AUTH("auth", EnumSet.of(TOKENS, CONNECTIONS, ONCE), EnumSet.of(STAGE, SHOPIFY_API_KEY, SHOPIFY_API_VERSION,
            SHOPIFY_SCOPES, SHOPIFY_REDIRECT_URI, SHOPIFY_SECRET_ID, PLATFORM_CALLBACK_URL, TOKEN_KEY_ID,
            ANSWER_KEY_ID)),
    /// Products, orders and customers.
    COMMERCE("commerce", EnumSet.of(TOKENS, CONNECTIONS, ONCE, CATALOG),
            EnumSet.of(STAGE, SHOPIFY_API_KEY, SHOPIFY_API_VERSION, SHOPIFY_SECRET_ID, TOKEN_KEY_ID, ANSWER_KEY_ID)),
    /// What a store has in stock.
    INSIGHTS("insights", EnumSet.of(TOKENS, CONNECTIONS, ONCE),
            EnumSet.of(STAGE, SHOPIFY_API_KEY, SHOPIFY_API_VERSION, SHOPIFY_SECRET_ID, TOKEN_KEY_ID, ANSWER_KEY_ID)),
    /// What the product says of itself.
    HEALTH("health", EnumSet.noneOf(Table.class), EnumSet.noneOf(Setting.class));

    private final String id;
    private final Set<Table> tables;
    private final Set<Setting> settings;

    LambdaFunction(String id, Set<Table> tables, Set<Setting> settings) {
        this.id = id;
        this.tables = tables;
        this.settings = settings;
    }

    /// The name of the function, of its folder below `functions/lambdas` and the stem of its zip.
    public String id() {
        return id;
    }

    /// The tables it may touch; it finds their names in [Table#setting()].
    public Set<Table> tables() {
        return Set.copyOf(tables);
    }

    /// The settings it needs beside the table names.
    public Set<Setting> settings() {
        return Set.copyOf(settings);
    }

    /// The class that AWS calls.
    public String handler() {
        return "com.atom.shopify.edge.HttpEntryPoint";
    }

    /// Where the build leaves the zip, seen from the project's root.
    public String zip() {
        return "functions/lambdas/" + id + "/target/" + id + "-function.zip";
    }
}
