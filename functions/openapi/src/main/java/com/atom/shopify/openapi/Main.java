package com.atom.shopify.openapi;

import com.atom.shopify.edge.Endpoints;
import com.atom.shopify.edge.Handler;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.routes.Route;
import com.atom.shopify.routes.Setting;
import com.atom.shopify.tables.Table;
import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes the document of all functions on the class path into a file. It makes their endpoints as the functions do, with
/// settings that lead nowhere, and asks each what it is; none of their code runs.
final class Main {
    private Main() {}

    public static void main(String[] file) throws IOException {
        System.setProperty("aws.region", "us-east-1");
        try (var context = ApplicationContext.builder().banner(false).environmentPropertySource(false)
                .properties(settings()).start()) {
            var json = context.getBean(ObjectMapper.class);
            Files.write(Path.of(file[0]), json.writeValueAsBytes(OpenApi.document(served(context), json)));
        }
    }

    /// Every route of the table with its handler, in the table's order.
    static Map<Route, Handler> served(ApplicationContext context) {
        var handlers = new HashMap<Route, Handler>();
        for (Endpoints<?> endpoints : context.getBeansOfType(Endpoints.class)) {
            handlers.putAll(handlers(endpoints));
        }
        var served = new LinkedHashMap<Route, Handler>();
        for (var route : Route.api()) {
            var handler = handlers.get(route);
            if (handler == null) {
                throw new IllegalStateException("no function on the class path serves " + route.key());
            }
            served.put(route, handler);
        }
        return served;
    }

    private static <R extends Route> Map<R, Handler> handlers(Endpoints<R> endpoints) {
        return endpoints.routes().stream().collect(Collectors.toMap(Function.identity(), endpoints::handler));
    }

    static Map<String, Object> settings() {
        var settings = new HashMap<String, Object>();
        Arrays.stream(Setting.values()).forEach(setting -> settings.put(property(setting.name()), value(setting)));
        Arrays.stream(Table.values()).forEach(table -> settings.put(property(table.setting()), "table"));
        Arrays.stream(Queue.values()).forEach(queue -> {
            settings.put(property(queue.setting()), "https://localhost");
            settings.put(property(queue.deadLetterSetting()), "https://localhost");
        });
        return settings;
    }

    private static String property(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static String value(Setting setting) {
        return switch (setting) {
            case STAGE, SHOPIFY_API_KEY, SHOPIFY_SECRET_ID, TOKEN_KEY_ID, ANSWER_KEY_ID, EVENT_BUS -> "none";
            case SHOPIFY_API_VERSION, SHOPIFY_SCOPES, SHOPIFY_REDIRECT_URI, WEBHOOK_SUBSCRIPTIONS,
                    TOKEN_KEY_FORMER_ID ->
                "";
            case PLATFORM_CALLBACK_URL, WEBHOOK_TARGET -> "https://localhost";
        };
    }
}
