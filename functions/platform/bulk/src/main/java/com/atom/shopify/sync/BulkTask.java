package com.atom.shopify.sync;

import com.atom.shopify.id.ShopDomain;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a message of the jobs queue asks for where it is about long work on a store.
public sealed interface BulkTask {
    ShopDomain shop();

    /// Take a backfill further, if it is still at this step.
    record OnSync(ShopDomain shop, String id, long step) implements BulkTask {}

    /// Take an import further, if it is still at this step.
    record OnImport(ShopDomain shop, String id, long step) implements BulkTask {}

    /// A bulk operation has ended: look after whatever waits for it.
    record Finished(ShopDomain shop, String operation) implements BulkTask {}

    /// As it is written into a message.
    @Serdeable
    record Written(@Nullable String bulk, @Nullable String shop, @Nullable String id, @Nullable Long step) {}

    default String write(ObjectMapper json) {
        var written = switch (this) {
            case OnSync(var shop, var id, var step) -> new Written("sync", shop.value(), id, step);
            case OnImport(var shop, var id, var step) -> new Written("import", shop.value(), id, step);
            case Finished(var shop, var operation) -> new Written("finished", shop.value(), operation, null);
        };
        try {
            return json.writeValueAsString(written);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// None when the message is about something else.
    static Optional<BulkTask> read(String body, ObjectMapper json) {
        try {
            var written = json.readValue(body, Written.class);
            if (written == null || written.bulk() == null) {
                return Optional.empty();
            }
            var shop = ShopDomain.parse(String.valueOf(written.shop()));
            var id = Objects.requireNonNull(written.id());
            return Optional.of(switch (written.bulk()) {
                case "sync" -> new OnSync(shop, id, Objects.requireNonNull(written.step()));
                case "import" -> new OnImport(shop, id, Objects.requireNonNull(written.step()));
                case "finished" -> new Finished(shop, id);
                default -> throw new IllegalArgumentException("no such task");
            });
        } catch (IOException notJson) {
            throw new IllegalArgumentException("not JSON", notJson);
        }
    }
}
