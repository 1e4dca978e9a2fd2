package com.atom.shopify.fake.shopify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files of bulk operations, in a directory of their own that is gone with the simulator. Their addresses cannot be
/// guessed; who knows one needs nothing else.
final class Warehouse implements AutoCloseable {
    private final URI base;
    private final ConcurrentMap<String, Shelved> shelved = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Staged> staged = new ConcurrentHashMap<>();
    private @Nullable Path directory;

    /// A file that can be fetched until some time by the clock that ages things. `label` is what accidents know it by.
    record Shelved(Path file, Instant until, ShopName shop, String label) {}

    /// A place for an upload, and the file as soon as it is there.
    record Staged(ShopName shop, String signature, @Nullable Path file) {}

    Warehouse(URI base) {
        this.base = base;
    }

    URI address(String path) {
        return base.resolve(path);
    }

    /// A new empty file.
    synchronized Path newFile() {
        try {
            if (directory == null) {
                directory = Files.createTempDirectory("fake-shopify-");
            }
            return Files.createTempFile(directory, "bulk-", ".jsonl");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Makes a file known at an address, which is returned.
    String shelve(Shelved file, String name) {
        String key = UUID.randomUUID() + "/" + name;
        shelved.put(key, file);
        return address(StorageDoor.BULK + key).toString();
    }

    Optional<Shelved> find(String key) {
        return Optional.ofNullable(shelved.get(key));
    }

    void stage(String key, Staged place) {
        staged.put(key, place);
    }

    Optional<Staged> staged(String key) {
        return Optional.ofNullable(staged.get(key));
    }

    synchronized void reset() {
        shelved.clear();
        staged.clear();
        Path old = directory;
        directory = null;
        if (old != null) {
            delete(old);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        reset();
    }
}
