package com.atom.shopify.fake.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class LocalBucketsTest implements S3Contract {
    private static final LocalBuckets BUCKETS = LocalBuckets.start();
    private static final FaultProxy PROXY = FaultProxy.before(BUCKETS.endpoint());
    private static final S3Client S3 = Client.s3(PROXY.endpoint(), BUCKETS.secretKey());
    private static final S3Presigner PRESIGNER = Client.presigner(PROXY.endpoint(), BUCKETS.secretKey());

    @BeforeEach
    void forgetCalls() {
        PROXY.forgetCalls();
        PROXY.calm();
    }

    @AfterAll
    static void stop() {
        S3.close();
        PRESIGNER.close();
        PROXY.close();
        BUCKETS.close();
    }

    @Override
    public S3Client s3() {
        return S3;
    }

    @Override
    public S3Presigner presigner() {
        return PRESIGNER;
    }

    @Override
    public String bucket() {
        var name = "contract-" + UUID.randomUUID();
        BUCKETS.create(name);
        return name;
    }

    @Test
    void theProxyNamesWhatIsAsked() {
        var bucket = bucket();
        S3.putObject(request -> request.bucket(bucket).key("a/b"), RequestBody.fromString("text"));
        S3.copyObject(request -> request.sourceBucket(bucket).sourceKey("a/b").destinationBucket(bucket)
                .destinationKey("c"));
        S3.getObjectAsBytes(request -> request.bucket(bucket).key("c"));
        S3.headObject(request -> request.bucket(bucket).key("c"));
        S3.listObjectsV2(request -> request.bucket(bucket));
        var upload = S3.createMultipartUpload(request -> request.bucket(bucket).key("d")).uploadId();
        S3.uploadPart(request -> request.bucket(bucket).key("d").uploadId(upload).partNumber(1),
                RequestBody.fromString("text"));
        S3.listParts(request -> request.bucket(bucket).key("d").uploadId(upload));
        S3.abortMultipartUpload(request -> request.bucket(bucket).key("d").uploadId(upload));
        S3.deleteObject(request -> request.bucket(bucket).key("c"));
        S3.deleteObjects(request -> request.bucket(bucket)
                .delete(all -> all.objects(ObjectIdentifier.builder().key("a/b").build())));
        S3.headBucket(request -> request.bucket(bucket));
        S3.listBuckets();

        assertThat(PROXY.calls()).extracting(FaultProxy.Called::operation).containsExactly("PutObject", "CopyObject",
                "GetObject", "HeadObject", "ListObjectsV2", "CreateMultipartUpload", "UploadPart", "ListParts",
                "AbortMultipartUpload", "DeleteObject", "DeleteObjects", "HeadBucket", "ListBuckets");
        assertThat(PROXY.calls()).extracting(FaultProxy.Called::accessKey).containsOnly(Client.ACCESS_KEY);
        assertThat(PROXY.calls().getFirst().resource()).isEqualTo(bucket);
    }

    @Test
    void anAspectOfAnObjectIsNotTakenForTheObject() {
        var bucket = bucket();

        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> S3.getObjectTagging(request -> request.bucket(bucket).key("a")));

        assertThat(PROXY.calls()).extracting(FaultProxy.Called::operation).containsOnly("GET?tagging");
    }

    @Test
    void theProxyKnowsWhoSignedAnAddress() throws Exception {
        var bucket = bucket();
        var url = PRESIGNER.presignGetObject(signed -> signed.signatureDuration(Duration.ofMinutes(1))
                .getObjectRequest(request -> request.bucket(bucket).key("missing"))).url();

        assertThat(S3Contract.get(url).statusCode()).isEqualTo(404);

        assertThat(PROXY.calls()).containsExactly(new FaultProxy.Called("GetObject", bucket, Client.ACCESS_KEY));
    }

    @Test
    void throttlesInTheWordsOfTheService() {
        var bucket = bucket();
        PROXY.order("GetObject", new Fault.Throttle(), 1);

        assertThatExceptionOfType(NoSuchKeyException.class)
                .isThrownBy(() -> S3.getObjectAsBytes(request -> request.bucket(bucket).key("missing")));
        assertThat(PROXY.calls()).hasSize(2);

        PROXY.order("GetObject", new Fault.Throttle(), 10);
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> S3.getObjectAsBytes(request -> request.bucket(bucket).key("missing")))
                .matches(refused -> refused.isThrottlingException() && refused.statusCode() == 503);
    }

    @Test
    void whoSignsWithAnotherSecretIsRefused() {
        var bucket = bucket();
        try (var stranger = Client.s3(PROXY.endpoint(), "another secret")) {
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> stranger.listObjectsV2(request -> request.bucket(bucket)))
                    .matches(refused -> refused.statusCode() == 403);
        }
    }

    @Test
    void listensOnLoopbackOnly() {
        assertThat(BUCKETS.endpoint().getHost()).isEqualTo("127.0.0.1");
    }
}
