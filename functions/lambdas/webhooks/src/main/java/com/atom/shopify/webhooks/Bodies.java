package com.atom.shopify.webhooks;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.files.Lookup;
import com.atom.shopify.routes.Bucket;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/// The bytes of a delivery's body: in its message, or in the bucket of large ones.
@Singleton
final class Bodies {
    private final S3Client s3;
    private final String bucket;

    Bodies(S3Client s3, Deployed deployed) {
        this.s3 = s3;
        this.bucket = deployed.bucket(Bucket.PAYLOADS);
    }

    /// None when it is not there any more, or is not what the intake took.
    Optional<byte[]> of(String digest, Optional<String> inMessage) {
        return inMessage.map(text -> Base64.getDecoder().decode(text))
                .or(() -> stored(digest)).filter(bytes -> sha256(bytes).equals(digest));
    }

    /// Erases a body; nothing happens when it is not there.
    void erase(String digest) {
        s3.deleteObject(delete -> delete.bucket(bucket).key(digest));
    }

    /// As the intake names a body.
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Optional<byte[]> stored(String digest) {
        return Lookup.of(() -> s3.getObjectAsBytes(get -> get.bucket(bucket).key(digest)).asByteArrayUnsafe());
    }
}
