package com.atom.shopify.webhooks;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.connections.Connections;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.Trouble;
import com.atom.shopify.id.Gid;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;

/// Follows a merchant who changes how the shop counts days or money: what is true now is asked of Shopify and not taken from whoever
/// says that it changed.
@Singleton
final class ShopDescription {
    private static final Operation<Answer> READ_SHOP = Operation.of(ShopDescription.class, "ReadShop", Answer.class);

    private final Connections connections;
    private final AdminApi admin;

    ShopDescription(Connections connections, AdminApi admin) {
        this.connections = connections;
        this.admin = admin;
    }

    @Serdeable
    record Answer(Shop shop) {}

    @Serdeable
    record Shop(String id, String myshopifyDomain, String ianaTimezone, String currencyCode) {}

    /// Fails as the client does.
    void follow(Errand errand) {
        var shop = admin.run(errand, READ_SHOP.with(Map.of())).shop();
        try {
            connections.described(errand.shop(), Gid.ofShopify(Gid.Kind.SHOP, shop.id()),
                    ZoneId.of(shop.ianaTimezone()), Currency.getInstance(shop.currencyCode()));
        } catch (DateTimeException | IllegalArgumentException unknown) {
            throw new FailureException(Trouble.badAnswer(), unknown);
        }
    }
}
