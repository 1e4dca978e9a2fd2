package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProductMutationsTest {
    private static final String CREATE = """
            mutation Create($product: ProductCreateInput!) { productCreate(product: $product) {
                product { id handle status vendor publishedAt hasOnlyDefaultVariant options { name }
                    variants(first: 5) { nodes { id title price } } } userErrors { field message } } }""";
    private static final String UPDATE = """
            mutation Update($product: ProductUpdateInput!) { productUpdate(product: $product) {
                product { id title handle tags updatedAt } userErrors { field message } } }""";
    private static final String SET = """
            mutation Set($identifier: ProductSetIdentifiers, $input: ProductSetInput!) {
              productSet(identifier: $identifier, input: $input, synchronous: true) {
                product { id title handle descriptionHtml options { id name optionValues { name } }
                    variants(first: 50) { nodes { id title sku price inventoryPolicy inventoryQuantity } } }
                userErrors { field message code } } }""";
    private static final Map<String, Object> SIZES = Map.of("name", "Size", "values",
            List.of(Map.of("name", "S"), Map.of("name", "M")));

    private static FakeShopify shopify;
    private static Store store;

    @BeforeAll
    static void start() {
        shopify = FakeShopify.start(FakeShopify.Options.DEFAULT);
        store = new Store(shopify, "mutations.myshopify.com");
    }

    @AfterAll
    static void stop() {
        shopify.close();
    }

    @Test
    void createsWithOneDefaultVariantAndUnpublished() {
        JsonNode product = create(Map.of("title", "Crème Brûlée Torch")).at("/productCreate/product");

        assertThat(product.path("handle").asText()).isEqualTo("creme-brulee-torch");
        assertThat(product.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(product.path("vendor").asText()).isEqualTo("Mutations");
        assertThat(product.path("publishedAt").isNull()).isTrue();
        assertThat(product.path("hasOnlyDefaultVariant").asBoolean()).isTrue();
        assertThat(product.at("/options/0/name").asText()).isEqualTo("Title");
        assertThat(product.at("/variants/nodes")).singleElement().satisfies(variant -> {
            assertThat(variant.path("title").asText()).isEqualTo("Default Title");
            assertThat(variant.path("price").asText()).isEqualTo("0.00");
        });
    }

    @Test
    void makesHandlesUniqueUnlessTheyAreGiven() {
        create(Map.of("title", "Twin"));

        assertThat(create(Map.of("title", "Twin")).at("/productCreate/product/handle").asText()).isEqualTo("twin-1");
        assertThat(Store.problems(create(Map.of("title", "Other", "handle", "twin"))))
                .containsExactly("input.handle: Handle 'twin' already in use. Please provide a new handle.");
    }

    @Test
    void createsOptionsWithTheFirstValuesAsVariant() {
        JsonNode product = create(Map.of("title", "Optioned", "productOptions", List.of(SIZES)))
                .at("/productCreate/product");

        assertThat(product.at("/variants/nodes").findValuesAsText("title")).containsExactly("S");
        assertThat(product.path("hasOnlyDefaultVariant").asBoolean()).isFalse();
    }

    @Test
    void objectsToTitles() {
        int before = count();

        assertThat(Store.problems(create(Map.of("title", "  ")))).containsExactly("title: Title can't be blank");
        assertThat(Store.problems(create(Map.of("title", "x".repeat(256)))))
                .containsExactly("title: Title is too long (maximum is 255 characters)");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void updatesOnlyWhatIsGiven() {
        String id = create(Map.of("title", "Before", "tags", List.of("b", "a", "B"))).at("/productCreate/product/id")
                .asText();

        JsonNode updated = store.data(UPDATE, Map.of("product", Map.of("id", id, "title", "After")));

        assertThat(updated.at("/productUpdate/product/title").asText()).isEqualTo("After");
        assertThat(updated.at("/productUpdate/product/handle").asText()).isEqualTo("before");
        assertThat(updated.at("/productUpdate/product/tags/0").asText()).isEqualTo("a");
        assertThat(updated.at("/productUpdate/product/tags")).hasSize(2);
    }

    @Test
    void refusesToTouchWhatIsNotThere() {
        String gone = "gid://shopify/Product/1";

        assertThat(Store.problems(store.data(UPDATE, Map.of("product", Map.of("id", gone, "title", "A")))))
                .containsExactly("id: Product does not exist");
        assertThat(Store.problems(store.data(
                "mutation Delete($id: ID!) { productDelete(input: {id: $id}) { deletedProductId userErrors { field message } } }",
                Map.of("id", gone)))).containsExactly("id: Product does not exist");
        assertThat(Store.problems(set(Map.of("id", gone), Map.of("title", "A"))))
                .containsExactly("input: Product does not exist (PRODUCT_DOES_NOT_EXIST)");
    }

    @Test
    void deletesForGood() {
        String id = create(Map.of("title", "Short lived")).at("/productCreate/product/id").asText();
        String delete = "mutation Delete($id: ID!) { productDelete(input: {id: $id}, synchronous: true) "
                + "{ deletedProductId userErrors { message } } }";

        JsonNode deleted = store.data(delete, Map.of("id", id));

        assertThat(deleted.at("/productDelete/deletedProductId").asText()).isEqualTo(id);
        assertThat(
                store.data("query Q($id: ID!) { product(id: $id) { id } }", Map.of("id", id)).path("product").isNull())
                .isTrue();
        assertThat(Store.problems(store.data(delete, Map.of("id", id)))).hasSize(1);
    }

    @Test
    void setsAWholeProductAndReplacesItsVariants() {
        JsonNode created = set(Map.of("title", "Set", "descriptionHtml", "<p>x</p>", "productOptions", List.of(SIZES),
                "variants", List.of(variant("S", "10.00", "S-1"), variant("M", "12.505", "M-1"))))
                .at("/productSet/product");
        String id = created.path("id").asText();
        String small = created.at("/variants/nodes/0/id").asText();

        JsonNode replaced = set(Map.of("id", id), Map.of("productOptions", List.of(SIZES), "variants",
                List.of(Map.of("id", small, "price", "9.00", "optionValues", values("S"))))).at("/productSet/product");

        assertThat(created.at("/variants/nodes/1/price").asText()).isEqualTo("12.51");
        assertThat(replaced.path("title").asText()).isEqualTo("Set");
        assertThat(replaced.path("descriptionHtml").asText()).isEqualTo("<p>x</p>");
        assertThat(replaced.at("/variants/nodes")).singleElement().satisfies(variant -> {
            assertThat(variant.path("id").asText()).isEqualTo(small);
            assertThat(variant.path("sku").asText()).isEqualTo("S-1");
            assertThat(variant.path("price").asText()).isEqualTo("9.00");
        });
        assertThat(replaced.at("/options/0/id")).isEqualTo(created.at("/options/0/id"));
    }

    @Test
    void createsByAHandleThatNobodyHasAndUpdatesByOneThatSomebodyHas() {
        JsonNode first = set(Map.of("handle", "upserted"), Map.of("title", "One")).at("/productSet/product");
        JsonNode second = set(Map.of("handle", "upserted"), Map.of("title", "Two")).at("/productSet/product");

        assertThat(first.path("handle").asText()).isEqualTo("upserted");
        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(second.path("title").asText()).isEqualTo("Two");
    }

    @Test
    void objectsToHalfASet() {
        assertThat(Store.problems(set(Map.of("descriptionHtml", "x"))))
                .containsExactly("input.title: Title can't be blank");
        assertThat(Store.problems(set(Map.of("title", "A", "variants", List.of(variant("S", "1", "x"))))))
                .containsExactly("input.productOptions: Product options input is required when updating variants");
        assertThat(Store.problems(set(Map.of("title", "A", "productOptions", List.of(SIZES)))))
                .containsExactly("input.variants: Variants input is required when updating product options");
        assertThat(Store.problems(set(Map.of("title", "A", "productOptions", List.of(SIZES), "variants",
                List.of(variant("S", "1", "x"), variant("S", "2", "y"))))))
                .containsExactly(
                        "input.variants.1: The variant 'S' already exists. Please change at least one option value.");
        assertThat(Store.problems(set(Map.of("title", "A", "productOptions", List.of(SIZES), "variants",
                List.of(variant("XXL", "1", "x"))))))
                .containsExactly(
                        "input.variants.0.optionValues.0: Option value does not exist (OPTION_VALUE_DOES_NOT_EXIST)");
        assertThat(Store.problems(set(Map.of("title", "A", "productOptions", List.of(SIZES), "variants",
                List.of(Map.of("price", "-1", "optionValues", values("S")))))))
                .containsExactly("input.variants.0.price: Price must be greater than or equal to 0 (INVALID_VARIANT)");
        assertThat(Store.problems(set(Map.of("title", "A", "productOptions", List.of(SIZES), "variants",
                List.of(Map.of("price", "1", "optionValues", List.of()))))))
                .containsExactly("input.variants.0: You need to add option values for Size (INVALID_VARIANT)");
    }

    @Test
    void addsVariantsByEachStrategy() {
        String id = create(Map.of("title", "Growing", "productOptions", List.of(SIZES))).at("/productCreate/product/id")
                .asText();

        assertThat(titles(bulkCreate(id, "DEFAULT", bulk("M", "5.00")))).containsExactly("S", "M");
        assertThat(titles(bulkCreate(id, "REMOVE_STANDALONE_VARIANT", bulk("L", "6.00")))).containsExactly("S", "M",
                "L");
        String other = create(Map.of("title", "Growing too", "productOptions", List.of(SIZES)))
                .at("/productCreate/product/id").asText();
        assertThat(titles(bulkCreate(other, "REMOVE_STANDALONE_VARIANT", bulk("L", "6.00")))).containsExactly("L");
        assertThat(Store.problems(bulkCreate(other, "DEFAULT", bulk("L", "6.00"))))
                .containsExactly("variants.0: The variant "
                        + "'L' already exists. Please change at least one option value. (VARIANT_ALREADY_EXISTS_CHANGE_OPTION_VALUE)");
        assertThat(Store.problems(bulkCreate(other, "DEFAULT", bulk("XL", "-6.00"))))
                .containsExactly(
                        "variants.0.price: Price must be greater than or equal to 0 (GREATER_THAN_OR_EQUAL_TO)");
        assertThat(Store.problems(bulkCreate("gid://shopify/Product/1", "DEFAULT", bulk("XL", "1"))))
                .containsExactly("productId: Product does not exist (PRODUCT_DOES_NOT_EXIST)");
    }

    @Test
    void updatesVariantsAllOrNoneUnlessPartsAreAllowed() {
        JsonNode product = set(Map.of("title", "Changing", "productOptions", List.of(SIZES), "variants",
                List.of(variant("S", "10.00", "S-1"), variant("M", "11.00", "M-1")))).at("/productSet/product");
        String id = product.path("id").asText();
        List<Map<String, Object>> changes = List.of(
                Map.of("id", product.at("/variants/nodes/0/id").asText(), "price", "20.00", "inventoryItem",
                        Map.of("sku", "S-2")),
                Map.of("id", "gid://shopify/ProductVariant/1", "price", "21.00"));

        JsonNode refused = bulkUpdate(id, changes, false);
        String afterRefusal = price(id);
        JsonNode partly = bulkUpdate(id, changes, true);

        String problem = "variants.1.id: Product variant does not exist (PRODUCT_VARIANT_DOES_NOT_EXIST)";
        assertThat(Store.problems(refused)).containsExactly(problem);
        assertThat(afterRefusal).isEqualTo("10.00");
        assertThat(Store.problems(partly)).containsExactly(problem);
        assertThat(partly.at("/productVariantsBulkUpdate/productVariants/0/sku").asText()).isEqualTo("S-2");
        assertThat(price(id)).isEqualTo("20.00");
    }

    @Test
    void deletesVariantsOfTheProductOnly() {
        JsonNode product = set(Map.of("title", "Shrinking", "productOptions", List.of(SIZES), "variants",
                List.of(variant("S", "10.00", "S-1"), variant("M", "11.00", "M-1")))).at("/productSet/product");
        String id = product.path("id").asText();
        String small = product.at("/variants/nodes/0/id").asText();
        String medium = product.at("/variants/nodes/1/id").asText();

        assertThat(Store.problems(bulkDelete(id, List.of(small, "gid://shopify/ProductVariant/1"))))
                .containsExactly("variantsIds.1: At least one variant does not belong to the product "
                        + "(AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT)");
        assertThat(Store.problems(bulkDelete(id, List.of(small, medium)))).hasSize(1);
        assertThat(titles(bulkDelete(id, List.of(medium)))).containsExactly("S");
    }

    @Test
    void givesAPlainProductItsFirstOption() {
        String id = create(Map.of("title", "Plain")).at("/productCreate/product/id").asText();

        JsonNode data = store.data(
                """
                        mutation Add($id: ID!, $options: [OptionCreateInput!]!) { productOptionsCreate(productId: $id, options: $options) {
                            product { options { name } variants(first: 5) { nodes { title } } } userErrors { field message code } } }""",
                Map.of("id", id, "options", List.of(SIZES)));

        assertThat(Store.problems(data)).isEmpty();
        assertThat(data.findValuesAsText("name")).containsExactly("Size");
        assertThat(titles(data)).containsExactly("S");
    }

    private static JsonNode create(Map<String, ?> product) {
        return store.data(CREATE, Map.of("product", product));
    }

    private static JsonNode set(Map<String, ?> input) {
        return store.data(SET, Map.of("input", input));
    }

    private static JsonNode set(Map<String, ?> identifier, Map<String, ?> input) {
        return store.data(SET, Map.of("identifier", identifier, "input", input));
    }

    private static JsonNode bulkCreate(String id, String strategy, Map<String, ?> variant) {
        return store.data(
                """
                        mutation Grow($id: ID!, $strategy: ProductVariantsBulkCreateStrategy, $variants: [ProductVariantsBulkInput!]!) {
                          productVariantsBulkCreate(productId: $id, strategy: $strategy, variants: $variants) {
                            product { variants(first: 50) { nodes { title } } } userErrors { field message code } } }""",
                Map.of("id", id, "strategy", strategy, "variants", List.of(variant)));
    }

    private static JsonNode bulkUpdate(String id, List<Map<String, Object>> variants, boolean partial) {
        return store.data("""
                mutation Change($id: ID!, $variants: [ProductVariantsBulkInput!]!, $partial: Boolean) {
                  productVariantsBulkUpdate(productId: $id, variants: $variants, allowPartialUpdates: $partial) {
                    productVariants { id sku price } userErrors { field message code } } }""",
                Map.of("id", id, "variants", variants, "partial", partial));
    }

    private static JsonNode bulkDelete(String id, List<String> variants) {
        return store.data(
                """
                        mutation Shrink($id: ID!, $variants: [ID!]!) { productVariantsBulkDelete(productId: $id, variantsIds: $variants) {
                            product { variants(first: 50) { nodes { title } } } userErrors { field message code } } }""",
                Map.of("id", id, "variants", variants));
    }

    private static List<String> titles(JsonNode data) {
        assertThat(Store.problems(data)).isEmpty();
        return data.findValuesAsText("title");
    }

    private static String price(String id) {
        return store
                .data("query Q($id: ID!) { product(id: $id) { variants(first: 1) { nodes { price } } } }",
                        Map.of("id", id))
                .at("/product/variants/nodes/0/price").asText();
    }

    private static int count() {
        return store.data("{ productsCount { count } }").at("/productsCount/count").asInt();
    }

    private static Map<String, Object> variant(String size, String price, String sku) {
        return Map.of("price", price, "sku", sku, "optionValues", values(size));
    }

    private static Map<String, Object> bulk(String size, String price) {
        return Map.of("price", price, "optionValues", values(size));
    }

    private static List<Map<String, String>> values(String size) {
        return List.of(Map.of("optionName", "Size", "name", size));
    }
}
