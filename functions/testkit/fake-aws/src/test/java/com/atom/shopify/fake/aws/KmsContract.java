package com.atom.shopify.fake.aws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// What the product relies on in KMS; holds for ours and for AWS's.
interface KmsContract {
    Map<String, String> CONTEXT = Map.of("app", "atom-shopify", "shop", "one.myshopify.com");
    SdkBytes TEXT = SdkBytes.fromUtf8String("a secret");

    KmsClient kms();

    @Test
    default void decryptsWhatItEncrypted() {
        var sealed = encrypt(key(), CONTEXT);

        assertThat(sealed.asString(ISO_8859_1)).doesNotContain(TEXT.asUtf8String());
        assertThat(decrypt(sealed, CONTEXT)).isEqualTo(TEXT);
    }

    @Test
    default void theOrderOfTheContextDoesNotMatter() {
        var key = key();
        var forwards = new LinkedHashMap<String, String>();
        forwards.put("app", "atom-shopify");
        forwards.put("shop", "one.myshopify.com");
        var backwards = new LinkedHashMap<String, String>();
        backwards.put("shop", "one.myshopify.com");
        backwards.put("app", "atom-shopify");

        assertThat(decrypt(encrypt(key, forwards), backwards)).isEqualTo(TEXT);
    }

    @Test
    default void anotherContextDoesNotDecrypt() {
        var sealed = encrypt(key(), CONTEXT);

        assertThatExceptionOfType(InvalidCiphertextException.class)
                .isThrownBy(() -> decrypt(sealed, Map.of("app", "atom-shopify", "shop", "two.myshopify.com")));
        assertThatExceptionOfType(InvalidCiphertextException.class).isThrownBy(() -> decrypt(sealed, Map.of()));
        assertThatExceptionOfType(InvalidCiphertextException.class)
                .isThrownBy(() -> decrypt(sealed, Map.of("app", "atom-shopify")));
    }

    @Test
    default void changedBytesDoNotDecrypt() {
        var bytes = encrypt(key(), CONTEXT).asByteArray();
        bytes[bytes.length - 1] ^= 1;

        assertThatExceptionOfType(InvalidCiphertextException.class)
                .isThrownBy(() -> decrypt(SdkBytes.fromByteArray(bytes), CONTEXT));
        assertThatExceptionOfType(InvalidCiphertextException.class)
                .isThrownBy(() -> decrypt(SdkBytes.fromUtf8String("short"), CONTEXT));
    }

    @Test
    default void encryptsTheSameTextDifferentlyEachTime() {
        var key = key();

        assertThat(encrypt(key, CONTEXT)).isNotEqualTo(encrypt(key, CONTEXT));
    }

    @Test
    default void theCiphertextSaysWhichKeyMadeIt() {
        var key = key();
        var sealed = encrypt(key, CONTEXT);

        var opened = kms().decrypt(request -> request.ciphertextBlob(sealed).encryptionContext(CONTEXT));

        assertThat(opened.keyId()).endsWith("key/" + key);
        assertThatExceptionOfType(IncorrectKeyException.class).isThrownBy(() -> kms()
                .decrypt(request -> request.keyId(key()).ciphertextBlob(sealed).encryptionContext(CONTEXT)));
    }

    @Test
    default void plaintextHasOneTo4096Bytes() {
        var key = key();

        assertThat(kms().encrypt(request -> request.keyId(key).plaintext(SdkBytes.fromByteArray(new byte[4_096])))
                .ciphertextBlob()).isNotNull();
        for (var size : new int[]{0, 4_097}) {
            assertThatExceptionOfType(KmsException.class)
                    .isThrownBy(() -> kms()
                            .encrypt(request -> request.keyId(key).plaintext(SdkBytes.fromByteArray(new byte[size]))))
                    .satisfies(
                            refused -> assertThat(refused.awsErrorDetails().errorCode())
                                    .isEqualTo("ValidationException"));
        }
    }

    @Test
    default void anUnknownKeyIsNotFound() {
        var unknown = "00000000-0000-4000-8000-000000000000";

        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> encrypt(unknown, CONTEXT));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> kms().describeKey(request -> request.keyId(unknown)));
    }

    @Test
    default void aKeyIsKnownByIdAndByArn() {
        var key = key();
        var described = kms().describeKey(request -> request.keyId(key)).keyMetadata();

        assertThat(described.keyId()).isEqualTo(key);
        assertThat(described.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(decrypt(encrypt(described.arn(), CONTEXT), CONTEXT)).isEqualTo(TEXT);
    }

    @Test
    default void movesACiphertextToAnotherContextWithoutShowingIt() {
        var sealed = encrypt(key(), CONTEXT);
        var other = Map.of("shop", "two.myshopify.com");
        var to = key();

        var moved = kms().reEncrypt(request -> request.ciphertextBlob(sealed).sourceEncryptionContext(CONTEXT)
                .destinationKeyId(to).destinationEncryptionContext(other));

        assertThat(moved.keyId()).endsWith("key/" + to);
        assertThat(decrypt(moved.ciphertextBlob(), other)).isEqualTo(TEXT);
    }

    @Test
    default void movesOnlyWhatItCanDecrypt() {
        var from = key();
        var to = key();
        var sealed = encrypt(from, CONTEXT);

        assertThatExceptionOfType(InvalidCiphertextException.class)
                .isThrownBy(() -> kms().reEncrypt(request -> request.ciphertextBlob(sealed).destinationKeyId(to)));
        assertThatExceptionOfType(IncorrectKeyException.class).isThrownBy(() -> kms().reEncrypt(request -> request
                .ciphertextBlob(sealed).sourceKeyId(to).sourceEncryptionContext(CONTEXT).destinationKeyId(to)));
    }

    @Test
    default void anUnknownKeyDecryptsNothing() {
        var sealed = encrypt(key(), CONTEXT);

        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> kms().decrypt(request -> request
                .keyId(UUID.randomUUID().toString()).ciphertextBlob(sealed).encryptionContext(CONTEXT)));
    }

    private String key() {
        return kms().createKey(request -> request.description("contract suite")).keyMetadata().keyId();
    }

    private SdkBytes encrypt(String key, Map<String, String> context) {
        return kms().encrypt(request -> request.keyId(key).plaintext(TEXT).encryptionContext(context))
                .ciphertextBlob();
    }

    private SdkBytes decrypt(SdkBytes sealed, Map<String, String> context) {
        return kms().decrypt(request -> request.ciphertextBlob(sealed).encryptionContext(context)).plaintext();
    }
}
