package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.infra.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the pages say of other files is there.
class DocsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]*)(?:#([a-z0-9-]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    static Stream<Path> pages() throws IOException {
        try (var docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(docs.sorted(), Stream.of("README.md", "CONTRIBUTING.md").map(ROOT::resolve)).toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        var links = LINK.matcher(Files.readString(page)).results().toList();

        assertThat(links).allSatisfy(link -> {
            var target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
            assertThat(target).as(link.group()).exists();
            if (link.group(2) != null) {
                assertThat(headings(target)).as(link.group()).contains(link.group(2));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyTestThatIsNamedExists(Path page) throws IOException {
        assertThat(tests()).containsAll(TEST.matcher(Files.readString(page)).results()
                .map(found -> found.group(1)).toList());
    }

    @Test
    void everySettingOfTheDeploymentIsOnItsPage() throws IOException {
        var page = Files.readString(ROOT.resolve("docs").resolve("deploy.md"));
        var source = Files.readString(ROOT.resolve(Path.of("infra-cdk", "src", "main", "java",
                Deployment.class.getName().replace('.', '/') + ".java")));

        assertThat(Pattern.compile("\"([A-Z][A-Z]+(?:_[A-Z]+)*)\"").matcher(source).results()
                .map(found -> found.group(1)).collect(Collectors.toSet())).isNotEmpty()
                .allSatisfy(setting -> assertThat(page).contains("`" + setting + "`"));
    }

    @Test
    void everySettingOfARunOnThisMachineIsOnAPage() throws IOException {
        var source = Files.readString(ROOT.resolve(Path.of("functions", "local", "src", "main", "java", "com", "atom",
                "shopify", "local", "LocalSettings.java")));
        var pages = new StringBuilder();
        for (var page : pages().toList()) {
            pages.append(Files.readString(page));
        }

        assertThat(Pattern.compile("\"(LOCAL_[A-Z_]+)\"").matcher(source).results()
                .map(found -> found.group(1)).collect(Collectors.toSet())).isNotEmpty()
                .allSatisfy(setting -> assertThat(pages.toString()).contains(setting));
    }

    private static Set<String> headings(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page)).results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static Set<String> tests() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", "")).collect(Collectors.toSet());
        }
    }
}
