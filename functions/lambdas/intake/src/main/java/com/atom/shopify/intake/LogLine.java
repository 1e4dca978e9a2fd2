package com.atom.shopify.intake;

import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.routes.Metric;
import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// One line of JSON per request, which is its metric too, without a logging library, whose start costs more than the request. Of what is not genuine it says
/// nothing but that: whoever forges a delivery also chooses its headers.
final class LogLine {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String[] HINTS = {"topic", "shop-domain", "webhook-id"};

    private LogLine() {}

    static void write(String outcome, Metric metric, Optional<Delivery> genuine, String requestId, long milliseconds) {
        var text = new StringWriter(300);
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("message", "delivery answered");
            json.writeStringField("outcome", outcome.toLowerCase(Locale.ROOT));
            json.writeStringField("request_id", requestId);
            if (genuine.isPresent()) {
                for (var name : HINTS) {
                    json.writeStringField(name.replace('-', '_'), genuine.get().hint(name).orElse(""));
                }
                json.writeNumberField("bytes", genuine.get().body().length);
            }
            json.writeNumberField("ms", milliseconds);
            json.writeRaw("," + Metrics.members(metric));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        print(text.toString());
    }

    /// The kind of trouble; its message may name resources, and the worker's log has no use for them. Lambda believes the level of a line
    /// that has a time.
    static void trouble(Exception failed) {
        print("{\"timestamp\":\"" + Instant.now()
                + "\",\"level\":\"ERROR\",\"message\":\"delivery not queued\",\"cause\":\""
                + failed.getClass().getName()
                + "\"}");
    }

    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }
}
