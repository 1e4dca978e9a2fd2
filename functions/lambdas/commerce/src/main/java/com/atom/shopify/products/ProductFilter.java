package com.atom.shopify.products;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// The query of a product list: filters (all must hold), order, page. `query` looks for words anywhere in a product.
@Introspected
public record ProductFilter(@Nullable ProductStatus status, @Nullable @NotBlank @Size(max = 255) String title,
        @Nullable @NotBlank @Size(max = 255) String vendor, @Nullable @NotBlank @Size(max = 255) String productType,
        @Nullable @NotBlank @Size(max = 255) String handle, @Nullable @NotBlank @Size(max = 255) String tag,
        @Nullable @NotBlank @Size(max = 255) String sku, @Nullable Instant createdAtMin, @Nullable Instant createdAtMax,
        @Nullable Instant updatedAtMin, @Nullable Instant updatedAtMax,
        @Nullable @NotBlank @Size(max = 255) String query,
        @Nullable Sort sort, @Nullable Order order, @Nullable @Min(1) @Max(250) Integer limit,
        @Nullable @NotBlank @Size(max = 1_000) String cursor) {

    static final int DEFAULT_LIMIT = 50;

    /// What a list is ordered by; the names are Shopify's sort keys.
    enum Sort {
        ID,
        TITLE,
        VENDOR,
        PRODUCT_TYPE,
        CREATED_AT,
        UPDATED_AT,
        PUBLISHED_AT,
        INVENTORY_TOTAL
    }

    /// Up or down.
    enum Order {
        ASC,
        DESC
    }

    /// What one parameter alone cannot tell: ranges run forward.
    public ProductFilter checked() {
        forward("created_at_max", createdAtMin, createdAtMax);
        forward("updated_at_max", updatedAtMin, updatedAtMax);
        return this;
    }

    private static void forward(String field, @Nullable Instant min, @Nullable Instant max) {
        if (min != null && max != null && max.isBefore(min)) {
            throw new FailureException(Failure.Invalid.field(field, "range", "must not be before the other end"));
        }
    }

    int pageSize() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    Sort sortKey() {
        return sort == null ? Sort.ID : sort;
    }

    boolean descending() {
        return order == Order.DESC;
    }

    /// The filters in Shopify's search syntax. Every text is quoted, so no input can widen the search; the names are fixed
    /// here, because Shopify ignores names that it does not know and returns everything.
    String search() {
        var search = new StringJoiner(" AND ");
        term(search, "status", status == null ? null : status.name().toLowerCase(Locale.ROOT));
        term(search, "title", title);
        term(search, "vendor", vendor);
        term(search, "product_type", productType);
        term(search, "handle", handle);
        term(search, "tag", tag);
        term(search, "sku", sku);
        range(search, "created_at", createdAtMin, createdAtMax);
        range(search, "updated_at", updatedAtMin, updatedAtMax);
        if (query != null) {
            search.add(quoted(query));
        }
        return search.toString();
    }

    private static void term(StringJoiner search, String name, @Nullable String value) {
        if (value != null) {
            search.add(name + ":" + quoted(value));
        }
    }

    private static void range(StringJoiner search, String name, @Nullable Instant min, @Nullable Instant max) {
        if (min != null) {
            search.add(name + ":>=" + quoted(min.toString()));
        }
        if (max != null) {
            search.add(name + ":<=" + quoted(max.toString()));
        }
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
