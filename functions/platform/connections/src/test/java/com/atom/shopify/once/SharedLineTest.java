package com.atom.shopify.once;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.admin.Line;
import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.aws.SetClock;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.Fault;
import com.atom.shopify.fake.aws.FaultProxy;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.id.ShopDomain;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Two instances in one line.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedLineTest {
    private static final Instant NOW = SetClock.FAR_AHEAD;
    private static final Duration STEP = Duration.ofSeconds(5);

    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final String key = LocalAws.newKey(kms);
    private final ApplicationContext oneInstance = LocalAws.context(tables, kms, key, new SetClock(NOW));
    private final ApplicationContext otherInstance = LocalAws.context(tables, kms, key, new SetClock(NOW));
    private final Line one = oneInstance.getBean(Line.class);
    private final Line other = otherInstance.getBean(Line.class);

    @AfterAll
    void stop() {
        otherInstance.close();
        oneInstance.close();
        kms.close();
        tables.close();
    }

    @Test
    void whoeverComesLaterStandsBehind() {
        var shop = new ShopDomain("line.myshopify.com");

        assertThat(one.move(shop, NOW, STEP)).isEqualTo(NOW.plus(STEP));
        assertThat(other.move(shop, NOW, STEP)).isEqualTo(NOW.plus(STEP.multipliedBy(2)));
        assertThat(one.move(shop, Instant.EPOCH, STEP.negated())).isEqualTo(NOW.plus(STEP));
    }

    @Test
    void whatIsKnownToBeLaterCounts() {
        var shop = new ShopDomain("known.myshopify.com");
        one.move(shop, NOW, STEP);

        assertThat(other.move(shop, NOW.plusSeconds(60), STEP)).isEqualTo(NOW.plusSeconds(65));
    }

    @Test
    void storesHaveLinesOfTheirOwn() {
        one.move(new ShopDomain("long.myshopify.com"), NOW, Duration.ofMinutes(1));

        assertThat(one.move(new ShopDomain("short.myshopify.com"), NOW, STEP)).isEqualTo(NOW.plus(STEP));
    }

    @Test
    void nobodyLosesAPlaceWhenAllComeAtOnce() throws Exception {
        var shop = new ShopDomain("crowded.myshopify.com");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var places = threads.invokeAll(IntStream.range(0, 40)
                    .<Callable<Instant>>mapToObj(i -> () -> (i % 2 == 0 ? one : other).move(shop, NOW, STEP)).toList())
                    .stream().map(place -> place.resultNow()).distinct().toList();

            assertThat(places).hasSize(40);
        }
    }

    @Test
    void whoeverCannotBeHeardCountsAlone() {
        var shop = new ShopDomain("alone.myshopify.com");
        one.move(shop, NOW, STEP);

        try (var broken = FaultProxy.before(tables.endpoint());
                var client = DynamoDbClient.builder().endpointOverride(broken.endpoint()).region(Region.US_EAST_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .overrideConfiguration(limits -> limits.retryStrategy(AwsRetryStrategy.doNotRetry()))
                        .build()) {
            broken.order("UpdateItem", new Fault.Fail(), 2);
            var alone = new SharedLine(client, oneInstance.getBean(Deployed.class), new SetClock(NOW));

            assertThat(alone.move(shop, NOW, STEP)).isEqualTo(NOW.plus(STEP));
            alone.move(shop, Instant.EPOCH, STEP.negated());
        }
        assertThat(other.move(shop, NOW, STEP)).isEqualTo(NOW.plus(STEP.multipliedBy(2)));
    }
}
