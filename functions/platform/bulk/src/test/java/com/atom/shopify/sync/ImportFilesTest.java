package com.atom.shopify.sync;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.id.ShopDomain;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// What is said of uploaded files, by a bucket that only says how large they are: nobody has to write a hundred megabytes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportFilesTest {
    private static final ShopDomain SHOP = new ShopDomain("importing.myshopify.com");

    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final ApplicationContext context = LocalAws.context(tables, kms, LocalAws.newKey(kms), Clock.systemUTC(),
            Map.of("files.bucket", "files"));
    private final HttpServer bucket = bucket();
    private final S3Client s3 = S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + bucket.getAddress().getPort())).region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    private final S3Presigner presigner = S3Presigner.builder().s3Client(s3).region(Region.US_EAST_1).build();
    private final ImportFiles files = new ImportFiles(s3, presigner, context.getBean(Deployed.class));
    private volatile int status = 200;
    private volatile long bytes;

    private static HttpServer bucket() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new AssertionError(noPort);
        }
    }

    @BeforeAll
    void answer() {
        bucket.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes));
            // Whoever asked for more than the head would get 400.
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("HEAD") ? status : 400, -1);
            exchange.close();
        });
        bucket.start();
    }

    @AfterAll
    void stop() {
        presigner.close();
        s3.close();
        bucket.stop(0);
        context.close();
        kms.close();
        tables.close();
    }

    @Test
    void whatShopifyWouldNotTakeIsRefusedBeforeItIsRead() {
        status = 200;
        bytes = ImportFiles.LARGEST + 1;

        assertThatThrownBy(() -> files.checkSize(SHOP, "1")).hasMessage("imports.too-large");
    }

    @Test
    void theLargestFileIsNotTooLarge() {
        status = 200;
        bytes = ImportFiles.LARGEST;

        assertThatCode(() -> files.checkSize(SHOP, "1")).doesNotThrowAnyException();
    }

    @Test
    void whatWasNotUploadedIsNotTooLarge() {
        bytes = 0;
        for (var missing : new int[]{403, 404}) {
            status = missing;

            assertThatCode(() -> files.checkSize(SHOP, "1")).doesNotThrowAnyException();
        }
    }

    @Test
    void aBucketThatDoesNotAnswerIsNoFileThatIsSmall() {
        bytes = 0;
        status = 500;

        assertThatThrownBy(() -> files.checkSize(SHOP, "1")).isInstanceOf(S3Exception.class);
    }
}
