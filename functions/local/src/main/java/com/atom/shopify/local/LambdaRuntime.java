package com.atom.shopify.local;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
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
    };

    private static final Pattern ITS_JARS = Pattern.compile("aws-lambda-java-[^/]*jar$|utils-lite-[^/]*jar$");

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
}
