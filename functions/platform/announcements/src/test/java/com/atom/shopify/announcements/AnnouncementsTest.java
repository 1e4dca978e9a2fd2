package com.atom.shopify.announcements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.aws.SetClock;
import com.atom.shopify.fake.aws.FakeEvents;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/// What is published is what the schemas in `/events` promise.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnnouncementsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ShopDomain SHOP = new ShopDomain("announcing.myshopify.com");
    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final FakeEvents bus = FakeEvents.start();
    private final EventBridgeClient client = EventBridgeClient.builder().endpointOverride(bus.endpoint())
            .region(Region.US_EAST_1).credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    private final ApplicationContext context = LocalAws.context(tables, kms, LocalAws.newKey(kms),
            new SetClock(AT), Map.of("event.bus", "test-bus"));
    private final Announcements announcements = new Announcements(client,
            context.getBean(Deployed.class),
            context.getBean(io.micronaut.serde.ObjectMapper.class));

    @AfterAll
    void stop() {
        context.close();
        client.close();
        bus.close();
        kms.close();
        tables.close();
    }

    private static List<Announcement> all() {
        return List.of(new Announcement.StoreConnected(SHOP, AT), new Announcement.StoreDisconnected(SHOP, AT),
                new Announcement.ReauthRequired(SHOP, AT),
                new Announcement.ProductChanged(SHOP, new Gid(Gid.Kind.PRODUCT, 9_007_199_254_740_993L), AT, false),
                new Announcement.OrderChanged(SHOP, new Gid(Gid.Kind.ORDER, 1), AT, true),
                new Announcement.CustomerChanged(SHOP, new Gid(Gid.Kind.CUSTOMER, 1), AT, false),
                new Announcement.InventoryChanged(SHOP, new Gid(Gid.Kind.INVENTORY_ITEM, 1),
                        new Gid(Gid.Kind.LOCATION, 2), AT),
                new Announcement.ReportReady(SHOP, "1795428000000-0123456789abcdef", AT));
    }

    @Test
    void everyKindIsTried() {
        assertThat(all()).extracting(Object::getClass)
                .containsExactlyInAnyOrder(Announcement.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsPublishedIsWhatItsSchemaSays(Announcement announcement) throws IOException {
        var kind = announcement.getClass().getSimpleName();

        announcements.publish(announcement);

        var event = bus.events().getLast();
        assertThat(event.bus()).isEqualTo("test-bus");
        assertThat(event.source()).isEqualTo("atom.shopify");
        assertThat(event.detailType()).isEqualTo(kind);
        assertThat(problems(kind, event.detail())).isEmpty();
        assertThat(event.detail().path("shop").asText()).isEqualTo(SHOP.value());
    }

    @ParameterizedTest
    @MethodSource("all")
    void itsSampleIsWhatItsSchemaSays(Announcement announcement) throws IOException {
        var kind = announcement.getClass().getSimpleName();

        assertThat(problems(kind, resource(kind + ".v1.json"))).isEmpty();
    }

    @Test
    void aSchemaRefusesWhatItDoesNotName() throws IOException {
        var detail = JSON.createObjectNode().put("schema", "ProductChanged.v1").put("shop", SHOP.value())
                .put("id", "gid://shopify/Product/1").put("at", AT.toString()).put("deleted", false);
        assertThat(problems("ProductChanged", detail)).isEmpty();

        assertThat(problems("ProductChanged", detail.put("title", "Shirt"))).isNotEmpty();
    }

    @Test
    void manyAreAllPublishedInTheirOrder() {
        var before = bus.events().size();
        var many = IntStream.rangeClosed(1, 23).<Announcement>mapToObj(number -> new Announcement.OrderChanged(SHOP,
                new Gid(Gid.Kind.ORDER, number), AT, false)).toList();

        announcements.publish(many);

        assertThat(bus.events().stream().skip(before).map(event -> event.detail().path("id").asText()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 23).mapToObj(number -> "gid://shopify/Order/" + number)
                                .toList());
    }

    @Test
    void whatTheBusDoesNotTakeFails() {
        var nowhere = new Announcements(
                EventBridgeClient.builder().endpointOverride(URI.create("http://127.0.0.1:1"))
                        .region(Region.US_EAST_1).credentialsProvider(AnonymousCredentialsProvider.create())
                        .overrideConfiguration(limits -> limits.retryStrategy(retry -> retry.maxAttempts(1)))
                        .httpClientBuilder(UrlConnectionHttpClient.builder()).build(),
                context.getBean(Deployed.class),
                context.getBean(io.micronaut.serde.ObjectMapper.class));

        assertThatThrownBy(() -> nowhere.publish(new Announcement.StoreConnected(SHOP, AT)))
                .isInstanceOf(SdkException.class);
    }

    private static List<String> problems(String kind, JsonNode detail) throws IOException {
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(resource(kind + ".v1.schema.json"));
        return schema.validate(detail).stream().map(Object::toString).toList();
    }

    private static JsonNode resource(String name) throws IOException {
        try (var stream = AnnouncementsTest.class.getResourceAsStream("/events/published/" + name)) {
            assertThat(stream).as(name).isNotNull();
            return JSON.readTree(stream);
        }
    }
}
