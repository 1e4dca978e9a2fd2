package com.atom.shopify.admin;

import com.atom.shopify.id.ShopDomain;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// An operation of each kind, and what they answer.
final class Things {
    static final ShopDomain SHOP = new ShopDomain("example.myshopify.com");
    static final Operation<Read> READ = Operation.of(Things.class, "ReadThing", Read.class);
    static final Operation<Change> CHANGE = Operation.of(Things.class, "ChangeThing", Change.class)
            .withFragments("ThingFields");
    static final Operation.Call<Read> QUERY = READ.with(Map.of("id", "gid://shopify/Thing/1"));
    static final Operation.Call<Change> MUTATION = CHANGE.with(Map.of("id", "gid://shopify/Thing/1"));

    static final Operation<Keyed> KEYED = Operation.of(Things.class, "AdjustThing", Keyed.class);

    static final String READ_DATA = "{\"data\":{\"thing\":{\"id\":\"gid://shopify/Thing/1\"}}}";
    static final String CHANGE_DATA = "{\"data\":{\"thingChange\":{\"thing\":{\"id\":\"gid://shopify/Thing/1\"}}}}";

    static final String KEYED_DATA = "{\"data\":{\"thingAdjust\":{\"userErrors\":[]}}}";

    private Things() {}

    static Operation.Call<Keyed> keyed(String key) {
        return KEYED.with(Map.of("key", key));
    }

    @Serdeable
    record Keyed(KeyedPayload thingAdjust) {}

    @Serdeable
    record KeyedPayload(List<UserError> userErrors) {}

    @Serdeable
    record Read(Thing thing) {}

    @Serdeable
    record Change(Payload thingChange) {}

    @Serdeable
    record Payload(Thing thing) {}

    @Serdeable
    record Thing(String id) {}

    @Serdeable
    record Numbers(long big, BigDecimal exact, List<BigDecimal> more) {}

    /// Answers with errors and nothing else.
    static String error(String code) {
        return error(code, "Nobody may read this sentence");
    }

    static String error(String code, String message) {
        return "{\"errors\":[{\"message\":\"" + message + "\",\"extensions\":{\"code\":\"" + code + "\"}}]}";
    }

    /// An answer's word on its cost, to stand between its other fields.
    static String cost(int requested, int available, int maximum, int rate) {
        return """
                "extensions":{"cost":{"requestedQueryCost":%d,"actualQueryCost":null,"throttleStatus":\
                {"maximumAvailable":%d,"currentlyAvailable":%d,"restoreRate":%d}}}"""
                .formatted(requested, maximum, available, rate);
    }

    static String with(String body, String field) {
        return body.substring(0, body.length() - 1) + "," + field + "}";
    }
}
