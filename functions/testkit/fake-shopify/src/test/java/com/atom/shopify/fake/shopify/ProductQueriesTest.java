package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProductQueriesTest {
    private static FakeShopify shopify;
    private static Store store;

    @BeforeAll
    static void start() {
        shopify = FakeShopify.start(FakeShopify.Options.DEFAULT);
        store = new Store(shopify, "queries.myshopify.com");
    }

    @AfterAll
    static void stop() {
        shopify.close();
    }

    @Test
    void seedsEachShopTheSameWayInEachRun() {
        try (var other = FakeShopify.start(FakeShopify.Options.DEFAULT)) {
            String query = "{ products(first: 20) { nodes { id title updatedAt variants(first: 20) { nodes { id sku price } } } } }";

            var again = new Store(other, "queries.myshopify.com").data(query);

            assertThat(again).isEqualTo(store.data(query));
            assertThat(again.at("/products/nodes")).hasSize(12);
        }
    }

    @Test
    void showsAWholeProduct() {
        JsonNode product = store
                .data("""
                        { products(first: 1, query: "handle:organic-cotton-t-shirt") { nodes { id legacyResourceId title handle
                            descriptionHtml status vendor productType tags totalInventory createdAt updatedAt publishedAt
                            options { id name position values optionValues { id name hasVariants } }
                            variantsCount { count precision } hasOnlyDefaultVariant tracksInventory
                            priceRangeV2 { minVariantPrice { amount currencyCode } maxVariantPrice { amount } }
                            featuredMedia { preview { image { url } } } media(first: 5) { nodes { id } }
                            variants(first: 30) { nodes { id legacyResourceId title displayName sku price compareAtPrice barcode
                                position inventoryPolicy inventoryQuantity taxable selectedOptions { name value } createdAt updatedAt
                                product { id } inventoryItem { id legacyResourceId sku tracked requiresShipping
                                    unitCost { amount currencyCode } measurement { weight { unit value } } } } } } } }""")
                .at("/products/nodes/0");

        assertThat(product.path("title").asText()).isEqualTo("Organic Cotton T-Shirt");
        assertThat(product.path("createdAt").asText()).isEqualTo("2026-01-05T15:00:00Z");
        assertThat(product.path("featuredMedia").isNull()).isTrue();
        assertThat(product.at("/variantsCount/count").asInt()).isEqualTo(12);
        assertThat(product.at("/options").findValuesAsText("name")).contains("Size", "Color");
        JsonNode variant = product.at("/variants/nodes/0");
        assertThat(variant.path("title").asText()).isEqualTo("S / White");
        assertThat(variant.path("price").asText()).isEqualTo("24.00");
        assertThat(product.at("/priceRangeV2/minVariantPrice/amount").asText()).isEqualTo("24.0");
        assertThat(variant.at("/product/id")).isEqualTo(product.path("id"));
    }

    @Test
    void givesIdsThatNoDoubleCanHold() {
        JsonNode product = store.data("{ products(first: 1, reverse: true) { nodes { id legacyResourceId } } }")
                .at("/products/nodes/0");

        assertThat(product.path("legacyResourceId").isTextual()).isTrue();
        assertThat(Long.parseLong(product.path("legacyResourceId").asText())).isGreaterThan(1L << 53);
        assertThat(product.path("id").asText()).endsWith(product.path("legacyResourceId").asText());
    }

    @Test
    void pagesForwardAndBackwardWithoutGaps() {
        String query = """
                query Page($after: String, $reverse: Boolean) {
                  products(first: 5, after: $after, reverse: $reverse, sortKey: TITLE) {
                    edges { cursor node { title } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }""";
        var titles = new ArrayList<String>();
        var variables = new HashMap<String, Object>();
        JsonNode page;
        do {
            page = store.data(query, variables).path("products");
            titles.addAll(page.path("edges").findValuesAsText("title"));
            variables.put("after", page.at("/pageInfo/endCursor").asText());
        } while (page.at("/pageInfo/hasNextPage").asBoolean());

        assertThat(titles).hasSize(12).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
        assertThat(page.at("/pageInfo/hasPreviousPage").asBoolean()).isTrue();
        assertThat(page.at("/pageInfo/endCursor").asText()).isEqualTo(page.at("/edges/1/cursor").asText());
        assertThat(store.data("{ products(last: 2, sortKey: TITLE) { nodes { title } } }").findValuesAsText("title"))
                .isEqualTo(titles.subList(10, 12));
        assertThat(store.data("{ products(first: 2, sortKey: TITLE, reverse: true) { nodes { title } } }")
                .findValuesAsText("title")).isEqualTo(titles.reversed().subList(0, 2));
    }

    @Test
    void refusesPagesAsShopifyDoes() {
        assertThat(error("{ products { nodes { id } } }")).isEqualTo("you must provide one of first or last");
        assertThat(error("{ products(first: 251) { nodes { id } } }")).startsWith("first cannot exceed 250");
        assertThat(error("{ products(first: 1, after: \"nonsense\") { nodes { id } } }"))
                .isEqualTo("Invalid cursor for current pagination sort.");
        String byTitle = store.data("{ products(first: 1, sortKey: TITLE) { pageInfo { endCursor } } }")
                .at("/products/pageInfo/endCursor").asText();
        assertThat(error("{ products(first: 1, sortKey: VENDOR, after: \"" + byTitle + "\") { nodes { id } } }"))
                .isEqualTo("Invalid cursor for current pagination sort.");
    }

    @Test
    void searchesAsShopifyDoes() {
        assertThat(store.titles("status:draft")).containsExactly("Linen Apron");
        assertThat(store.titles("status:draft,archived")).containsExactly("Enamel Camping Pot", "Linen Apron");
        assertThat(store.titles("vendor:'Kiln & Co'")).containsExactly("Beeswax Candle", "Stoneware Mug");
        assertThat(store.titles("vendor:\"north loft\" tag:wool")).containsExactly("Merino Beanie",
                "Trail Running Socks");
        assertThat(store.titles("tag:wool AND -tag:sport")).containsExactly("Merino Beanie");
        assertThat(store.titles("tag:coffee OR tag:chocolate")).containsExactly("Dark Chocolate 72%",
                "Single Origin Coffee");
        assertThat(store.titles("tag:gift (vendor:'Tannery Row' OR product_type:home)"))
                .containsExactly("Beeswax Candle", "Leather Card Holder");
        assertThat(store.titles("title:mug")).containsExactly("Stoneware Mug");
        assertThat(store.titles("title:choco*")).containsExactly("Dark Chocolate 72%");
        assertThat(store.titles("handle:canvas-tote")).containsExactly("Canvas Tote");
        assertThat(store.titles("sku:CATO-01")).containsExactly("Canvas Tote");
        assertThat(store.titles("beanie")).containsExactly("Merino Beanie");
        assertThat(store.titles("has_only_default_variant:true status:draft")).containsExactly("Linen Apron");
        assertThat(store.titles("NOT status:active")).containsExactly("Enamel Camping Pot", "Linen Apron");
        assertThat(store.titles("colour:red")).as("an unknown field is ignored").hasSize(12);
    }

    @Test
    void refusesToSearchByWhatItDoesNotKeep() {
        assertThat(error("{ products(first: 1, query: \"collection_id:1\") { nodes { id } } }"))
                .isEqualTo("simulator: searching by collection_id is not supported");
    }

    @Test
    void comparesTimesAndIds() {
        String id = store.data("{ productByIdentifier(identifier: {handle: \"canvas-tote\"}) { legacyResourceId } }")
                .at("/productByIdentifier/legacyResourceId").asText();

        assertThat(store.titles("created_at:<'2026-01-05T15:37:00Z'")).containsExactly("Organic Cotton T-Shirt");
        assertThat(store.titles("created_at:<=2026-01-05T15:37:00Z")).hasSize(2);
        assertThat(store.titles("created_at:>=2026-01-06")).isEmpty();
        assertThat(store.titles("created_at:2026-01-05")).hasSize(12);
        assertThat(store.titles("updated_at:>2026-01-05T00:00:00Z updated_at:<2030-01-01T00:00:00Z")).hasSize(12);
        assertThat(store.titles("published_at:>2020-01-01")).hasSize(10);
        assertThat(store.titles("id:" + id)).containsExactly("Canvas Tote");
        assertThat(store.titles("id:<=" + id)).hasSize(2);
    }

    @Test
    void countsWithinALimit() {
        JsonNode data = store.data("""
                { all: productsCount { count precision } some: productsCount(query: "tag:gift", limit: null) { count }
                  few: productsCount(limit: 5) { count precision } }""");

        assertThat(data.at("/all/count").asInt()).isEqualTo(12);
        assertThat(data.at("/all/precision").asText()).isEqualTo("EXACT");
        assertThat(data.at("/some/count").asInt()).isEqualTo(3);
        assertThat(data.at("/few/count").asInt()).isEqualTo(5);
        assertThat(data.at("/few/precision").asText()).isEqualTo("AT_LEAST");
    }

    @Test
    void findsByIdHandleAndNode() {
        JsonNode tote = store
                .data("""
                        { productByIdentifier(identifier: {handle: "canvas-tote"}) { id variants(first: 1) { nodes { id } } } }""")
                .path("productByIdentifier");
        String id = tote.path("id").asText();
        String variant = tote.at("/variants/nodes/0/id").asText();

        JsonNode data = store.data("""
                query Find($id: ID!, $ids: [ID!]!, $variant: ID!, $q: String!) {
                  product(id: $id) { title }
                  productByIdentifier(identifier: {id: $id}) { title }
                  productVariant(id: $variant) { product { title } }
                  productVariants(first: 5, query: $q) { nodes { id } }
                  node(id: $id) { id ... on Product { title } }
                  nodes(ids: $ids) { id ... on ProductVariant { sku } } }""",
                Map.of("id", id, "variant", variant, "ids", List.of(id, variant, "gid://shopify/Product/1"), "q",
                        "product_id:" + id.substring(id.lastIndexOf('/') + 1)));

        assertThat(data.findValuesAsText("title")).containsOnly("Canvas Tote").hasSize(4);
        assertThat(data.at("/nodes/1/sku").asText()).isEqualTo("CATO-01");
        assertThat(data.at("/nodes/2").isNull()).isTrue();
        assertThat(data.at("/productVariants/nodes")).hasSize(2);
    }

    @Test
    void answersNullForNobodyAndAnErrorForAnotherKind() {
        assertThat(store.data("{ product(id: \"gid://shopify/Product/1\") { id } }").path("product").isNull()).isTrue();
        JsonNode other = store.ask("{ product(id: \"gid://shopify/Order/1\") { id } }");
        assertThat(other.at("/errors/0/message").asText()).isEqualTo("Invalid id: gid://shopify/Order/1");
        assertThat(other.at("/errors/0/extensions/code").asText()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(other.at("/data/product").isNull()).isTrue();
        assertThat(error("{ product(id: \"mug\") { id } }")).isEqualTo("Invalid global id 'mug'");
    }

    @Test
    void doesNotShareProductsBetweenShops() {
        String id = new Store(shopify, "elsewhere.myshopify.com").data("{ products(first: 1) { nodes { id } } }")
                .at("/products/nodes/0/id").asText();

        assertThat(
                store.data("query Q($id: ID!) { product(id: $id) { id } }", Map.of("id", id)).path("product").isNull())
                .isTrue();
    }

    private static String error(String query) {
        return store.ask(query).at("/errors/0/message").asText();
    }
}
