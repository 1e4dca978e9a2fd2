package com.atom.shopify.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImageTest {
    private static final ImageNode VIDEO = new ImageNode("gid://shopify/Video/1", "VIDEO", null, "READY", null, null);
    private static final ImageNode READY = new ImageNode("gid://shopify/MediaImage/2", "IMAGE", "Front", "READY",
            List.of(), new ImageNode.Picture("https://cdn.example.com/2.png", 800, 600));
    private static final ImageNode FAILED = new ImageNode("gid://shopify/MediaImage/3", "IMAGE", null, "FAILED",
            List.of(new ImageNode.Problem("IMAGE_DOWNLOAD_FAILURE")), null);

    @Test
    void imagesAreCountedWithoutOtherMedia() {
        assertThat(ImageJson.of(List.of(VIDEO, READY, FAILED))).containsExactly(
                new ImageJson("2", "gid://shopify/MediaImage/2", 1, "https://cdn.example.com/2.png", 800, 600, "Front",
                        "ready", List.of()),
                new ImageJson("3", "gid://shopify/MediaImage/3", 2, null, null, null, null, "failed",
                        List.of("image-download-failure")));
    }

    @Test
    void onlyAnImageIsTheFeaturedImage() {
        assertThat(ImageJson.featured(null)).isNull();
        assertThat(ImageJson.featured(VIDEO)).isNull();
        assertThat(ImageJson.featured(READY)).extracting(ImageJson::id).isEqualTo("2");
    }
}
