package com.atom.shopify.fake.aws;

import java.net.URI;
import java.util.UUID;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/// s3proxy in this process: S3 on a loopback port and in memory. Signatures are checked, and the time that a pre-signed URL
/// holds: any access key may call, if it signs with [#secretKey()]. The SDK puts the bucket into the path by itself when the
/// endpoint is an IP address, so that a client needs no setting but the endpoint.
public final class LocalBuckets implements AutoCloseable {
    private final String secretKey = UUID.randomUUID().toString();
    private final TransientNio2BlobStore store = new TransientNio2BlobStore();
    private final S3Proxy server;

    private LocalBuckets() {
        this.server = S3Proxy.builder().blobStore(store)
                .endpoint(URI.create("http://" + Loopback.address().getHostAddress() + ":0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "local", secretKey).stopTimeout(0).build();
        server.setBlobStoreLocator((_, _, _) -> new AccessGrant(secretKey, store));
        try {
            server.start();
        } catch (Exception doesNotStart) {
            throw new IllegalStateException("s3proxy does not start", doesNotStart);
        }
    }

    /// Starts on a free loopback port, without buckets.
    public static LocalBuckets start() {
        return new LocalBuckets();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /// What all callers sign with, made for this run.
    public String secretKey() {
        return secretKey;
    }

    /// An empty bucket; its name must be free.
    public void create(String bucket) {
        store.createContainer(bucket);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception doesNotStop) {
            throw new IllegalStateException("s3proxy does not stop", doesNotStop);
        }
        store.close();
    }
}
