package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Page.Sort;
import com.atom.shopify.fake.shopify.Search.Term;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The bulk operations of the app that asks, and how they are found.
final class BulkFields {
    private static final String QUERY = "QueryRoot";

    private BulkFields() {}

    static void wire(Wiring wiring) {
        Page.wire(wiring, BulkOperation.TYPE);
        wiring.type(BulkOperation.TYPE, BulkOperation.class)
                .field("id", BulkOperation::gid)
                .field("type", operation -> operation.kind.name())
                .field("query", operation -> operation.text)
                .answer("status", (operation, call) -> operation.status(call.shop().aged()).name())
                .field("errorCode", operation -> operation.errorCode == null ? null : operation.errorCode.name())
                .field("createdAt", operation -> ShopFields.time(operation.createdAt))
                .field("completedAt", operation -> ShopFields.time(operation.completedAt))
                .field("objectCount", operation -> Long.toString(operation.objects.get()))
                .field("rootObjectCount", operation -> Long.toString(operation.roots.get()))
                .field("fileSize", operation -> operation.fileSize == null
                        ? null
                        : Long.toString(operation.fileSize))
                .answer("url", (operation, call) -> address(operation, operation.url, call))
                .answer("partialDataUrl", (operation, call) -> address(operation, operation.partialDataUrl, call));
        wiring.root(QUERY, "bulkOperation", (shop, call) -> shop.bulks().find(call.app(),
                ProductQueries.id(call.text("id"), BulkOperation.TYPE)).orElse(null));
        wiring.root(QUERY, "bulkOperations", (shop, call) -> Page.of(found(shop, call), sort(call),
                call.environment()));
        wiring.root(QUERY, "currentBulkOperation", (shop, call) -> shop.bulks().of(call.app())
                .filter(operation -> operation.kind.name().equals(call.text("type")))
                .max(Comparator.comparingLong(operation -> operation.id)).orElse(null));
    }

    private static @Nullable String address(BulkOperation operation, @Nullable String address, Call call) {
        return operation.expired(call.shop().aged()) ? null : address;
    }

    private static Stream<BulkOperation> found(Shop shop, Call call) {
        Term term = Matches.parsed(call.text("query"), Set.of());
        return shop.bulks().of(call.app())
                .filter(operation -> Matches.holds(term, match -> matches(match, operation, shop)));
    }

    private static boolean matches(Term.Match match, BulkOperation operation, Shop shop) {
        return switch (match.name()) {
            case "id" -> Matches.id(match, operation.id);
            case "status" -> Matches.oneOf(match, operation.status(shop.aged()).name());
            case "operation_type" -> Matches.oneOf(match, operation.kind.name());
            case "created_at" -> Matches.time(shop.settings().zone(), match, operation.createdAt);
            case "completed_at" -> Matches.time(shop.settings().zone(), match, operation.completedAt);
            default -> true;
        };
    }

    private static Sort<BulkOperation> sort(Call call) {
        return call.text("sortKey").equals("COMPLETED_AT")
                ? new Sort<>("COMPLETED_AT", operation -> Sort.number(operation.completedAt == null
                        ? Long.MAX_VALUE / 16
                        : operation.completedAt.toEpochMilli()), operation -> operation.id)
                : new Sort<>("CREATED_AT", operation -> Sort.number(operation.createdAt.toEpochMilli()),
                        operation -> operation.id);
    }
}
