package com.atom.shopify.fake.shopify;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The customers that orders name.
final class Buyers {
    private Buyers() {}

    static void wire(Wiring wiring) {
        wiring.type(Buyer.TYPE, Buyer.class)
                .field("id", Buyer::gid)
                .field("legacyResourceId", buyer -> Long.toString(buyer.id()))
                .field("firstName", Buyer::firstName)
                .field("lastName", Buyer::lastName)
                .field("displayName", Buyer::displayName)
                .field("email", Buyer::email)
                .field("defaultEmailAddress", buyer -> email(buyer.email()));
        wiring.plain("CustomerEmailAddress", "emailAddress", "marketingState");
    }

    static Optional<Buyer> find(Shop shop, String gid) {
        return Gid.parse(gid, Buyer.TYPE).filter(id -> id.type().equals(Buyer.TYPE))
                .flatMap(id -> shop.orders().buyer(id.number()));
    }

    /// The customer of an order, if it names one that still exists.
    static @Nullable Object of(Shop shop, @Nullable Long id) {
        return id == null ? null : shop.orders().buyer(id).orElse(null);
    }

    /// The customer of this id or address with what is given, or a new one. Nobody knows it before [Orders#add].
    static Buyer upserted(Shop shop, Input input, Optional<String> orderEmail) {
        Optional<String> email = input.text("email").or(() -> orderEmail);
        Optional<Buyer> known = input.text("id").flatMap(id -> find(shop, id))
                .or(() -> email.flatMap(shop.orders()::buyerByEmail));
        return new Buyer(known.map(Buyer::id).orElseGet(shop.catalog()::newId),
                input.text("firstName").or(() -> known.map(Buyer::firstName)).orElse(null),
                input.text("lastName").or(() -> known.map(Buyer::lastName)).orElse(null),
                email.or(() -> known.map(Buyer::email)).orElse(null));
    }

    private static @Nullable Map<String, Object> email(@Nullable String address) {
        return address == null ? null : Map.of("emailAddress", address, "marketingState", "NOT_SUBSCRIBED");
    }
}
