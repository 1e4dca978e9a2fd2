package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.TreeSet;

/// A function without anything, which [DemoZip] packs: does what the event says and answers with its process id.
public final class DemoHandler implements RequestStreamHandler {
    public DemoHandler() {
        if (System.getenv().containsKey("DEMO_FAILS")) {
            throw new IllegalStateException("The setting DEMO_FAILS is set.");
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var event = new String(input.readAllBytes(), UTF_8);
        System.out.println("working on " + event);
        var answer = switch (event) {
            case "\"environment\"" -> String.join(" ", new TreeSet<>(System.getenv().keySet()));
            case "\"memory\"" -> context.getFunctionName() + " " + context.getMemoryLimitInMB();
            case "\"crash\"" -> {
                meet();
                Runtime.getRuntime().halt(3);
                yield "";
            }
            case "\"throw\"" -> throw new IllegalStateException("thrown on order");
            case "\"hang\"" -> {
                hang();
                yield "";
            }
            case "\"meet\"" -> {
                meet();
                yield String.valueOf(ProcessHandle.current().pid());
            }
            default -> event;
        };
        output.write(answer.getBytes(UTF_8));
    }

    /// Tells the test that it works, and goes on when the test lets it.
    private static void meet() throws IOException {
        try (var gate = URI.create(System.getenv("DEMO_GATE")).toURL().openStream()) {
            gate.readAllBytes();
        }
    }

    private static synchronized void hang() throws IOException {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }
}
