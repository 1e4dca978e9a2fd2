package com.atom.shopify.webhooks;

import com.atom.shopify.connections.ShopFacts;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.routes.Topic;
import java.util.Optional;
import java.util.stream.Stream;

/// Whose a delivery is. The headers are not signed, so every shop that the body itself names must be the one that they name, and
/// the one that we know under that name. What could end or erase a store acts on the body alone.
record Identity(Topic topic, Payload payload) {

    /// The shop that is meant, as far as names tell; none when there is no name to go by.
    Optional<ShopDomain> shop(Optional<ShopDomain> header) {
        return topic.isCompliance() || topic == Topic.APP_UNINSTALLED
                ? domains().flatMap(name -> parse(name).stream()).findFirst()
                : header;
    }

    /// What keeps it from being about this shop, a stable code.
    ///
    /// @param known what we know of the shop, if anything
    Optional<String> objection(ShopDomain shop, Optional<ShopDomain> header, Optional<ShopFacts> known) {
        if (!header.map(shop::equals).orElse(true)
                || !domains().allMatch(name -> parse(name).equals(Optional.of(shop)))) {
            return Optional.of("identity.mismatch");
        }
        var gid = known.map(facts -> facts.gid().toString());
        if (!gid.map(mine -> payload.field("shop_id").map(Identity::shopGid).map(mine::equals).orElse(true))
                .orElse(true)) {
            return Optional.of("identity.mismatch");
        }
        if (!gid.map(mine -> itself().map(mine::equals).orElse(true)).orElse(true)) {
            // Another shop answers under a name that we know.
            return Optional.of("store.identity-changed");
        }
        return isAboutItsTopic() ? Optional.empty() : Optional.of("topic.mismatch");
    }

    private Stream<String> domains() {
        return Stream.of("shop_domain", "myshopify_domain").flatMap(name -> payload.field(name).stream());
    }

    private static Optional<ShopDomain> parse(String name) {
        try {
            return Optional.of(ShopDomain.parse(name));
        } catch (FailureException noDomain) {
            return Optional.empty();
        }
    }

    private static String shopGid(String id) {
        return id.startsWith("gid:") ? id : Gid.Kind.SHOP.prefix() + id;
    }

    /// The shop as which a body describes itself.
    private Optional<String> itself() {
        return topic == Topic.SHOP_UPDATE || topic == Topic.APP_UNINSTALLED
                ? payload.resource().or(() -> payload.field("id")).map(Identity::shopGid)
                : Optional.empty();
    }

    /// The gid of what it is about. A deletion says no more than its number.
    Optional<String> resource() {
        return payload.resource().or(() -> payload.field("id")
                .filter(id -> !prefix().isEmpty() && Gid.NUMBER.matcher(id).matches()).map(id -> prefix() + id));
    }

    /// The body of an order under the topic of a product would name the wrong thing.
    private boolean isAboutItsTopic() {
        return payload.resource().map(gid -> gid.startsWith(prefix())).orElse(true);
    }

    private static String prefix(String type) {
        return "gid://shopify/" + type + "/";
    }

    private String prefix() {
        return switch (topic) {
            case ORDERS_CREATE, ORDERS_UPDATED, ORDERS_DELETE -> prefix("Order");
            case REFUNDS_CREATE -> prefix("Refund");
            case FULFILLMENTS_CREATE, FULFILLMENTS_UPDATE -> prefix("Fulfillment");
            case PRODUCTS_CREATE, PRODUCTS_UPDATE, PRODUCTS_DELETE -> prefix("Product");
            case CUSTOMERS_CREATE, CUSTOMERS_UPDATE, CUSTOMERS_DELETE -> prefix("Customer");
            case INVENTORY_LEVELS_UPDATE -> prefix("InventoryLevel");
            case BULK_OPERATIONS_FINISH -> prefix("BulkOperation");
            case SHOP_UPDATE, APP_UNINSTALLED -> prefix("Shop");
            case APP_SCOPES_UPDATE, CUSTOMERS_DATA_REQUEST, CUSTOMERS_REDACT, SHOP_REDACT -> "";
        };
    }
}
