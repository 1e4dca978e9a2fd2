package com.atom.shopify.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LookupTest {

    @Test
    void whatIsThereIsFound() {
        assertThat(Lookup.of(() -> "found")).contains("found");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void whatIsMissingIsNothingWhetherOrNotTheBucketMayBeListed(int status) {
        assertThat(Lookup.of(() -> answered(status))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500, 503})
    void anythingElseIsNoAnswer(int status) {
        assertThatThrownBy(() -> Lookup.of(() -> answered(status))).isInstanceOf(S3Exception.class);
    }

    private static String answered(int status) {
        throw S3Exception.builder().statusCode(status).message("refused").build();
    }
}
