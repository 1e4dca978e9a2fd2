package com.atom.shopify.admin;

import static com.atom.shopify.admin.Things.MUTATION;
import static com.atom.shopify.admin.Things.QUERY;
import static com.atom.shopify.admin.Things.READ_DATA;
import static com.atom.shopify.admin.Things.error;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.atom.shopify.http.ScriptedShopify.Cut;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What the log says, and what it never says.
class LogTest {
    private final TestClient client = new TestClient();
    private final Logger logger = (Logger) LoggerFactory.getLogger("com.atom.shopify");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
        client.close();
    }

    private List<String> lines() {
        return log.list.stream().map(event -> event.getLevel() + " " + event.getFormattedMessage() + " "
                + event.getKeyValuePairs()).toList();
    }

    @Test
    void warnsOnceWhenAnotherVersionAnswers() {
        client.shopify.answers(200, Map.of("X-Shopify-API-Version", "2026-10"), READ_DATA)
                .answers(200, Map.of("X-Shopify-API-Version", "2026-01"), READ_DATA)
                .answers(200, Map.of("X-Shopify-API-Version", "2026-01"), READ_DATA);

        client.run(QUERY);
        assertThat(log.list).isEmpty();

        client.run(QUERY);
        client.run(QUERY);
        assertThat(client.served.last()).contains("2026-01");
        assertThat(lines()).hasSize(1).first().asString().startsWith("WARN shopify serves another api version")
                .contains("served_version=\"2026-01\"").contains("requested_version=\"2026-10\"");
    }

    @Test
    void readsTheVersionOfFailuresTooAndNoNonsense() {
        client.shopify.answers(402, Map.of("X-Shopify-API-Version", "2026-01"), "")
                .answers(402, Map.of("X-Shopify-API-Version", "<script>"), "");

        client.failure(QUERY);
        client.failure(QUERY);

        assertThat(client.served.last()).contains("2026-01");
    }

    @Test
    void warnsOncePerOperationOfDeprecatedCalls() {
        var deprecated = Map.of("X-Shopify-API-Deprecated-Reason", "https://shopify.dev/changes");
        client.shopify.answers(200, deprecated, READ_DATA).answers(200, deprecated, READ_DATA);

        client.run(QUERY);
        client.run(QUERY);

        assertThat(lines()).hasSize(1).first().asString().contains("deprecated").contains("ReadThing");
    }

    @Test
    void saysWhichWriteIsUnknown() {
        client.shopify.does(new Cut());

        client.failure(MUTATION);

        assertThat(lines()).hasSize(1).first().asString().startsWith("WARN outcome of a write is unknown")
                .contains("ChangeThing").contains("example.myshopify.com");
    }

    @Test
    void saysNothingOfTokensVariablesAndAnswers() {
        client.shopify.answers(200, "{\"data\":{\"thing\":{\"id\":{\"x\":\"answered-value\"}}}}")
                .answers(200, "answered-value").answers(400, "answered-value")
                .answers(200, error("SOMETHING_NEW", "answered-value")).answers(401, "answered-value");

        for (var i = 0; i < 5; i++) {
            client.failure(Things.READ.with(Map.of("email", "sent-value")));
        }

        assertThat(lines()).isNotEmpty().noneMatch(line -> line.contains("answered-value")
                || line.contains("sent-value") || line.contains(client.tokens.token.reveal()));
    }
}
