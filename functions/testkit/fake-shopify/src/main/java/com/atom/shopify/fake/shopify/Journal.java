package com.atom.shopify.fake.shopify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// What happened, newest last, within bounds. It holds neither a token nor a secret nor a query string.
final class Journal {
    private static final int KEPT = 10_000;

    private final Deque<Entry> requests = new ArrayDeque<>();
    private final Deque<Entry> exchanges = new ArrayDeque<>();

    private record Entry(String shop, Map<String, Object> facts) {}

    void request(ShopName shop, Map<String, Object> facts) {
        add(requests, new Entry(shop.domain(), facts));
    }

    void exchange(ShopName shop, Map<String, Object> facts) {
        add(exchanges, new Entry(shop.domain(), facts));
    }

    /// The requests of one shop, or of all for an empty name.
    List<Map<String, Object>> requests(String shop) {
        return list(requests, shop);
    }

    List<Map<String, Object>> exchanges(String shop) {
        return list(exchanges, shop);
    }

    synchronized void reset() {
        requests.clear();
        exchanges.clear();
    }

    private synchronized void add(Deque<Entry> entries, Entry entry) {
        entries.addLast(entry);
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    private synchronized List<Map<String, Object>> list(Deque<Entry> entries, String shop) {
        var found = new ArrayList<Map<String, Object>>();
        for (Entry entry : entries) {
            if (shop.isEmpty() || shop.equals(entry.shop())) {
                found.add(entry.facts());
            }
        }
        return found;
    }
}
