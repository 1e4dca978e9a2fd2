package com.atom.shopify.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
    private static final byte[] BODY = "{\"id\":1}".getBytes(UTF_8);
    private static final ClientSecret BEFORE = new ClientSecret("before", Optional.empty());
    private static final ClientSecret ROTATED = new ClientSecret("after", Optional.of("before"));

    @Test
    void duringARotationEitherSecretSigns() {
        assertThat(WebhookSignature.isGenuine(WebhookSignature.of(BODY, ROTATED), BODY, ROTATED)).isTrue();
        assertThat(WebhookSignature.isGenuine(WebhookSignature.of(BODY, BEFORE), BODY, ROTATED)).isTrue();
    }

    @Test
    void afterARotationTheOlderSecretSignsNoMore() {
        assertThat(WebhookSignature.isGenuine(WebhookSignature.of(BODY, BEFORE), BODY,
                new ClientSecret("after", Optional.empty()))).isFalse();
    }

    @Test
    void aSignatureIsOfExactlyTheseBytes() {
        assertThat(WebhookSignature.isGenuine(WebhookSignature.of(BODY, BEFORE), "{\"id\": 1}".getBytes(UTF_8), BEFORE))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "%", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    void whatIsNoSignatureIsNotGenuine(String text) {
        assertThat(WebhookSignature.isGenuine(text, BODY, ROTATED)).isFalse();
    }

    @Test
    void hexAndTheFormForAddressesAreNotGenuine() {
        var signature = Base64.getDecoder().decode(WebhookSignature.of(BODY, BEFORE));

        assertThat(WebhookSignature.isGenuine(HexFormat.of().formatHex(signature), BODY, BEFORE)).isFalse();
        assertThat(
                WebhookSignature.isGenuine(Base64.getMimeEncoder(8, new byte[]{'\n'}).encodeToString(signature), BODY,
                        BEFORE))
                .isFalse();
    }
}
