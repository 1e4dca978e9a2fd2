package com.atom.shopify.fake.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// What the product relies on in S3; holds for ours and for AWS's.
interface S3Contract {
    HttpClient BROWSER = HttpClient.newHttpClient();
    int SMALLEST_PART = 5 * 1_024 * 1_024;

    S3Client s3();

    S3Presigner presigner();

    /// An empty bucket.
    String bucket();

    @ParameterizedTest
    @ValueSource(strings = {"webhooks/one.myshopify.com/a.json", "with space/ü+&=%.txt", "-"})
    default void readsWhatWasWritten(String key) {
        var bucket = bucket();
        s3().putObject(request -> request.bucket(bucket).key(key).contentType("application/json")
                .metadata(Map.of("topic", "orders/create")), RequestBody.fromString("{\"a\":\"ü\"}"));

        var read = s3().getObjectAsBytes(request -> request.bucket(bucket).key(key));

        assertThat(read.asUtf8String()).isEqualTo("{\"a\":\"ü\"}");
        assertThat(read.response().contentType()).isEqualTo("application/json");
        assertThat(read.response().metadata()).containsEntry("topic", "orders/create");
        assertThat(s3().listObjectsV2(request -> request.bucket(bucket)).contents()).extracting(S3Object::key)
                .containsExactly(key);
    }

    @Test
    default void anObjectHasALengthAndAType() {
        var bucket = bucket();
        put(bucket, "a", "four");

        var head = s3().headObject(request -> request.bucket(bucket).key("a"));

        assertThat(head.contentLength()).isEqualTo(4);
        assertThat(head.eTag()).isNotEmpty();
        assertThat(head.lastModified()).isNotNull();
    }

    @Test
    default void aLaterObjectReplacesAnEarlier() {
        var bucket = bucket();
        put(bucket, "a", "first");

        put(bucket, "a", "second");

        assertThat(read(bucket, "a")).isEqualTo("second");
    }

