package com.atom.shopify.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JsonLogTest {
    @Test
    void aLineHasItsTimeAsLambdaReadsItAndItsLevel() {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        new JsonLog().configure(context);
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        var event = new LoggingEvent("", root, Level.WARN, "something happened", null, new Object[0]);
        event.setInstant(Instant.parse("2026-11-27T03:04:05.060Z"));

        var console = (ConsoleAppender<ILoggingEvent>) root.iteratorForAppenders().next();

        assertThat(new String(console.getEncoder().encode(event), UTF_8))
                .startsWith("{\"timestamp\":\"2026-11-27T03:04:05.060Z\",\"level\":\"WARN\",").endsWith("}\n");
    }
}
