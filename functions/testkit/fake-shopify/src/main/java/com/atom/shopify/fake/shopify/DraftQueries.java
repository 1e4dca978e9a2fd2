package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Page.Sort;
import com.atom.shopify.fake.shopify.Search.Term;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// How draft orders are found.
final class DraftQueries {
    private DraftQueries() {}

    static void wire(Wiring wiring) {
        wiring.root("QueryRoot", "draftOrders", (shop, call) -> {
            call.refuse("savedSearchId");
            return Page.of(found(shop, call), sort(call.text("sortKey"), shop.orders()), call.environment());
        });
        wiring.root("QueryRoot", "draftOrdersCount", (shop, call) -> {
            call.refuse("savedSearchId");
            return ProductQueries.counted(found(shop, call).count(), call.environment().getArgument("limit"));
        });
        wiring.root("QueryRoot", "draftOrder", (shop, call) -> draft(shop, call.text("id")).orElse(null));
    }

    static Optional<Draft> draft(Shop shop, String gid) {
        return shop.orders().draft(ProductQueries.id(gid, Draft.TYPE));
    }

    private static Stream<Draft> found(Shop shop, Call call) {
        Term term = Matches.parsed(call.text("query"), Set.of("source"));
        return shop.orders().drafts().stream()
                .filter(draft -> Matches.holds(term, match -> matches(match, draft, shop)));
    }

    private static boolean matches(Term.Match match, Draft draft, Shop shop) {
        return switch (match.name()) {
            case "" -> match.value().isEmpty() || Stream.concat(
                    Stream.of(draft.name, draft.text("email"), draft.text("note"),
                            shop.orders().buyerName(draft.buyerId)),
                    draft.bill.lines().stream().map(line -> line.goods().title()))
                    .filter(Objects::nonNull).anyMatch(text -> Matches.words(match, text));
            case "id" -> Matches.id(match, draft.id);
            case "status" -> Matches.oneOf(match, draft.status());
            case "tag" -> draft.tags().stream().anyMatch(tag -> Matches.same(match, tag));
            case "customer_id" -> draft.buyerId != null && Matches.id(match, draft.buyerId);
            case "created_at" -> Matches.time(shop.settings().zone(), match, draft.createdAt);
            case "updated_at" -> Matches.time(shop.settings().zone(), match, draft.updatedAt);
            default -> true;
        };
    }

    private static Sort<Draft> sort(String key, Orders orders) {
        Function<Draft, String> by = switch (key) {
            case "ID", "RELEVANCE", "NUMBER", "" -> draft -> "";
            case "UPDATED_AT" -> draft -> Sort.number(draft.updatedAt.toEpochMilli());
            case "STATUS" -> Draft::status;
            case "TOTAL_PRICE" -> draft -> OrderSearch.amount(draft.bill.total());
            case "CUSTOMER_NAME" -> draft -> orders.buyerName(draft.buyerId).toLowerCase(Locale.ROOT);
            default -> throw Refusal.unsupported("DraftOrderSortKeys." + key);
        };
        return new Sort<>(key, by, draft -> draft.id);
    }
}
