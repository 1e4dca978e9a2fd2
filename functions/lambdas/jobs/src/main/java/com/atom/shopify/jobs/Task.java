package com.atom.shopify.jobs;

import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.routes.Job;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a message of the jobs queue asks for.
sealed interface Task {
    Run run();

    /// Look for stores that are due, from a place in the list of all on.
    record Look(Run run, Optional<String> from, Tally tally) implements Task {}

    /// Work on one store.
    record OnShop(Run run, ShopDomain shop) implements Task {}

    /// Report once every store has an outcome.
    record Report(Run run, Tally tally) implements Task {}

    /// How many stores were looked at, and how many of them were due.
    record Tally(int seen, int due) {
        static final Tally NONE = new Tally(0, 0);

        Tally plus(int moreSeen, int moreDue) {
            return new Tally(seen + moreSeen, due + moreDue);
        }
    }

    /// As it is written into a message.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Written(String task, String job, Instant scheduledAt, @Nullable String shop, @Nullable String from,
            @Nullable Integer seen, @Nullable Integer due) {

        private Tally tally() {
            return seen == null || due == null ? Tally.NONE : new Tally(seen, due);
        }
    }

    default String write(ObjectMapper json) {
        var job = run().job().id();
        var at = run().scheduledAt();
        try {
            return json.writeValueAsString(switch (this) {
                case Look(_, var from, var tally) ->
                    new Written("look", job, at, null, from.orElse(null), tally.seen(), tally.due());
                case OnShop(_, var shop) -> new Written("shop", job, at, shop.value(), null, null, null);
                case Report(_, var tally) -> new Written("report", job, at, null, null, tally.seen(), tally.due());
            });
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Fails with an [IllegalArgumentException] when it is no task.
    static Task read(String body, ObjectMapper json) {
        try {
            var written = json.readValue(body, Written.class);
            if (written == null) {
                throw new IllegalArgumentException("no task");
            }
            var run = new Run(
                    Job.of(written.job()).orElseThrow(() -> new IllegalArgumentException("no such job")),
                    written.scheduledAt());
            return switch (written.task()) {
                case "look" -> new Look(run, Optional.ofNullable(written.from()), written.tally());
                case "shop" -> new OnShop(run, ShopDomain.parse(String.valueOf(written.shop())));
                case "report" -> new Report(run, written.tally());
                default -> throw new IllegalArgumentException("no such task");
            };
        } catch (IOException notJson) {
            throw new IllegalArgumentException("not JSON", notJson);
        }
    }
}
