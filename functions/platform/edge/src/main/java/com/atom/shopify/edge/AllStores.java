package com.atom.shopify.edge;

import com.atom.shopify.catalog.Cached;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.once.Write;
import com.atom.shopify.routes.Route;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list over all stores of a user: one store after the other in the order of their names, each in the order that was asked
/// for. A store that fails is named in `failed` and does not stop the others.
@Singleton
final class AllStores {
    /// With less time left the page ends and its cursor goes on at the next store.
    private static final Duration ENOUGH = Duration.ofSeconds(12);

    private final StoreSelection stores;
    private final ObjectMapper json;

    AllStores(StoreSelection stores, ObjectMapper json) {
        this.stores = stores;
        this.json = json;
    }

    /// What `data` is.
    @Serdeable
    record Items(List<JsonNode> items, List<Failed> failed) {}

    /// A store that could not be asked.
    @Serdeable
    record Failed(String shop, String code, String message) {}

    /// Where a page ends: at a store, and there after a place of its own list.
    private record Place(String shop, @Nullable String inner) {
        static Place parse(@Nullable String text) {
            if (text == null) {
                return new Place("", null);
            }
            var cut = text.indexOf('\n');
            if (cut < 0) {
                throw PageRequest.foreignCursor();
            }
            return new Place(text.substring(0, cut), cut + 1 == text.length() ? null : text.substring(cut + 1));
        }

        @Override
        public String toString() {
            return shop + "\n" + (inner == null ? "" : inner);
        }
    }

    Answer page(Handler.Pages pages, ListQuery list, Call call, Route route) {
        var start = Place.parse(list.place());
        var items = new ArrayList<JsonNode>();
        var failed = new ArrayList<Failed>();
        var sources = EnumSet.noneOf(Cached.Source.class);
        Place next = null;
        for (var linked : stores.all(call.user())) {
            var shop = linked.shop();
            if (shop.value().compareTo(start.shop()) < 0) {
                continue;
            }
            var isFirst = items.isEmpty() && failed.isEmpty();
            if (items.size() >= list.limit() || !(isFirst || call.deadline().allows(ENOUGH))) {
                next = new Place(shop.value(), null);
                break;
            }
            var inner = shop.value().equals(start.shop()) ? start.inner() : null;
            try {
                var rest = new PageRequest(list.limit() - items.size(), inner);
                var found = call.at(stores.granted(call.user(), linked, route), Write.unnamed())
                        .run(at -> pages.of(rest, at));
                found.value().items().forEach(item -> items.add(named(shop, item)));
                sources.add(found.source());
                if (found.value().next() != null) {
                    next = new Place(shop.value(), found.value().next());
                    break;
                }
            } catch (FailureException trouble) {
                failed.add(new Failed(shop.value(), trouble.failure().code(), trouble.failure().message()));
            }
        }
        return Answer.page(new Items(items, failed), items.size(), list.cursor(next == null ? null : next.toString()))
                .from(sources.equals(EnumSet.of(Cached.Source.HIT)) ? Cached.Source.HIT : Cached.Source.MISS);
    }

    /// What `data` is when each store tells of itself.
    @Serdeable
    record Views(List<JsonNode> shops, List<Failed> failed) {}

    /// What each store's data is, the shop in front; of a list inside only its first page. Out of time, or with as many stores as a page
    /// may have, it ends and its cursor goes on at the next store.
    Answer each(Handler.Views views, ListQuery list, Call call, Route route) {
        var start = Place.parse(list.place());
        var shops = new ArrayList<JsonNode>();
        var failed = new ArrayList<Failed>();
        Place next = null;
        for (var linked : stores.all(call.user())) {
            var shop = linked.shop();
            if (shop.value().compareTo(start.shop()) < 0) {
                continue;
            }
            var told = shops.size() + failed.size();
            if (told >= list.limit() || !(told == 0 || call.deadline().allows(ENOUGH))) {
                next = new Place(shop.value(), null);
                break;
            }
            try {
                shops.add(named(shop, views.of(new PageRequest(list.limit(), null),
                        call.at(stores.granted(call.user(), linked, route), Write.unnamed())).data()));
            } catch (FailureException trouble) {
                failed.add(new Failed(shop.value(), trouble.failure().code(), trouble.failure().message()));
            }
        }
        return Answer.page(new Views(shops, failed), shops.size(), list.cursor(next == null ? null : next.toString()));
    }

    /// The item with its shop in front.
    private JsonNode named(ShopDomain shop, Object item) {
        try {
            var named = new LinkedHashMap<String, JsonNode>();
            named.put("shop", JsonNode.createStringNode(shop.value()));
            json.writeValueToTree(item).entries().forEach(entry -> named.put(entry.getKey(), entry.getValue()));
            return JsonNode.createObjectNode(named);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
