package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is uploaded to Lambda.
class FunctionZipIT {
    private static final Map<LambdaFunction, Zip> ZIPS = new EnumMap<>(LambdaFunction.class);
    /// The build's `project.build.outputTimestamp`.
    private static final LocalDateTime BUILT = LocalDateTime.parse("2026-01-01T00:00:00");
    private static final Pattern SECOND_CLIENT = Pattern.compile("(io/netty/|org/apache/http/|org/apache/hc/|okhttp3/|"
            + "software/amazon/awssdk/crt/|software/amazon/awssdk/http/(apache|apache5|nio|crt)/|"
            + "io/micronaut/http/(client|server)/).*");

    @ParameterizedTest
    @EnumSource
    void keepsItsSizeBudget(LambdaFunction function) throws IOException {
        assertThat(Files.size(zip(function).file())).isLessThanOrEqualTo(megabytes(function) * 1_000_000L);
    }

    // A new jar is a decision about size and start time: it is made by adding a line.
    @ParameterizedTest
    @EnumSource
    void holdsExactlyTheAllowedJars(LambdaFunction function) throws IOException {
        var list = "zip-jars/" + function.id() + ".txt";

        assertThat(zip(function).jars()).extracting(Zip.Jar::name)
                .as("jars of %s against template-tests/src/test/resources/%s", function.zip(), list)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(lines(list));
    }

    @ParameterizedTest
    @EnumSource
    void holdsNoNettyAndNoSecondHttpClient(LambdaFunction function) {
        assertThat(zip(function).jars()).flatExtracting(Zip.Jar::entries).extracting(ZipEntry::getName)
                .noneMatch(name -> name.endsWith(".class") && SECOND_CLIENT.matcher(name).matches());
    }

    // Else an unchanged function would have a new asset hash, and every deployment a new version of it.
    @ParameterizedTest
    @EnumSource
    void doesNotSayWhenItWasBuilt(LambdaFunction function) {
        var ours = new ArrayList<>(zip(function).entries());
        zip(function).jars().stream().filter(Zip.Jar::ours).flatMap(jar -> jar.entries().stream()).forEach(ours::add);

        assertThat(ours).isNotEmpty().allSatisfy(entry -> assertThat(entry.getTimeLocal()).isEqualTo(BUILT));
    }

    @ParameterizedTest
    @EnumSource
    void holdsTheClassThatLambdaIsToldToCall(LambdaFunction function) {
        var handler = function.handler().replace('.', '/') + ".class";

        assertThat(zip(function).jars()).filteredOn(Zip.Jar::ours).flatExtracting(Zip.Jar::entries)
                .extracting(ZipEntry::getName).containsOnlyOnce(handler);
    }

    /// An alarm on what nobody writes never rings.
    @Test
    void everyMetricOfFunctionsIsWrittenByOne() {
        var jars = Arrays.stream(LambdaFunction.values()).flatMap(function -> zip(function).jars().stream())
                .filter(jar -> jar.ours() && !jar.name().equals("routes")).toList();

        assertThat(Metric.ofFunctions()).isNotEmpty()
                .allSatisfy(metric -> assertThat(jars).as("jars with a class that uses " + metric)
                        .anyMatch(jar -> jar.uses(metric)));
    }

    private static int megabytes(LambdaFunction function) {
        return switch (function) {
            case INTAKE -> 12;
            case AUTH, COMMERCE, WEBHOOKS, HEALTH, WORKER -> 25;
            case INSIGHTS, JOBS -> 32;
        };
    }

    private static synchronized Zip zip(LambdaFunction function) {
        return ZIPS.computeIfAbsent(function, Zip::of);
    }

    private static List<String> lines(String resource) throws IOException {
        try (var list = FunctionZipIT.class.getClassLoader().getResourceAsStream(resource)) {
            if (list == null) {
                throw new AssertionError("src/test/resources/" + resource + " is missing");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
