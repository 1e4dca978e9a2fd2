package com.atom.shopify.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.local.FunctionHost;
import com.atom.shopify.local.FunctionZip;
import com.atom.shopify.routes.LambdaFunction;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/// The jars of a function's zip, for processes that measure a part of it.
record FunctionJars(Path folder) {
    /// Lambda's Java 25 stops at the quick compiler, unless the function has SnapStart.
    static final List<String> BOTH_COMPILERS = FunctionHost.JVM.stream()
            .filter(flag -> !flag.startsWith("-XX:TieredStopAtLevel")).toList();

    static FunctionJars of(LambdaFunction function, Path root) throws IOException {
        var folder = root.resolve("functions/bench/target").resolve(function.id());
        // Without the jars of an earlier build.
        FunctionZip.remove(folder);
        FunctionZip.unzip(root.resolve(function.zip()), folder);
        return new FunctionJars(folder);
    }

    TimedProcess run(Class<?> main, List<String> flags, Map<String, String> environment) throws IOException {
        var jars = folder.resolve("lib") + File.separator + "*";
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", jars + File.pathSeparator + classesOf(main), main.getName()));
        return new TimedProcess(command, folder, environment);
    }

    /// A text from one of the jars.
    String resource(String name) throws IOException {
        try (var jars = Files.newDirectoryStream(folder.resolve("lib"), "*.jar")) {
            for (var jar : jars) {
                try (var zip = new ZipFile(jar.toFile())) {
                    var entry = zip.getEntry(name);
                    if (entry != null) {
                        return new String(zip.getInputStream(entry).readAllBytes(), UTF_8);
                    }
                }
            }
        }
        throw new IOException("no jar has " + name);
    }

    private static Path classesOf(Class<?> main) {
        try {
            return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
