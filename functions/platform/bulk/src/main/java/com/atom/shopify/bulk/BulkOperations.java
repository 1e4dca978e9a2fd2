package com.atom.shopify.bulk;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.ShopifySettings;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.Trouble;
import com.atom.shopify.lists.Connection;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Starts bulk operations, and follows and cancels them. A store runs five at once (shopify-platform 7); one more fails with
/// `bulk.busy`, which only delays.
@Singleton
public final class BulkOperations {
    private static final Operation<Started> RUN_QUERY = Operation.of(BulkOperations.class, "RunBulkQuery",
            Started.class);
    private static final Operation<StartedMutation> RUN_MUTATION = Operation.of(BulkOperations.class,
            "RunBulkMutation", StartedMutation.class);
    private static final Operation<Found> READ = Operation.of(BulkOperations.class, "ReadBulkOperation", Found.class);
    private static final Operation<Listed> LIST = Operation.of(BulkOperations.class, "ListBulkOperations",
            Listed.class);
    private static final Operation<Canceled> CANCEL = Operation.of(BulkOperations.class, "CancelBulkOperation",
            Canceled.class);
    private static final Set<String> BUSY = Set.of("LIMIT_REACHED", "OPERATION_IN_PROGRESS");
    private static final Duration UNTIL_ONE_ENDS = Duration.ofSeconds(60);

    private final AdminApi admin;
    private final ShopifySettings settings;

    BulkOperations(AdminApi admin, ShopifySettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    @Serdeable
    record Started(Run bulkOperationRunQuery) {}

    @Serdeable
    record StartedMutation(Run bulkOperationRunMutation) {}

    @Serdeable
    record Run(@Nullable Id bulkOperation, List<UserError> userErrors) {}

    @Serdeable
    record Id(String id) {}

    @Serdeable
    record Found(@Nullable Read bulkOperation) {}

    @Serdeable
    record Read(String id, String status, @Nullable String errorCode, String objectCount, String rootObjectCount,
            @Nullable String fileSize, @Nullable String url, @Nullable String partialDataUrl) {}

    @Serdeable
    record Listed(Connection<Known> bulkOperations) {}

    @Serdeable
    record Known(String id, Instant createdAt, String query) {}

    @Serdeable
    record Canceled(Payload bulkOperationCancel) {}

    @Serdeable
    record Payload(List<UserError> userErrors) {}

    /// Starts a query, and gives the gid of the operation. Fails with `bulk.busy` or `bulk.refused`; one that was started without
    /// our hearing of it ends by itself.
    public String query(Errand at, String query) {
        return id(admin.run(at, RUN_QUERY.with(Map.of("query", query))).bulkOperationRunQuery());
    }

    /// Starts a mutation over the lines of a staged file. Nothing tells Shopify that it is sent twice: who does not hear of it finds
    /// it by [#find] and never sends it again.
    public String mutation(Errand at, String mutation, String stagedPath) {
        return id(admin.run(at, RUN_MUTATION.with(Map.of("mutation", mutation, "path", stagedPath)))
                .bulkOperationRunMutation());
    }

    private static String id(Run run) {
        if (run.userErrors().stream().anyMatch(error -> error.code() != null && BUSY.contains(error.code()))) {
            throw new FailureException(new Failure.Limited("bulk.busy",
                    "The store runs as many bulk operations as Shopify allows.", UNTIL_ONE_ENDS));
        }
        if (!run.userErrors().isEmpty()) {
            throw new FailureException(new Failure.Refused("bulk.refused", "Shopify refused the bulk operation.",
                    run.userErrors().stream().map(error -> error.meaning().of(null)).toList()));
        }
        if (run.bulkOperation() == null) {
            throw new FailureException(Trouble.badAnswer());
        }
        return run.bulkOperation().id();
    }

    /// The operation that was started since then with this word in its text, among the newest of the store.
    public Optional<String> find(Errand at, String word, Instant since) {
        return admin.run(at, LIST.with(Map.of())).bulkOperations().nodes().stream()
                .filter(known -> known.query().contains(word) && !known.createdAt().isBefore(since)).map(Known::id)
                .findFirst();
    }

    public BulkState state(Errand at, String id) {
        var found = admin.run(at, READ.with(Map.of("id", id))).bulkOperation();
        if (found == null) {
            return new BulkState.Broken("unknown", Optional.empty());
        }
        return switch (found.status()) {
            case "CREATED", "RUNNING", "CANCELING" -> new BulkState.Running(number(found.objectCount()));
            case "COMPLETED" -> new BulkState.Completed(file(found, found.url()));
            case "FAILED" -> new BulkState.Broken(word(found.errorCode() == null ? "failed" : found.errorCode()),
                    file(found, found.partialDataUrl()));
            case "CANCELED", "EXPIRED" -> new BulkState.Broken(word(found.status()),
                    file(found, found.partialDataUrl()));
            default -> throw new FailureException(Trouble.badAnswer());
        };
    }

    /// Asks for an end. One that has ended already stays as it is.
    public void cancel(Errand at, String id) {
        var _ = admin.run(at, CANCEL.with(Map.of("id", id))).bulkOperationCancel().userErrors();
    }

    private Optional<ResultFile> file(Read found, @Nullable String url) {
        if (url == null) {
            return Optional.empty();
        }
        return Optional.of(new ResultFile(settings.storage(url), number(found.objectCount()),
                number(found.rootObjectCount()), found.fileSize() == null ? 0 : number(found.fileSize())));
    }

    /// Counts are strings (shopify-platform 7).
    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException malformed) {
            throw new FailureException(Trouble.badAnswer());
        }
    }

    private static String word(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
