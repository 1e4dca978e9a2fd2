package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.adminschema.AdminSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Shopify would accept every document of ours: each is held against the official schema, with the fragments that it names.
class OperationsTest {
    private static final Pattern SPREAD = Pattern.compile("\\.\\.\\.([A-Z][A-Za-z]+)");

    static List<Path> documents() throws IOException {
        try (var files = Files.walk(Path.of(System.getProperty("project.root"), "functions"))) {
            return files.filter(file -> file.toString().matches(".*/src/main/resources/.*\\.graphql"))
                    .filter(file -> !text(file).startsWith("fragment")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isAcceptedByTheOfficialSchema(Path file) {
        assertThat(AdminSchema.problems(withFragments(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isNamedAfterItsFile(Path file) {
        assertThat(text(file))
                .containsPattern("^(query|mutation) " + file.getFileName().toString().replace(".graphql", "") + "\\b");
    }

    private static String withFragments(Path file) {
        var files = new LinkedHashSet<Path>();
        collect(file, files);
        return String.join("\n", files.stream().map(OperationsTest::text).toList());
    }

    private static void collect(Path file, Set<Path> files) {
        if (files.add(file)) {
            Stream<String> names = SPREAD.matcher(text(file)).results().map(result -> result.group(1));
            names.forEach(name -> collect(file.resolveSibling(name + ".graphql"), files));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
