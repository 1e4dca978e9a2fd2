package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.BulkOperation.End;
import com.atom.shopify.fake.shopify.BulkOperation.ErrorCode;
import com.atom.shopify.fake.shopify.BulkOperation.Status;
import com.atom.shopify.fake.shopify.Mischief.Kind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An operation at work: writes its lines, until they are all there, it is cancelled, or it fails.
final class BulkRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BulkRun.class);

    private final Shop shop;
    private final BulkOperation operation;
    private final Optional<Mischief.Order> failure;
    private final Content content;

    /// What the lines are.
    interface Content {
        void write(Lines lines);
    }

    /// Where the lines go.
    interface Lines {
        /// Writes a line, which is of the root or of an object in it.
        void add(Map<String, @Nullable Object> line, boolean root);

        /// Breaks off if the operation is to stop.
        void checkpoint();
    }

    /// The work breaks off.
    private static final class Broken extends RuntimeException {
        private final transient End end;

        private Broken(End end) {
            super(null, null, false, false);
            this.end = end;
        }
    }

    BulkRun(Shop shop, BulkOperation operation, Optional<Mischief.Order> accident, Content content) {
        this.shop = shop;
        this.operation = operation;
        this.failure = accident.filter(order -> order.kind() == Kind.FAIL);
        this.content = content;
    }

    /// The end of an operation that met these entries of `errors[]`.
    static RuntimeException failed(List<Map<String, Object>> errors) {
        boolean denied = errors.stream().anyMatch(error -> error.get("extensions") instanceof Map<?, ?> extensions
                && "ACCESS_DENIED".equals(extensions.get("code")));
        if (!denied) {
            LOG.atWarn().addKeyValue("errors", errors).log("simulator: a bulk operation failed");
        }
        return new Broken(new End.Failed(denied ? ErrorCode.ACCESS_DENIED : ErrorCode.INTERNAL_SERVER_ERROR));
    }

    @Override
    public void run() {
        End end = new End.Failed(ErrorCode.INTERNAL_SERVER_ERROR);
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(operation.file), 1 << 16)) {
            content.write(lines(file));
            end = failure.<End>map(order -> new End.Failed(order.errorCode())).orElse(new End.Done());
        } catch (Broken broken) {
            end = broken.end;
        } catch (IOException | RuntimeException bug) {
            LOG.atError().setCause(bug).log("the simulator failed");
        } finally {
            ended(end);
        }
    }

    private void ended(End end) {
        shop.locked(() -> {
            operation.end = end;
            return end;
        });
    }

    private Lines lines(OutputStream file) {
        return new Lines() {
            @Override
            public void add(Map<String, @Nullable Object> line, boolean root) {
                failure.filter(order -> operation.objects.get() >= order.rows()).ifPresent(order -> {
                    throw new Broken(new End.Failed(order.errorCode()));
                });
                try {
                    file.write(Json.bytes(line));
                    file.write('\n');
                } catch (IOException full) {
                    throw new UncheckedIOException(full);
                }
                operation.objects.incrementAndGet();
                if (root) {
                    operation.roots.incrementAndGet();
                }
            }

            @Override
            public void checkpoint() {
                if (shop.locked(() -> operation.status == Status.CANCELING)) {
                    throw new Broken(new End.Stopped());
                }
            }
        };
    }
}
