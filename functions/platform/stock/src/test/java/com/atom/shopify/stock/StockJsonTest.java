package com.atom.shopify.stock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockJsonTest {
    private static final Instant BEGUN = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant CHANGED = Instant.parse("2026-11-19T08:00:00Z");
    private static final StockVersion VERSION = new StockVersion(CHANGED, BEGUN);
    private static final Gid ITEM = new Gid(Gid.Kind.INVENTORY_ITEM, 9_007_199_254_740_993L);

    private final StockJson json = new StockJson(ObjectMapper.getDefault());

    @Test
    void readsItemsLevelsAndVariantsOfABulkResult() throws IOException {
        assertThat(bulk("""
                {"id":"gid://shopify/InventoryItem/9007199254740993","sku":"A-1","tracked":true,
                "unitCost":{"amount":"3.5","currencyCode":"KWD"},"updatedAt":"2026-11-19T08:00:00Z"}"""))
                .contains(new StockItem(ITEM, Optional.of("A-1"), Optional.of(Money.of("3.500", "KWD")), true,
                        VERSION));
        assertThat(bulk("""
                {"id":"gid://shopify/InventoryLevel/5?inventory_item_id=9007199254740993",
                "updatedAt":"2026-11-19T08:00:00Z","location":{"id":"gid://shopify/Location/7","name":"Barn"},
                "quantities":[{"name":"available","quantity":-1},{"name":"on_hand","quantity":4}],
                "__parentId":"gid://shopify/InventoryItem/9007199254740993"}"""))
                .contains(new StockLevel(ITEM, new Gid(Gid.Kind.LOCATION, 7), Optional.of("Barn"), Optional.of(-1),
                        Optional.of(new StockLevel.OnHand(4, BEGUN)), VERSION));
        assertThat(bulk("""
                {"id":"gid://shopify/ProductVariant/3","sku":"","title":"Red","updatedAt":"2026-11-18T08:00:00Z",
                "product":{"id":"gid://shopify/Product/2","title":"Mug","vendor":"V","productType":"",
                "updatedAt":"2026-11-19T08:00:00Z"},
                "inventoryItem":{"id":"gid://shopify/InventoryItem/9007199254740993"}}"""))
                .contains(new StockVariant(ITEM, new Gid(Gid.Kind.PRODUCT_VARIANT, 3), new Gid(Gid.Kind.PRODUCT, 2),
                        "Mug", "Red", Optional.empty(), Optional.of("V"), Optional.empty(), VERSION));
    }

    @Test
    void leavesRowsOfOtherKindsAlone() throws IOException {
        assertThat(bulk("{\"id\":\"gid://shopify/Order/1\"}")).isEmpty();
        assertThat(bulk("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{\"id\":\"gid://shopify/InventoryItem/1\"}",
            "{\"id\":\"gid://shopify/InventoryItem/x\",\"tracked\":true,\"updatedAt\":\"2026-11-19T08:00:00Z\"}",
            "{\"id\":\"gid://shopify/InventoryItem/1\",\"tracked\":true,\"updatedAt\":\"yesterday\"}",
            "{\"id\":\"gid://shopify/ProductVariant/1\",\"title\":\"secret\",\"updatedAt\":\"2026-11-19T08:00:00Z\"}"})
    void refusesWhatIsNoSuchRowWithoutQuotingIt(String line) {
        assertThatThrownBy(() -> bulk(line)).isInstanceOf(IOException.class).hasNoCause()
                .message().doesNotContain("secret");
    }

    @Test
    void readsAProductWithAllItsVariantsEvenWhereTheListIsCut() throws IOException {
        var state = product("""
                {"id":2,"title":"Mug","vendor":"V","product_type":"Cups","updated_at":"2026-11-19T03:00:00-05:00",
                "variants":[{"id":3,"title":"Red","sku":"A-1","inventory_item_id":9007199254740993}],
                "variant_gids":[{"admin_graphql_api_id":"gid://shopify/ProductVariant/3","updated_at":"x"},
                {"admin_graphql_api_id":"gid://shopify/ProductVariant/4","updated_at":"x"}]}""");

        assertThat(state).isEqualTo(new ProductState(new Gid(Gid.Kind.PRODUCT, 2),
                List.of(new StockVariant(ITEM, new Gid(Gid.Kind.PRODUCT_VARIANT, 3),
                        new Gid(Gid.Kind.PRODUCT, 2), "Mug", "Red", Optional.of("A-1"), Optional.of("V"),
                        Optional.of("Cups"), VERSION)),
                Set.of(new Gid(Gid.Kind.PRODUCT_VARIANT, 3), new Gid(Gid.Kind.PRODUCT_VARIANT, 4)), VERSION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"id\":1,\"variants\":[{\"id\":2,\"inventory_item_id\":3}]}",
            "{\"id\":-1,\"title\":\"secret\"}",
            "{\"id\":1,\"title\":\"secret\",\"updated_at\":\"soon\"}"})
    void refusesWhatIsNoProductWithoutQuotingIt(String body) {
        assertThatThrownBy(() -> product(body)).isInstanceOf(IOException.class).hasNoCause()
                .message().doesNotContain("secret");
    }

    private Optional<StockFact> bulk(String line) throws IOException {
        return json.bulkRow(line.getBytes(UTF_8), BEGUN);
    }

    private ProductState product(String body) throws IOException {
        return json.product(body.getBytes(UTF_8), BEGUN);
    }
}
