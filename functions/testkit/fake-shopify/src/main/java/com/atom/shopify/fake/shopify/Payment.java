package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One transaction of an order. A refund's amount is positive too.
record Payment(long id, Kind kind, Status status, String gateway, BigDecimal amount, Instant processedAt,
        @Nullable Long parentId, boolean test) {
    static final String TYPE = "OrderTransaction";
    /// The gateway of money that was handed over outside Shopify.
    static final String MANUAL = "manual";

    /// What a transaction does. Shopify's other kinds are not played.
    enum Kind {
        /// Money is set aside.
        AUTHORIZATION,
        /// Money that was set aside is taken.
        CAPTURE,
        /// Money is taken at once.
        SALE,
        /// Money is given back.
        REFUND,
        /// Money that was set aside is let go.
        VOID;

        static Optional<Kind> of(String name) {
            return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
        }
    }

    /// How a transaction went.
    enum Status {
        /// Done.
        SUCCESS,
        /// Not decided.
        PENDING,
        /// Refused.
        FAILURE,
        /// Broken.
        ERROR;

        static Optional<Status> of(String name) {
            return Arrays.stream(values()).filter(status -> status.name().equals(name)).findFirst();
        }
    }

    String gid() {
        return Gid.of(TYPE, id);
    }

    boolean done(Kind wanted) {
        return kind == wanted && status == Status.SUCCESS;
    }

    /// Money came in.
    boolean received() {
        return done(Kind.SALE) || done(Kind.CAPTURE);
    }
}
