package com.atom.shopify.once;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Packed;
import com.atom.shopify.routes.Setting;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/// Encrypts the answers that are kept for repeated writes, because they hold personal data. KMS takes 4 KB at once, so an
/// answer is compressed and cut into a few parts, each bound to its write and its place; what is longer is not kept.
@Singleton
public final class AnswerCipher {
    private static final int PART = 4_096;
    private static final int MOST_PARTS = 8;

    private final KmsClient kms;
    private final String key;
    private final String stage;

    AnswerCipher(KmsClient kms, Deployed deployed) {
        this.kms = kms;
        this.key = deployed.required(Setting.ANSWER_KEY_ID);
        this.stage = deployed.required(Setting.STAGE);
    }

    /// The encrypted parts, or nothing when the answer is too long to keep.
    public Optional<List<SdkBytes>> encrypt(String write, byte[] answer) {
        var packed = Packed.pack(answer);
        if (packed.length > PART * MOST_PARTS) {
            return Optional.empty();
        }
        var parts = new ArrayList<SdkBytes>();
        for (var from = 0; from < packed.length; from += PART) {
            var part = Arrays.copyOfRange(packed, from, Math.min(packed.length, from + PART));
            var context = context(write, parts.size());
            parts.add(kms.encrypt(request -> request.keyId(key).encryptionContext(context)
                    .plaintext(SdkBytes.fromByteArrayUnsafe(part))).ciphertextBlob());
        }
        return Optional.of(parts);
    }

    public byte[] decrypt(String write, List<SdkBytes> parts) {
        var packed = new ByteArrayOutputStream();
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var context = context(write, i);
            packed.writeBytes(kms.decrypt(request -> request.keyId(key).encryptionContext(context)
                    .ciphertextBlob(part)).plaintext().asByteArrayUnsafe());
        }
        return Packed.unpack(packed.toByteArray());
    }

    private Map<String, String> context(String write, int part) {
        return Map.of("app", "atom-shopify", "env", stage, "write", write, "part", String.valueOf(part), "purpose",
                "answer");
    }
}
