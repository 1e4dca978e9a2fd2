package com.atom.shopify.local;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/// What was started, to be stopped once, the newest first, however often and by whom it is closed.
final class Started implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();

    <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        for (var part = parts.poll(); part != null; part = parts.poll()) {
            try {
                part.close();
            } catch (Exception doesNotStop) {
                // the process is about to end anyway
            }
        }
    }
}
