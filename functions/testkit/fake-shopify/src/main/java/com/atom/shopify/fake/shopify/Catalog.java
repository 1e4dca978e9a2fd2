package com.atom.shopify.fake.shopify;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The products of one shop. Guarded by the shop's lock.
final class Catalog {
    // Numbers grow past 2^53 after a few dozen, so that a reader who keeps ids as doubles is found out. The step is odd
    // and larger than the number of different starts: two shops practically never share an id.
    private static final long FIRST = 9_007_199_253_000_000L;
    private static final long STEP = 32_769;

    private final Map<Long, Product> products = new LinkedHashMap<>();
    private final Map<Long, Long> productOfVariant = new HashMap<>();
    private final Map<String, Long> handles = new HashMap<>();
    private long next;
    private long step = STEP;
    private @Nullable Changes changes;

    Catalog(ShopName shop) {
        next = FIRST + shop.number() % STEP;
    }

    /// From now on the changes are told.
    Catalog watched(Changes watching) {
        changes = watching;
        return this;
    }

    long newId() {
        next += step;
        return next;
    }

    /// Does work whose ids are this one and those that follow, so that the same work has the same ids again.
    <T> T numbered(long first, Supplier<T> work) {
        long kept = next;
        long keptStep = step;
        next = first - 1;
        step = 1;
        try {
            return work.get();
        } finally {
            next = kept;
            step = keptStep;
        }
    }

    Collection<Product> all() {
        return products.values();
    }

    Optional<Product> find(long id) {
        return Optional.ofNullable(products.get(id));
    }

    Optional<Product> find(String gid) {
        return Gid.parse(gid, Product.TYPE).filter(id -> id.type().equals(Product.TYPE))
                .flatMap(id -> find(id.number()));
    }

    Optional<Product> byHandle(String handle) {
        return Optional.ofNullable(handles.get(handle)).flatMap(this::find);
    }

    Optional<Variant> variant(long id) {
        return Optional.ofNullable(productOfVariant.get(id)).flatMap(this::find)
                .flatMap(product -> product.variant(id));
    }

    void put(Product product) {
        Optional<Product> old = find(product.id);
        forget(product.id);
        products.put(product.id, product);
        handles.put(product.handle, product.id);
        product.variants.forEach(variant -> productOfVariant.put(variant.id, product.id));
        if (changes != null) {
            changes.put(old, product);
        }
    }

    void remove(long id) {
        forget(id);
        if (changes != null) {
            changes.gone(id);
        }
    }

    private void forget(long id) {
        find(id).ifPresent(old -> {
            products.remove(id);
            handles.remove(old.handle);
            old.variants.forEach(variant -> productOfVariant.remove(variant.id));
        });
    }

    /// A handle made of a title, with a number behind it if it is taken.
    String freeHandle(String title) {
        String plain = handleOf(title);
        String handle = plain;
        for (int number = 1; handles.containsKey(handle); number++) {
            handle = plain + "-" + number;
        }
        return handle;
    }

    static String handleOf(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_]+", "-").replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "product" : plain;
    }
}
