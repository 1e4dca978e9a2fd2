package com.atom.shopify.adminschema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdminSchemaTest {
    @Test
    void isTheWholeOfficialSchema() {
        var schema = AdminSchema.load();

        assertThat(schema.getAllTypesAsList()).hasSizeGreaterThan(3_000);
        assertThat(schema.getDirective("idempotent")).isNotNull();
        assertThat(AdminSchema.load()).isSameAs(schema);
    }

    @Test
    void acceptsValidDocuments() {
        assertThat(AdminSchema.problems("""
                query Look($id: ID!, $first: Int!) {
                  product(id: $id) { id title variants(first: $first) { nodes { sku price } pageInfo { hasNextPage } } }
                  orders(first: 3, query: "test:false") { edges { cursor node { id } } }
                }""")).isEmpty();
        assertThat(AdminSchema.problems("""
                mutation Adjust($input: InventoryAdjustQuantitiesInput!, $key: String!) {
                  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) { userErrors { field message code } }
                }""")).isEmpty();
        assertThat(AdminSchema.problems(
                """
                        mutation { productSet(input: {title: "A", productOptions: [{name: "Size", values: [{name: "S"}]}],
                            variants: [{price: "1.50", optionValues: [{optionName: "Size", name: "S"}]}]}) { product { id } } }"""))
                .isEmpty();
    }

    @Test
    void findsWhatShopifyWouldRefuse() {
        assertThat(AdminSchema.problems("{ shop { id colour } }")).singleElement().asString().contains("colour");
        assertThat(AdminSchema.problems("{ product { id } }")).singleElement().asString().contains("id");
        assertThat(AdminSchema.problems("query Q($n: Int!) { product(id: $n) { id } }")).isNotEmpty();
        assertThat(AdminSchema.problems("query Q($n: Int!) { shop { id } }")).isNotEmpty();
        assertThat(AdminSchema.problems("{ shop { id }")).isNotEmpty();
        assertThat(AdminSchema.problems("mutation { productCreate(product: {colour: \"red\"}) { product { id } } }"))
                .isNotEmpty();
    }

    @Test
    void allowsOneIdentifierAtATime() {
        assertThat(AdminSchema.problems("{ productByIdentifier(identifier: {handle: \"mug\"}) { id } }")).isEmpty();
        assertThat(AdminSchema.problems("{ productByIdentifier(identifier: {handle: \"mug\", id: \"1\"}) { id } }"))
                .isNotEmpty();
    }
}
