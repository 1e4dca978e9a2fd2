package com.atom.shopify.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.atom.shopify.intake.Intake;
import com.fasterxml.jackson.core.JsonFactory;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;

/// Takes one delivery with our intake for each line of standard input, and says how long it took, and how much of that in the SDK and in
/// its requests.
public final class Deliveries {
    private static final JsonFactory JSON = new JsonFactory();
    /// The intake asks nothing of it.
    private static final Context NOBODY = (Context) Proxy.newProxyInstance(Deliveries.class.getClassLoader(),
            new Class<?>[]{Context.class}, (_, method, _) -> {
                throw new IllegalStateException(method.getName());
            });

    private Deliveries() {}

    public static void main(String[] arguments) throws IOException {
        var intake = new Intake();
        try (var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var event = line.getBytes(UTF_8);
                var answer = new ByteArrayOutputStream();
                AwsTime.forget();
                var start = System.nanoTime();
                intake.handleRequest(new ByteArrayInputStream(event), answer, NOBODY);
                var took = System.nanoTime() - start;
                System.out.println("done " + took + " " + status(answer.toByteArray()) + " " + AwsTime.words());
            }
        }
    }

    private static int status(byte[] answer) throws IOException {
        try (var json = JSON.createParser(answer)) {
            while (!"statusCode".equals(json.nextFieldName())) {
                if (!json.hasCurrentToken()) {
                    throw new IOException("an answer without a status");
                }
            }
            return json.nextIntValue(0);
        }
    }
}
