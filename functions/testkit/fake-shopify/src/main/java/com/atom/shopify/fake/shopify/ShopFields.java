package com.atom.shopify.fake.shopify;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The shop itself, the app in it, and the versions of the API.
final class ShopFields {
    private ShopFields() {}

    static void wire(Wiring wiring) {
        wiring.root("QueryRoot", "shop", (shop, call) -> shop);
        wiring.root("QueryRoot", "publicApiVersions", (shop, call) -> ApiVersions.listed());
        wiring.root("QueryRoot", "currentAppInstallation",
                (shop, call) -> installation(shop, call.app(), call.scopes()));
        wiring.root("Mutation", "appUninstall", (shop, call) -> uninstalled(shop, call.app()));
        wiring.plain("AppUninstallPayload", "app", "userErrors");
        wiring.plain("AppUninstallAppUninstallError", "field", "message", "code");
        wiring.plain("App", "id", "title", "apiKey");
        wiring.plain("ApiVersion", "handle", "displayName", "supported");
        wiring.plain("AppInstallation", "id", "launchUrl", "uninstallUrl", "accessScopes", "activeSubscriptions",
                "app");
        wiring.plain("AppSubscription", "id", "name", "status");
        wiring.plain("AccessScope", "handle", "description");
        wiring.plain("ShopPlan", "publicDisplayName", "displayName", "partnerDevelopment", "shopifyPlus");
        wiring.plain("Domain", "id", "host", "url", "sslEnabled");
        wiring.plain("ShopResourceLimits", "maxProductVariants", "maxProductOptions", "locationLimit",
                "redirectLimitReached");
        wiring.plain("ShopAddress", "countryCodeV2", "country", "city", "zip", "province", "provinceCode", "address1");
        shop(wiring);
    }

    static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void shop(Wiring wiring) {
        wiring.type("Shop", Shop.class)
                .field("id", Shop::gid)
                .field("name", shop -> shop.name().title())
                .field("myshopifyDomain", shop -> shop.name().domain())
                .field("url", ShopFields::url)
                .field("email", Shop::email)
                .field("contactEmail", shop -> "hello@" + shop.name().label() + ".example")
                .field("shopOwnerName", shop -> "Robin Example")
                .field("description", shop -> null)
                .field("currencyCode", shop -> shop.settings().currency().getCurrencyCode())
                .field("enabledPresentmentCurrencies", shop -> List.of(shop.settings().currency().getCurrencyCode()))
                .field("ianaTimezone", shop -> shop.settings().zone().getId())
                .field("timezoneAbbreviation",
                        shop -> shop.settings().zone().getDisplayName(TextStyle.SHORT, Locale.US))
                .field("timezoneOffset", shop -> offset(shop).getId().replace(":", "").replace("Z", "+0000"))
                .field("timezoneOffsetMinutes", shop -> offset(shop).getTotalSeconds() / 60)
                .field("taxesIncluded", shop -> false)
                .field("taxShipping", shop -> false)
                .field("unitSystem", shop -> "METRIC_SYSTEM")
                .field("weightUnit", shop -> "KILOGRAMS")
                .field("checkoutApiSupported", shop -> true)
                .field("setupRequired", shop -> false)
                .field("createdAt", shop -> time(shop.opened()))
                .field("updatedAt", shop -> time(shop.updatedAt()))
                .field("primaryDomain", ShopFields::domain)
                .field("shopAddress",
                        shop -> Map.of("countryCodeV2", "US", "country", "United States", "city", "New York",
                                "zip", "10001", "province", "New York", "provinceCode", "NY", "address1",
                                "1 Example Street"))
                .field("plan", ShopFields::plan)
                .field("resourceLimits", shop -> Map.of("maxProductVariants", VariantDrafts.MOST, "maxProductOptions",
                        ProductDrafts.MOST_OPTIONS, "locationLimit", 1_000, "redirectLimitReached", false));
    }

    private static Map<String, Object> installation(Shop shop, App app, Scopes scopes) {
        List<Map<String, String>> handles = scopes.handles().stream()
                .map(handle -> Map.of("handle", handle, "description", handle.replace('_', ' '))).toList();
        return Map.of("id", installationGid(shop, app), "launchUrl", url(shop) + "/admin/apps/app", "uninstallUrl",
                url(shop) + "/admin/settings/apps", "accessScopes", handles, "activeSubscriptions", List.of(), "app",
                app(app));
    }

    private static String installationGid(Shop shop, App app) {
        return Gid.of("AppInstallation", shop.settings().id() + 1 + 1_000L * (app.number() - 1));
    }

    private static Map<String, Object> app(App app) {
        return Map.of("id", app.gid(), "title", app.own() ? "own app" : "app", "apiKey", app.clientId());
    }

    private static Map<String, Object> uninstalled(Shop shop, App app) {
        shop.uninstall(app);
        return Map.of("app", app(app), "userErrors", List.of());
    }

    private static Map<String, Object> domain(Shop shop) {
        return Map.of("id", Gid.of("Domain", shop.settings().id() + 2), "host", shop.name().domain(), "url", url(shop),
                "sslEnabled", true);
    }

    private static Map<String, Object> plan(Shop shop) {
        Shop.Plan plan = shop.settings().plan();
        return Map.of("publicDisplayName", plan.title(), "displayName", plan.title(), "partnerDevelopment", false,
                "shopifyPlus", plan.plus());
    }

    private static String url(Shop shop) {
        return "https://" + shop.name().domain();
    }

    private static ZoneOffset offset(Shop shop) {
        return ZonedDateTime.ofInstant(shop.now(), shop.settings().zone()).getOffset();
    }
}
