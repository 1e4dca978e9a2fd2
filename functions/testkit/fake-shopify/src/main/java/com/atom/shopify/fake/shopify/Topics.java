package com.atom.shopify.fake.shopify;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Names of topics, and who may hear of them. A topic is written as in `orders/create`; the schema's name for it is
/// `ORDERS_CREATE`.
final class Topics {
    static final Set<String> COMPLIANCE = Set.of("customers/data_request", "customers/redact", "shop/redact");

    private static final String FORM = "[a-z_]+/[a-z_]+";
    private static final Set<String> PROTECTED = Set.of("orders", "refunds", "fulfillments", "customers");
    private static final Map<String, List<String>> SCOPES = Map.of("orders", List.of("read_orders"), "refunds",
            List.of("read_orders"), "fulfillments", List.of("read_fulfillments", "read_orders"), "products",
            List.of("read_products"), "customers", List.of("read_customers"), "inventory_levels",
            List.of("read_inventory"));

    private Topics() {}

    /// Whether an app's configuration may list it.
    static boolean listable(String topic) {
        return topic.matches(FORM) && !COMPLIANCE.contains(topic);
    }

    static String nameInSchema(String topic) {
        return topic.replace('/', '_').toUpperCase(Locale.ROOT);
    }

    /// The scopes of which one opens a topic, by its name in the schema; none for topics that are open to all.
    static List<String> scopes(String nameInSchema) {
        String name = nameInSchema.toLowerCase(Locale.ROOT);
        return SCOPES.entrySet().stream().filter(entry -> name.startsWith(entry.getKey() + "_"))
                .map(Map.Entry::getValue).findFirst().orElse(List.of());
    }

    /// Whether an app with these scopes hears of it in that shop.
    static boolean open(String topic, Scopes scopes, Approval approval) {
        List<String> enough = scopes(nameInSchema(topic));
        boolean withheld = approval == Approval.NONE && PROTECTED.contains(topic.substring(0, topic.indexOf('/')));
        return !withheld && (enough.isEmpty() || enough.stream().anyMatch(scopes::allow));
    }
}
