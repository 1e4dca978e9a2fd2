package com.atom.shopify.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shapes of every JSON answer.
final class Envelope {
    private Envelope() {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Success(boolean ok, @Nullable Object data,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer count,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Page page) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Page(@Nullable String nextCursor, boolean hasNext) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Refusal(boolean ok, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object data, ErrorBody error) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record ErrorBody(String code, String message,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Detail> details,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String authorizeUrl, String requestId) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Detail(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String field, String code, String message,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String value) {}
}
