package com.atom.shopify.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program that runs a handler inside a function's process.
enum LambdaRuntime {
    /// AWS's own runtime interface client, as on Lambda. Its native code exists for Linux only. It finds the function's jars in
    /// the working folder by itself.
    AWS("com.amazonaws.services.lambda.runtime.api.client.AWSLambda") {
        @Override
        String classPath() {
            return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> ITS_JARS.matcher(entry).find())
                    .collect(Collectors.joining(File.pathSeparator));
        }

        @Override
        List<String> options(Path folder) {
            return List.of("-D" + NATIVE_CODE + "=" + nativeCode(folder.resolve("libaws-lambda-jni.so")));
        }
    },
    /// Our own loop over the same protocol, for every other machine.
    JAVA(JavaRuntime.class.getName()) {
        @Override
        String classPath() {
            try {
                var own = Path.of(JavaRuntime.class.getProtectionDomain().getCodeSource().getLocation().toURI());
                return "lib/*" + File.pathSeparator + own;
            } catch (URISyntaxException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        List<String> options(Path folder) {
            // AWS's client writes UTF-8 whatever the locale.
            return List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8");
        }
    };

    private static final Pattern ITS_JARS = Pattern.compile("aws-lambda-java-[^/]*jar$|utils-lite-[^/]*jar$");

    /// By itself the client unpacks its native code to one fixed path for all, which two processes that start together take
    /// from each other. With this property it loads the given file instead (`JniHelper`).
    private static final String NATIVE_CODE = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private final String mainClass;

    LambdaRuntime(String mainClass) {
        this.mainClass = mainClass;
    }

    static LambdaRuntime ofThisMachine() {
        return System.getProperty("os.name").startsWith("Linux") ? AWS : JAVA;
    }

    String mainClass() {
        return mainClass;
    }

    abstract String classPath();

    /// Options for the JVM; `folder` may take files of the runtime.
    abstract List<String> options(Path folder);

    private static synchronized Path nativeCode(Path file) {
        if (Files.exists(file)) {
            return file;
        }
        var processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        var library = Files.exists(Path.of("/lib/ld-musl-" + processor.replace("aarch_", "aarch") + ".so.1"))
                ? "linux_musl"
                : "linux";
        try (var code = LambdaRuntime.class
                .getResourceAsStream("/jni/libaws-lambda-jni." + library + "-" + processor + ".so")) {
            if (code == null) {
                throw new StartFailure(
                        "AWS's runtime client has no native code for this machine; set LOCAL_RUNTIME=java.");
            }
            Files.copy(code, file);
            return file;
        } catch (IOException cannotWrite) {
            throw new UncheckedIOException(cannotWrite);
        }
    }
}
