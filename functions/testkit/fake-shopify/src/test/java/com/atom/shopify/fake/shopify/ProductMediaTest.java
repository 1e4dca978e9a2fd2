package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProductMediaTest {
    private static final String MEDIA = """
            featuredMedia { preview { status image { url width height altText } } }
            mediaCount { count }
            media(first: 10) { nodes { id alt mediaContentType status mediaErrors { code message }
                preview { image { url } } ... on MediaImage { image { id url altText } } } }""";
    private static final String CREATE = """
            mutation Create($title: String!, $media: [CreateMediaInput!]) {
              productCreate(product: {title: $title}, media: $media) {
                product { id %s } userErrors { field message } } }""".formatted(MEDIA);
    private static final String UPDATE = """
            mutation Update($id: ID!, $media: [CreateMediaInput!]) {
              productUpdate(product: {id: $id}, media: $media) {
                product { id %s } userErrors { field message } } }""".formatted(MEDIA);
    private static final String SET = """
            mutation Set($identifier: ProductSetIdentifiers, $input: ProductSetInput!) {
              productSet(identifier: $identifier, input: $input, synchronous: true) {
                product { id handle %s } userErrors { field message code } } }""".formatted(MEDIA);
    private static final String READ = "query Read($id: ID!) { product(id: $id) { id " + MEDIA + " } }";

    private static FakeShopify shopify;
    private static Store store;

    @BeforeAll
    static void start() {
        shopify = FakeShopify.start(FakeShopify.Options.DEFAULT);
        store = new Store(shopify, "media.myshopify.com");
    }

    @AfterAll
    static void stop() {
        shopify.close();
    }

    @Test
    void showsAnImageOnlyAfterTheRequestThatBroughtIt() {
        JsonNode created = create("Pictured", image("https://pictures.example/a/front.png", "Front"))
                .at("/productCreate/product");
        JsonNode later = read(created.path("id").asText());

        JsonNode before = created.at("/media/nodes/0");
        assertThat(before.path("status").asText()).isEqualTo("UPLOADED");
        assertThat(before.path("image").isNull()).isTrue();
        assertThat(before.at("/preview/image").isNull()).isTrue();
        JsonNode after = later.at("/media/nodes/0");
        assertThat(after.path("id")).isEqualTo(before.path("id"));
        assertThat(after.path("id").asText()).startsWith("gid://shopify/MediaImage/");
        assertThat(after.path("status").asText()).isEqualTo("READY");
        assertThat(after.path("mediaContentType").asText()).isEqualTo("IMAGE");
        assertThat(after.path("alt").asText()).isEqualTo("Front");
        assertThat(after.at("/image/url").asText())
                .matches("https://cdn\\.shopify\\.com/.*/front_[0-9a-f]+\\.png\\?v=\\d+");
        assertThat(later.at("/featuredMedia/preview/image/url")).isEqualTo(after.at("/image/url"));
        assertThat(later.at("/featuredMedia/preview/image/altText").asText()).isEqualTo("Front");
        assertThat(later.at("/mediaCount/count").asInt()).isEqualTo(1);
    }

    @Test
    void addsImagesBehindThoseThatAreThere() {
        String id = create("Growing", image("https://pictures.example/1.jpg", "One")).at("/productCreate/product/id")
                .asText();

        JsonNode updated = store.data(UPDATE,
                Map.of("id", id, "media", List.of(image("https://pictures.example/2.jpg", "Two"))));
        JsonNode made = store.data(
                """
                        mutation Add($id: ID!, $media: [CreateMediaInput!]!) { productCreateMedia(productId: $id, media: $media) {
                            media { id alt status } product { id } mediaUserErrors { field message code } userErrors { message } } }""",
                Map.of("id", id, "media", List.of(image("https://pictures.example/3.jpg", "Three"))));

        assertThat(updated.at("/productUpdate/product/media/nodes").findValuesAsText("status"))
                .containsExactly("READY", "UPLOADED");
        assertThat(made.at("/productCreateMedia/media").findValuesAsText("alt")).containsExactly("Three");
        assertThat(alts(read(id))).containsExactly("One", "Two", "Three");
        assertThat(read(id).at("/featuredMedia/preview/image/altText").asText()).isEqualTo("One");
    }

    @Test
    void refusesAddressesThatCannotBeFetched() {
        int before = count();

        assertThat(Store.problems(create("Bad", image("https://pictures.example/ok.png", ""),
                image("not an address", "")))).containsExactly("media.1.originalSource: Image URL is invalid");
        assertThat(Store.problems(create("Bad", image("ftp://pictures.example/a.png", ""))))
                .containsExactly("media.0.originalSource: Image URL is invalid");
        assertThat(Store.problems(set(Map.of("title", "Bad", "files", List.of(Map.of("originalSource", "nowhere"))))))
                .containsExactly("input.files.0.originalSource: Image URL is invalid (INVALID_INPUT)");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void tellsWhichImageItFailedToFetch() {
        JsonNode product = read(create("Lost", image("https://nowhere.invalid/a.png", "Lost"))
                .at("/productCreate/product/id").asText());

        assertThat(product.at("/media/nodes/0/status").asText()).isEqualTo("FAILED");
        assertThat(product.at("/media/nodes/0/mediaErrors/0/code").asText()).isEqualTo("IMAGE_DOWNLOAD_FAILURE");
        assertThat(product.at("/media/nodes/0/image").isNull()).isTrue();
    }

    @Test
    void replacesFilesByASetAndLeavesThemWithout() {
        JsonNode created = set(Map.of("title", "Set", "files", List.of(file("https://pictures.example/1.png", "One"),
                file("https://pictures.example/2.png", "Two")))).at("/productSet/product");
        String id = created.path("id").asText();
        String second = created.at("/media/nodes/1/id").asText();

        set(id, Map.of("title", "Renamed"));
        List<String> untouched = alts(read(id));
        set(id, Map.of("files", List.of(Map.of("id", second, "alt", "Kept"),
                file("https://pictures.example/3.png", "Three"))));
        JsonNode replaced = read(id);
        JsonNode unknown = set(id, Map.of("files", List.of(Map.of("id", "gid://shopify/MediaImage/1"))));
        set(id, Map.of("files", List.of()));

        assertThat(untouched).containsExactly("One", "Two");
        assertThat(alts(replaced)).containsExactly("Kept", "Three");
        assertThat(replaced.at("/media/nodes/0/id").asText()).isEqualTo(second);
        assertThat(Store.problems(unknown)).containsExactly("input.files.0.id: File does not exist (NOT_FOUND)");
        assertThat(read(id).at("/media/nodes")).isEmpty();
    }

    @Test
    void readsOneImageByItsId() {
        String image = create("Node", image("https://pictures.example/n.webp", "N"))
                .at("/productCreate/product/media/nodes/0/id").asText();

        JsonNode nodes = store.data(
                "query Nodes($ids: [ID!]!) { nodes(ids: $ids) { id ... on MediaImage { alt mimeType fileStatus } } }",
                Map.of("ids", List.of(image, "gid://shopify/MediaImage/1"))).path("nodes");

        assertThat(nodes.at("/0/alt").asText()).isEqualTo("N");
        assertThat(nodes.at("/0/mimeType").asText()).isEqualTo("image/webp");
        assertThat(nodes.at("/0/fileStatus").asText()).isEqualTo("READY");
        assertThat(nodes.at("/1").isNull()).isTrue();
    }

    @Test
    void playsImagesOnly() {
        JsonNode body = store.ask(CREATE, Map.of("title", "Film", "media", List.of(
                Map.of("originalSource", "https://pictures.example/a.mp4", "mediaContentType", "VIDEO"))));

        assertThat(body.at("/errors/0/extensions/code").asText()).isEqualTo("SIMULATOR_UNSUPPORTED");
    }

    @Test
    void findsByTheIdentifierThatASetNames() {
        String id = set(Map.of("handle", "named"), Map.of("title", "Named")).at("/productSet/product/id").asText();
        String query = "query By($identifier: ProductIdentifierInput!) { productByIdentifier(identifier: $identifier) { id } }";

        assertThat(store.data(query, Map.of("identifier", Map.of("handle", "named"))).findValuesAsText("id"))
                .containsExactly(id);
        assertThat(store.data(query, Map.of("identifier", Map.of("id", id))).findValuesAsText("id"))
                .containsExactly(id);
        assertThat(store.data(query, Map.of("identifier", Map.of("handle", "nobody"))).path("productByIdentifier")
                .isNull()).isTrue();
        assertThat(Store.problems(set(Map.of("title", "Second", "handle", "named")))).containsExactly(
                "input.handle: Handle 'named' already in use. Please provide a new handle. (HANDLE_NOT_UNIQUE)");
        assertThat(Store.problems(set(Map.of("handle", "named"), Map.of("title", "A", "handle", "other"))))
                .singleElement().asString().startsWith("input.handle: ").endsWith(" (INPUT_MISMATCH)");
    }

    @Test
    void chargesForTheFilesAndVariantsOfASet() {
        Map<String, Object> plain = Map.of("title", "Cheap");
        Map<String, Object> pictured = Map.of("title", "Dear", "files",
                Collections.nCopies(10, file("https://pictures.example/1.png", "One")));
        String query = "mutation Set($input: ProductSetInput!) { productSet(input: $input, synchronous: true) "
                + "{ userErrors { message } } }";

        assertThat(requested(query, plain)).isEqualTo(10);
        assertThat(requested(query, pictured)).isEqualTo(29);
    }

    private static int requested(String query, Map<String, ?> input) {
        return store.ask(query, Map.of("input", input)).at("/extensions/cost/requestedQueryCost").asInt();
    }

    private static JsonNode create(String title, Map<?, ?>... media) {
        return store.data(CREATE, Map.of("title", title, "media", List.of(media)));
    }

    private static JsonNode set(Map<String, ?> input) {
        return store.data(SET, Map.of("input", input));
    }

    private static JsonNode set(String id, Map<String, ?> input) {
        return set(Map.of("id", id), input);
    }

    private static JsonNode set(Map<String, ?> identifier, Map<String, ?> input) {
        return store.data(SET, Map.of("identifier", identifier, "input", input));
    }

    private static JsonNode read(String id) {
        return store.data(READ, Map.of("id", id)).path("product");
    }

    private static List<String> alts(JsonNode product) {
        return product.at("/media/nodes").findValuesAsText("alt");
    }

    private static Map<String, Object> image(String source, String alt) {
        var media = new HashMap<String, Object>(file(source, alt));
        media.put("mediaContentType", "IMAGE");
        return media;
    }

    private static Map<String, Object> file(String source, String alt) {
        return Map.of("originalSource", source, "alt", alt);
    }

    private static int count() {
        return store.data("{ productsCount { count } }").at("/productsCount/count").asInt();
    }
}
