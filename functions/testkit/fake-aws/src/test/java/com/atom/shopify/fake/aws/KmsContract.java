package com.atom.shopify.fake.aws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// What the product relies on KMS for. Runs against the fake, and against any real endpoint.
interface KmsContract {
    Map<String, String> CONTEXT = Map.of("app", "atom-shopify", "shop", "a.myshopify.com", "purpose", "offline-token");
    SdkBytes TEXT = SdkBytes.fromUtf8String("a text that nobody else should read");

    KmsClient kms();

    default String newKey() {
        return kms().createKey(request -> {}).keyMetadata().keyId();
    }

    default SdkBytes encrypt(String key, Map<String, String> context) {
        return kms().encrypt(request -> request.keyId(key).encryptionContext(context).plaintext(TEXT)).ciphertextBlob();
    }

    @Test
    default void decryptsWhatItEncrypted() {
        var key = newKey();

        var answer = kms().decrypt(request -> request.keyId(key).encryptionContext(CONTEXT)
                .ciphertextBlob(encrypt(key, CONTEXT)));

        assertThat(answer.plaintext()).isEqualTo(TEXT);
        assertThat(answer.keyId()).endsWith(key);
    }

    @Test
    default void neverEncryptsTwiceToTheSameBytes() {
        var key = newKey();

        assertThat(encrypt(key, CONTEXT)).isNotEqualTo(encrypt(key, CONTEXT));
        assertThat(encrypt(key, CONTEXT).asString(ISO_8859_1)).doesNotContain(TEXT.asUtf8String());
    }

    @Test
    default void refusesAnotherContext() {
        var key = newKey();
        var ciphertext = encrypt(key, CONTEXT);

        for (var context : List.of(Map.<String, String>of(), Map.of("shop", "a.myshopify.com"),
                Map.of("app", "atom-shopify", "shop", "b.myshopify.com", "purpose", "offline-token"))) {
            assertThatThrownBy(() -> kms().decrypt(request -> request.keyId(key).encryptionContext(context)
                    .ciphertextBlob(ciphertext))).isInstanceOf(InvalidCiphertextException.class);
        }
    }

    @Test
    default void refusesChangedBytesAndNonsense() {
        var key = newKey();
        var bytes = encrypt(key, CONTEXT).asByteArray();
        bytes[bytes.length - 1] ^= 1;

        assertThatThrownBy(() -> kms().decrypt(request -> request.keyId(key).encryptionContext(CONTEXT)
                .ciphertextBlob(SdkBytes.fromByteArray(bytes)))).isInstanceOf(InvalidCiphertextException.class);
        assertThatThrownBy(() -> kms().decrypt(request -> request.keyId(key).encryptionContext(CONTEXT)
                .ciphertextBlob(SdkBytes.fromUtf8String("nonsense")))).isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    default void refusesAnotherKeyThanTheOneThatEncrypted() {
        var ciphertext = encrypt(newKey(), CONTEXT);
        var other = newKey();

        assertThatThrownBy(() -> kms().decrypt(request -> request.keyId(other).encryptionContext(CONTEXT)
                .ciphertextBlob(ciphertext))).isInstanceOf(IncorrectKeyException.class);
    }

    @Test
    default void knowsItsKeys() {
        var key = newKey();

        assertThat(kms().describeKey(request -> request.keyId(key)).keyMetadata().enabled()).isTrue();
        assertThatThrownBy(() -> encrypt("00000000-0000-0000-0000-000000000000", CONTEXT))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    default void takesAtMostFourKilobytes() {
        var key = newKey();

        assertThat(kms().encrypt(request -> request.keyId(key).plaintext(SdkBytes.fromByteArray(new byte[4_096])))
                .ciphertextBlob().asByteArray()).hasSizeGreaterThan(4_096);
        assertThatThrownBy(() -> kms().encrypt(request -> request.keyId(key)
                .plaintext(SdkBytes.fromByteArray(new byte[4_097])))).isInstanceOf(KmsException.class);
    }
}
