package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How payloads write times, amounts and addresses: as the REST API did, even for apps that know only GraphQL
/// (shopify-platform 3.5). The order of fields is fixed.
record Rest(Shop shop) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    /// In the shop's zone, with its offset.
    @Nullable
    String time(@Nullable Instant instant) {
        return instant == null ? null : TIME.format(instant.atZone(shop.settings().zone()));
    }

    /// An amount with all its digits: `10.00`, `1200` yen.
    static String money(BigDecimal amount, Currency currency) {
        return amount.setScale(Amounts.scale(currency), RoundingMode.HALF_UP).toPlainString();
    }

    String money(BigDecimal amount) {
        return money(amount, shop.settings().currency());
    }

    /// An amount in the shop's currency and in the customer's.
    static Map<String, Object> set(Amounts amounts, BigDecimal amount) {
        var set = new LinkedHashMap<String, Object>();
        set.put("shop_money", in(amount, amounts.shop()));
        set.put("presentment_money", in(amounts.toPresentment(amount), amounts.presentment()));
        return set;
    }

    private static Map<String, Object> in(BigDecimal amount, Currency currency) {
        var money = new LinkedHashMap<String, Object>();
        money.put("amount", money(amount, currency));
        money.put("currency_code", currency.getCurrencyCode());
        return money;
    }

    /// `name` and `name_set`.
    static void both(Map<String, @Nullable Object> payload, String name, Amounts amounts, BigDecimal amount) {
        payload.put(name, money(amount, amounts.shop()));
        payload.put(name + "_set", set(amounts, amount));
    }

    static @Nullable Map<String, @Nullable Object> address(@Nullable Address address) {
        if (address == null) {
            return null;
        }
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("first_name", address.fields().get("firstName"));
        payload.put("address1", address.fields().get("address1"));
        payload.put("phone", address.fields().get("phone"));
        payload.put("city", address.fields().get("city"));
        payload.put("zip", address.fields().get("zip"));
        payload.put("province", address.province());
        payload.put("country", address.country());
        payload.put("last_name", address.fields().get("lastName"));
        payload.put("address2", address.fields().get("address2"));
        payload.put("company", address.fields().get("company"));
        payload.put("latitude", null);
        payload.put("longitude", null);
        payload.put("name", address.name());
        payload.put("country_code", address.fields().get("countryCode"));
        payload.put("province_code", address.fields().get("provinceCode"));
        return payload;
    }

    /// What the app may not see is not in the payload (shopify-platform 3.5, 6).
    <T> @Nullable T personal(@Nullable T value) {
        return shop.approval() == Approval.APPROVED ? value : null;
    }

    static @Nullable String lower(@Nullable String name) {
        return Optional.ofNullable(name).map(text -> text.toLowerCase(Locale.ROOT)).orElse(null);
    }
}
