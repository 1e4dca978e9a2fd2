package com.atom.shopify.reports;

import com.atom.shopify.id.ShopDomain;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a message of the jobs queue asks for where it is about a report: make it.
public record ReportTask(ShopDomain shop, String id) {

    /// As it is written into a message.
    @Serdeable
    record Written(@Nullable String report, @Nullable String shop) {}

    String write(ObjectMapper json) {
        try {
            return json.writeValueAsString(new Written(id, shop.value()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// None when the message is about something else.
    public static Optional<ReportTask> read(String body, ObjectMapper json) {
        try {
            var written = json.readValue(body, Written.class);
            if (written == null || written.report() == null) {
                return Optional.empty();
            }
            return Optional.of(new ReportTask(ShopDomain.parse(String.valueOf(written.shop())), written.report()));
        } catch (IOException notJson) {
            throw new IllegalArgumentException("not JSON", notJson);
        }
    }
}
