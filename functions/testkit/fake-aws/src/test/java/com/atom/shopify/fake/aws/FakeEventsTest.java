package com.atom.shopify.fake.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class FakeEventsTest implements EventsContract {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final FakeEvents FAKE = FakeEvents.start();
    private static final FaultProxy PROXY = FaultProxy.before(FAKE.endpoint());
    private static final EventBridgeClient EVENTS = Client.events(PROXY.endpoint());

    @BeforeEach
    void clear() {
        FAKE.clear();
        PROXY.forgetCalls();
    }

    @AfterAll
    static void stop() {
        EVENTS.close();
        PROXY.close();
        FAKE.close();
    }

    @Override
    public EventBridgeClient events() {
        return EVENTS;
    }

    @Test
    void keepsWhatItGot() {
        var put = EVENTS.putEvents(request -> request.entries(PutEventsRequestEntry.builder().eventBusName("platform")
                .source(SOURCE).detailType("StoreConnected").detail("{\"shop\":\"one.myshopify.com\"}").time(TIME)
                .resources("one.myshopify.com").build()));

        assertThat(FAKE.events()).singleElement().satisfies(event -> {
            assertThat(put.entries()).extracting(PutEventsResultEntry::eventId).containsExactly(event.id());
            assertThat(event.bus()).isEqualTo("platform");
            assertThat(event.source()).isEqualTo(SOURCE);
            assertThat(event.detailType()).isEqualTo("StoreConnected");
            assertThat(event.detail().path("shop").asText()).isEqualTo("one.myshopify.com");
            assertThat(event.resources()).containsExactly("one.myshopify.com");
            assertThat(event.time()).isEqualTo(TIME);
        });
        assertThat(PROXY.calls())
                .containsExactly(new FaultProxy.Called("PutEvents", "platform", Client.ACCESS_KEY));
    }

    @Test
    void keepsNothingOfWhatItRefused() {
        EVENTS.putEvents(request -> request.entries(PutEventsRequestEntry.builder().source("aws.events")
                .detailType("StoreConnected").detail("{}").build()));

        assertThat(FAKE.events()).isEmpty();
    }

    @Test
    void forgetsWhenCleared() {
        EVENTS.putEvents(request -> request.entries(
                PutEventsRequestEntry.builder().source(SOURCE).detailType("StoreConnected").detail("{}").build()));

        FAKE.clear();

        assertThat(FAKE.events()).isEmpty();
    }
}
