package com.atom.shopify.fake.shopify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A mailing address: the fields that were given, by their names in `MailingAddressInput`.
record Address(long id, Map<String, String> fields) {
    private static final List<String> FIELDS = List.of("address1", "address2", "city", "company", "countryCode",
            "firstName", "lastName", "phone", "provinceCode", "zip", "country", "province");

    static void wire(Wiring wiring) {
        var type = wiring.type("MailingAddress", Address.class)
                .field("id", address -> Gid.of("MailingAddress", address.id) + "?model_name=Address")
                .field("name", Address::name)
                .field("country", Address::country)
                .field("countryCodeV2", address -> address.fields.get("countryCode"))
                .field("formattedArea", Address::area)
                .field("coordinatesValidated", address -> false)
                .field("province", Address::province)
                .nothing("latitude", "longitude", "timeZone", "validationResultSummary");
        Stream.of("address1", "address2", "city", "company", "countryCode", "firstName", "lastName", "phone",
                "provinceCode", "zip").forEach(name -> type.field(name, address -> address.fields.get(name)));
    }

    static Address of(long id, Input input) {
        input.only(FIELDS.toArray(String[]::new));
        var fields = new LinkedHashMap<String, String>();
        FIELDS.forEach(name -> input.text(name).ifPresent(text -> fields.put(name, text)));
        return new Address(id, fields);
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    boolean same(@Nullable Address other) {
        return other != null && fields.equals(other.fields);
    }

    String name() {
        return String.join(" ", Stream.of("firstName", "lastName").map(fields::get).filter(Objects::nonNull).toList());
    }

    @Nullable
    String province() {
        return fields.getOrDefault("province", fields.get("provinceCode"));
    }

    @Nullable
    String country() {
        String code = fields.get("countryCode");
        return code == null ? fields.get("country") : Locale.of("", code).getDisplayCountry(Locale.US);
    }

    private @Nullable String area() {
        String area = String.join(", ",
                Stream.of(fields.get("city"), fields.get("provinceCode"), country()).filter(Objects::nonNull).toList());
        return area.isEmpty() ? null : area;
    }
}
