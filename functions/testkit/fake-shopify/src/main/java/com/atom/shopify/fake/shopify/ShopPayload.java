package com.atom.shopify.fake.shopify;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A shop as `shop/update` and `app/uninstalled` show it.
final class ShopPayload {
    private ShopPayload() {}

    static Map<String, @Nullable Object> of(Shop shop) {
        var rest = new Rest(shop);
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("id", shop.settings().id());
        payload.put("name", shop.name().title());
        payload.put("email", shop.email());
        payload.put("domain", shop.name().domain());
        payload.put("province", "New York");
        payload.put("country", "US");
        payload.put("address1", "1 Example Street");
        payload.put("zip", "10001");
        payload.put("city", "New York");
        payload.put("phone", null);
        payload.put("created_at", rest.time(shop.opened()));
        payload.put("updated_at", rest.time(shop.updatedAt()));
        payload.put("country_code", "US");
        payload.put("country_name", "United States");
        payload.put("currency", shop.settings().currency().getCurrencyCode());
        payload.put("shop_owner", "Robin Example");
        payload.put("weight_unit", "kg");
        payload.put("province_code", "NY");
        payload.put("taxes_included", false);
        payload.put("plan_display_name", shop.settings().plan().title());
        payload.put("plan_name", shop.settings().plan().title().toLowerCase(Locale.ROOT).replace(' ', '_'));
        payload.put("myshopify_domain", shop.name().domain());
        payload.put("iana_timezone", shop.settings().zone().getId());
        return payload;
    }
}
