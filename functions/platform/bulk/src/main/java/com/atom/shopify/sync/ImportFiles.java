package com.atom.shopify.sync;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.files.Lookup;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.routes.Bucket;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The files that callers upload for imports, in a bucket that forgets them by itself.
@Singleton
public final class ImportFiles {
    /// The most bytes of a file: Shopify takes no more (shopify-platform 7).
    public static final long LARGEST = 100_000_000;
    /// How long a caller may upload.
    public static final Duration UPLOAD_TIME = Duration.ofHours(1);

    private final S3Client s3;
    private final S3Presigner presigner;
    private final Deployed deployed;

    ImportFiles(S3Client s3, S3Presigner presigner, Deployed deployed) {
        this.s3 = s3;
        this.presigner = presigner;
        this.deployed = deployed;
    }

    /// What a caller uploaded.
    ///
    /// @param bytes its length
    public record Uploaded(long bytes, InputStream content) {}

    /// Where the file of an import is to be PUT, by whoever knows the address.
    public URI uploadAddress(ShopDomain shop, String id) {
        var signed = presigner.presignPutObject(put -> put.signatureDuration(UPLOAD_TIME)
                .putObjectRequest(object -> object.bucket(bucket()).key(key(shop, id))));
        return URI.create(signed.url().toString());
    }

    /// Fails with `imports.too-large` when more was uploaded than [#LARGEST], of which nothing is read. What is not there is not too large.
    public void checkSize(ShopDomain shop, String id) {
        if (size(shop, id).filter(bytes -> bytes > LARGEST).isPresent()) {
            throw new FailureException(new Failure.Refused("imports.too-large",
                    "The file is larger than 100 MB; write it in several imports.", List.of()));
        }
    }

    private Optional<Long> size(ShopDomain shop, String id) {
        return Lookup.of(() -> s3.headObject(head -> head.bucket(bucket()).key(key(shop, id))).contentLength());
    }

    /// The file, which is read as it comes; none when it was not uploaded.
    public Optional<Uploaded> open(ShopDomain shop, String id) {
        return Lookup.of(() -> s3.getObject(get -> get.bucket(bucket()).key(key(shop, id))))
                .map(content -> new Uploaded(content.response().contentLength(), content));
    }

    private String bucket() {
        return deployed.bucket(Bucket.FILES);
    }

    private static String key(ShopDomain shop, String id) {
        return "imports/" + shop + "/" + id + ".jsonl";
    }
}
