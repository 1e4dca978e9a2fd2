package com.atom.shopify.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Comparator;
import java.util.zip.ZipFile;

/// A function as it is built: its jars below `lib`.
public final class FunctionZip {
    private FunctionZip() {}

    /// Unpacks it as Lambda does, and returns the folder.
    public static Path unzip(Path zip, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var file = new ZipFile(zip.toFile())) {
            for (var entry : Collections.list(file.entries())) {
                var to = folder.resolve(entry.getName()).normalize();
                if (!entry.isDirectory() && to.startsWith(folder)) {
                    Files.createDirectories(to.getParent());
                    try (var stream = file.getInputStream(entry)) {
                        Files.copy(stream, to, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
        return folder;
    }

    /// Deletes the folder with all that is in it, if it is there.
    public static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException leftBehind) {
            // a temporary folder more or less
        }
    }
}
