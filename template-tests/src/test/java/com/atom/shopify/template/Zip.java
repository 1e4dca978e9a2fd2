package com.atom.shopify.template;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.atom.shopify.routes.LambdaFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// A function's built zip, read as Lambda gets it: jars below `lib/`, and the entries of each.
record Zip(Path file, List<ZipEntry> entries, List<Jar> jars) {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern VERSIONED = Pattern.compile("lib/(.+?)-[0-9][^/]*\\.jar");

    /// A jar with its name, without folder and version.
    ///
    /// @param classes the bytes of its classes, if it is ours
    record Jar(String name, boolean ours, List<ZipEntry> entries, List<byte[]> classes) {

        /// Whether one of its classes uses a constant of another one, which the compiler then names in it.
        boolean uses(Enum<?> constant) {
            var owner = utf8(constant.getDeclaringClass().getName().replace('.', '/'));
            var name = utf8(constant.name());
            return classes.stream().map(bytes -> new String(bytes, ISO_8859_1))
                    .anyMatch(text -> text.contains(owner) && text.contains(name));
        }

        /// As a class file's table of constants holds it: its tag, its length, itself.
        private static String utf8(String text) {
            return "\u0001" + (char) (text.length() >> 8) + (char) (text.length() & 0xff) + text;
        }
    }

    static Zip of(LambdaFunction function) {
        var file = ROOT.resolve(function.zip());
        if (!Files.isRegularFile(file)) {
            throw new AssertionError(function.zip() + " is missing; build first: mvn package");
        }
        var entries = new ArrayList<ZipEntry>();
        var jars = new ArrayList<Jar>();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.add(entry);
                if (!entry.isDirectory()) {
                    jars.add(jar(entry.getName(), zip));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Zip(file, List.copyOf(entries), List.copyOf(jars));
    }

    private static Jar jar(String path, InputStream content) throws IOException {
        var name = VERSIONED.matcher(path);
        if (!name.matches()) {
            throw new AssertionError(path + " is no jar below lib/");
        }
        var ours = path.endsWith("-SNAPSHOT.jar");
        var entries = new ArrayList<ZipEntry>();
        var classes = new ArrayList<byte[]>();
        // Not closed: it would close the zip around it.
        var jar = new ZipInputStream(content);
        for (var entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            entries.add(entry);
            if (ours && entry.getName().endsWith(".class")) {
                classes.add(jar.readAllBytes());
            }
        }
        return new Jar(name.group(1), ours, List.copyOf(entries), List.copyOf(classes));
    }
}
