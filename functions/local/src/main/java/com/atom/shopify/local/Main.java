package com.atom.shopify.local;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// `mvn -Plocal`: starts everything, says where it is, and waits to be stopped. The functions' log goes to standard error.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("logback.configurationFile", "runner-logback.xml");
        try {
            run(Path.of(arguments.length == 0 ? "." : arguments[0]));
        } catch (StartFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private static void run(Path root) throws InterruptedException {
        var settings = LocalSettings.of(System.getenv(), root);
        // Maven, when it is killed, does not end what it started.
        ProcessHandle.current().parent().ifPresent(parent -> {
            var _ = parent.onExit().thenRunAsync(() -> System.exit(1), end -> new Thread(end).start());
        });
        // Also for a stop during the start, when there is no platform to close yet.
        Runtime.getRuntime().addShutdownHook(
                new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
        var platform = LocalPlatform.start(settings, System.err::println);
        Runtime.getRuntime().addShutdownHook(new Thread(platform::close));
        platform.subscribe();
        platform.schedule();
        say(System.out, platform);
        new CountDownLatch(1).await();
    }

    private static void say(PrintStream out, LocalPlatform platform) {
        out.printf("API      %s      (LOCAL_API_PORT)%n", platform.api());
        out.printf("Shopify  %s      simulator (LOCAL_SHOPIFY_PORT)%n", platform.shopify());
        out.printf("Token    %s%n", platform.token("demo"));
        out.println("Ready");
        out.flush();
    }
}
