package com.atom.shopify.fake.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JSON in and out, strict about what it reads.
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("the simulator wrote something that is not JSON", failure);
        }
    }

    /// The object in these bytes, or nothing when they hold anything else.
    static Optional<Map<String, @Nullable Object>> object(byte[] bytes) {
        try {
            return Optional.ofNullable(MAPPER.readValue(bytes, new TypeReference<Map<String, @Nullable Object>>() {
            }));
        } catch (IOException notAnObject) {
            return Optional.empty();
        }
    }
}
