package com.atom.shopify.webhooks;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.id.Gid;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks Shopify whether it still has something that is said to be deleted.
@Singleton
final class StillThere {
    private static final Operation<Products> FIND_PRODUCT = Operation.of(StillThere.class, "FindProduct",
            Products.class);
    private static final Operation<Orders> FIND_ORDER = Operation.of(StillThere.class, "FindOrder", Orders.class);
    private static final Operation<Customers> FIND_CUSTOMER = Operation.of(StillThere.class, "FindCustomer",
            Customers.class);

    private final AdminApi admin;

    StillThere(AdminApi admin) {
        this.admin = admin;
    }

    /// What is deleted with a notice.
    enum Kind {
        PRODUCT(Gid.Kind.PRODUCT),
        ORDER(Gid.Kind.ORDER),
        CUSTOMER(Gid.Kind.CUSTOMER);

        private final Gid.Kind gid;

        Kind(Gid.Kind gid) {
            this.gid = gid;
        }

        Gid.Kind gid() {
            return gid;
        }
    }

    @Serdeable
    record Products(@Nullable Found product) {}

    @Serdeable
    record Orders(@Nullable Found order) {}

    @Serdeable
    record Customers(@Nullable Found customer) {}

    @Serdeable
    record Found(String id) {}

    /// Fails as the client does when Shopify cannot be asked.
    boolean is(Kind kind, Gid gid, Errand errand) {
        var id = Map.of("id", gid.toString());
        return switch (kind) {
            case PRODUCT -> admin.run(errand, FIND_PRODUCT.with(id)).product() != null;
            case ORDER -> admin.run(errand, FIND_ORDER.with(id)).order() != null;
            case CUSTOMER -> admin.run(errand, FIND_CUSTOMER.with(id)).customer() != null;
        };
    }
}
