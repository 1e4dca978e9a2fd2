package com.atom.shopify.fake.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/// What the product relies on in EventBridge; holds for ours and for AWS's.
interface EventsContract {
    String SOURCE = "com.atom.shopify.contract";

    EventBridgeClient events();

    @Test
    default void givesEachEventAnId() {
        var put = put(entry("{\"shop\":\"one.myshopify.com\"}"),
                entry("{}").toBuilder().time(Instant.EPOCH).resources("one.myshopify.com").build());

        assertThat(put.failedEntryCount()).isZero();
        assertThat(put.entries()).hasSize(2).extracting(PutEventsResultEntry::eventId).doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "[]", "\"text\"", "1", "{", "{} {}"})
    default void aDetailIsAJsonObject(String detail) {
        var put = put(entry(detail));

        assertThat(put.failedEntryCount()).isOne();
        assertThat(put.entries()).singleElement().satisfies(refused -> {
            assertThat(refused.errorCode()).isEqualTo("MalformedDetail");
            assertThat(refused.errorMessage()).isNotEmpty();
            assertThat(refused.eventId()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({"'',StoreConnected,{}", "source,'',{}", "source,StoreConnected,''"})
    default void sourceTypeAndDetailAreRequired(String source, String type, String detail) {
        var put = put(PutEventsRequestEntry.builder().source(source).detailType(type).detail(detail).build());

        assertThat(put.entries()).extracting(PutEventsResultEntry::errorCode).containsExactly("InvalidArgument");
    }

    @Test
    default void theSourcesOfAwsAreItsOwn() {
        var put = put(entry("{}").toBuilder().source("aws.events").build());

        assertThat(put.entries()).extracting(PutEventsResultEntry::errorCode)
                .containsExactly("NotAuthorizedForSourceException");
    }

    @Test
    default void oneBadEntryDoesNotStopTheOthers() {
        var put = put(entry("{}"), entry("bad"), entry("{}"));

        assertThat(put.failedEntryCount()).isOne();
        assertThat(put.entries()).extracting(PutEventsResultEntry::errorCode).containsExactly(null, "MalformedDetail",
                null);
    }

    @Test
    default void aCallHasOneToTenEntries() {
        assertThat(events().putEvents(request -> request.entries(Collections.nCopies(10, entry("{}"))))
                .failedEntryCount()).isZero();
        for (var count : new int[]{0, 11}) {
            refused(Collections.nCopies(count, entry("{}")));
        }
    }

    @Test
    default void aCallHasOneMegabyteAtMost() {
        assertThat(put(entry("{\"x\":\"" + "x".repeat(1_000_000) + "\"}")).failedEntryCount()).isZero();
        refused(Collections.nCopies(2, entry("{\"x\":\"" + "x".repeat(525_000) + "\"}")));
    }

    private void refused(List<PutEventsRequestEntry> entries) {
        assertThatExceptionOfType(EventBridgeException.class)
                .isThrownBy(() -> events().putEvents(request -> request.entries(entries)))
                .matches(refused -> refused.statusCode() == 400)
                .matches(refused -> refused.awsErrorDetails().errorCode().equals("ValidationException"));
    }

    private PutEventsResponse put(PutEventsRequestEntry... entries) {
        return events().putEvents(request -> request.entries(entries));
    }

    private static PutEventsRequestEntry entry(String detail) {
        return PutEventsRequestEntry.builder().source(SOURCE).detailType("StoreConnected").detail(detail).build();
    }
}
