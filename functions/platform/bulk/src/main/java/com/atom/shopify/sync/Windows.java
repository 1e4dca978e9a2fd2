package com.atom.shopify.sync;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.lists.Search;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Cuts the time in which objects were changed last into windows, each with no more objects than one file may have. Objects are counted
/// first: counting costs next to nothing, and a file of everything could not be held.
@Singleton
public final class Windows {
    /// The most roots of a file.
    public static final int MOST = 25_000;
    /// Shopify's times have seconds, so nothing shorter can be told apart.
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Operation<Counted> COUNT_ORDERS = Operation.of(Windows.class, "CountOrders", Counted.class);
    private static final Operation<Counted> COUNT_PRODUCTS = Operation.of(Windows.class, "CountProducts",
            Counted.class);
    private static final Operation<Counted> COUNT_CUSTOMERS = Operation.of(Windows.class, "CountCustomers",
            Counted.class);
    private static final Operation<Counted> COUNT_VARIANTS = Operation.of(Windows.class, "CountVariants",
            Counted.class);

    private final AdminApi admin;

    Windows(AdminApi admin) {
        this.admin = admin;
    }

    /// A range of time, both ends included: what lies on the seam of two windows is read twice, and nothing is left out.
    public record Window(Instant from, Instant until, long roots) {
        /// The search that finds its objects.
        public String search() {
            return Windows.search(from, until);
        }
    }

    @Serdeable
    record Counted(Count counted) {}

    @Serdeable
    record Count(long count) {}

    /// The longest window from this time on that was found to have no more than `most` objects. A single second with more of them
    /// is a window too, because it cannot be cut.
    public Window next(Errand at, Subject subject, Instant from, Instant until, int most) {
        var end = until;
        while (true) {
            var roots = count(at, subject, from, end);
            var span = Duration.between(from, end);
            if (roots <= most || span.compareTo(SHORTEST) <= 0) {
                return new Window(from, end, roots);
            }
            end = from.plus(shorter(span, roots, most));
        }
    }

    /// About as long as it has to be if objects are spread evenly, and at most half as long, so that this ends soon.
    private static Duration shorter(Duration span, long roots, int most) {
        var fitting = (long) (span.toSeconds() * 0.9 * most / roots);
        return Duration.ofSeconds(Math.max(SHORTEST.toSeconds(), Math.min(fitting, span.toSeconds() / 2)));
    }

    /// How many objects were changed last in a range of time.
    public long count(Errand at, Subject subject, Instant from, Instant until) {
        var operation = switch (subject) {
            case ORDERS -> COUNT_ORDERS;
            case PRODUCTS -> COUNT_PRODUCTS;
            case CUSTOMERS -> COUNT_CUSTOMERS;
            case INVENTORY -> COUNT_VARIANTS;
        };
        return admin.run(at, operation.with(Map.of("query", search(from, until)))).counted().count();
    }

    private static String search(Instant from, Instant until) {
        return new Search().range("updated_at", from, until).toString();
    }
}
