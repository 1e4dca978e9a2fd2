package com.atom.shopify.products;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of a product's media as the Admin API answers it. Only images have an `image`, once Shopify has fetched them.
@Serdeable
record ImageNode(String id, String mediaContentType, @Nullable String alt, String status,
        @Nullable List<Problem> mediaErrors, @Nullable Picture image) {

    @Serdeable
    record Picture(String url, @Nullable Integer width, @Nullable Integer height) {}

    @Serdeable
    record Problem(String code) {}

    boolean isImage() {
        return mediaContentType.equals("IMAGE");
    }
}