    @Test
    default void aNameIsTakenOnceIfSoAsked() {
        var bucket = bucket();
        put(bucket, "a", "first");

        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3().putObject(request -> request.bucket(bucket).key("a").ifNoneMatch("*"),
                        RequestBody.fromString("second")))
                .matches(refused -> refused.statusCode() == 412);
        assertThat(read(bucket, "a")).isEqualTo("first");
    }

    @Test
    default void aPartIsRead() {
        var bucket = bucket();
        put(bucket, "a", "0123456789");

        assertThat(s3().getObjectAsBytes(request -> request.bucket(bucket).key("a").range("bytes=2-4")).asUtf8String())
                .isEqualTo("234");
    }

    @Test
    default void whatIsNotThereIsSaidSo() {
        var bucket = bucket();

        assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> read(bucket, "missing"));
        assertThatExceptionOfType(NoSuchKeyException.class)
                .isThrownBy(() -> s3().headObject(request -> request.bucket(bucket).key("missing")));
        assertThatExceptionOfType(NoSuchBucketException.class)
                .isThrownBy(() -> put("contract-" + UUID.randomUUID(), "a", "text"));
    }

    @Test
    default void whatIsDeletedIsGoneAndMayBeDeletedAgain() {
        var bucket = bucket();
        put(bucket, "a", "text");

        for (var i = 0; i < 2; i++) {
            s3().deleteObject(request -> request.bucket(bucket).key("a"));
        }

        assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> read(bucket, "a"));
    }

    @Test
    default void listsByPrefixAndPage() {
        var bucket = bucket();
        for (var key : new String[]{"b/2", "a/1", "b/1", "b/3", "c/1"}) {
            put(bucket, key, "text");
        }

        var first = s3().listObjectsV2(request -> request.bucket(bucket).prefix("b/").maxKeys(2));
        var second = s3().listObjectsV2(request -> request.bucket(bucket).prefix("b/").maxKeys(2)
                .continuationToken(first.nextContinuationToken()));

        assertThat(first.contents()).extracting(S3Object::key).containsExactly("b/1", "b/2");
        assertThat(first.isTruncated()).isTrue();
        assertThat(second.contents()).extracting(S3Object::key).containsExactly("b/3");
        assertThat(second.isTruncated()).isFalse();
    }

    @Test
    default void aLargeObjectIsWrittenInParts() {
        var bucket = bucket();
        var upload = s3().createMultipartUpload(request -> request.bucket(bucket).key("large")).uploadId();
        var parts = new CompletedPart[2];
        for (var number = 1; number <= parts.length; number++) {
            var part = number;
            var written = s3().uploadPart(
                    request -> request.bucket(bucket).key("large").uploadId(upload).partNumber(part),
                    RequestBody.fromBytes(new byte[SMALLEST_PART + part]));
            parts[part - 1] = CompletedPart.builder().partNumber(part).eTag(written.eTag())
                    .checksumCRC32(written.checksumCRC32()).build();
        }

        s3().completeMultipartUpload(request -> request.bucket(bucket).key("large").uploadId(upload)
                .multipartUpload(completed -> completed.parts(parts)));

        assertThat(s3().headObject(request -> request.bucket(bucket).key("large")).contentLength())
                .isEqualTo(2L * SMALLEST_PART + 3);
    }

    @Test
    default void aSignedAddressReadsAndWritesOneObject() throws Exception {
        var bucket = bucket();
        var writing = presigner().presignPutObject(signed -> signed.signatureDuration(Duration.ofMinutes(1))
                .putObjectRequest(request -> request.bucket(bucket).key("a b"))).url();
        var reading = reading(bucket, "a b", Duration.ofMinutes(1));

        assertThat(send(HttpRequest.newBuilder(writing.toURI()).PUT(HttpRequest.BodyPublishers.ofString("text"))))
                .extracting(HttpResponse::statusCode).isEqualTo(200);

        assertThat(get(reading)).extracting(HttpResponse::statusCode, HttpResponse::body).containsExactly(200, "text");
    }

    @Test
    default void aSignedAddressNamesTheDownload() throws Exception {
        var bucket = bucket();
        put(bucket, "a", "text");
        var reading = presigner().presignGetObject(signed -> signed.signatureDuration(Duration.ofMinutes(1))
                .getObjectRequest(request -> request.bucket(bucket).key("a")
                        .responseContentDisposition("attachment; filename=\"report.csv\"")))
                .url();

        assertThat(get(reading).headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"report.csv\"");
    }

    @Test
    default void aSignedAddressHoldsForWhatWasSignedOnly() throws Exception {
        var bucket = bucket();
        put(bucket, "mine", "text");
        put(bucket, "other", "text");
        var signed = reading(bucket, "mine", Duration.ofMinutes(1)).toURI();

        assertThat(get(URI.create(signed.toString().replace("/mine?", "/other?")).toURL()).statusCode()).isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(signed).DELETE()).statusCode()).isEqualTo(403);
        assertThat(get(URI.create(signed.toString().replaceFirst("\\?.*", "")).toURL()).statusCode()).isEqualTo(403);
    }

    @Test
    default void aSignedAddressExpires() throws Exception {
        var bucket = bucket();
        put(bucket, "a", "text");
        var reading = reading(bucket, "a", Duration.ofSeconds(1));

        Awaitility.await().untilAsserted(() -> assertThat(get(reading).statusCode()).isEqualTo(403));
    }

    private void put(String bucket, String key, String text) {
        s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    private String read(String bucket, String key) {
        return s3().getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
    }

    private URL reading(String bucket, String key, Duration time) {
        return presigner().presignGetObject(signed -> signed.signatureDuration(time)
                .getObjectRequest(request -> request.bucket(bucket).key(key))).url();
    }

    static HttpResponse<String> get(URL url) throws IOException, InterruptedException, URISyntaxException {
        return send(HttpRequest.newBuilder(url.toURI()));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
