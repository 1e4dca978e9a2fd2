package com.atom.shopify.products;

import com.atom.shopify.id.Gid;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An image of a product as our API shows it.
///
/// @param position its place among the images, from 1
/// @param src where Shopify serves it; null until it is `ready`
/// @param status `uploaded` and `processing` on the way, then `ready` or `failed`
/// @param errors why it failed, as `image-download-failure`
@Serdeable(naming = SnakeCaseStrategy.class)
public record ImageJson(String id, String adminGraphqlApiId, int position, @Nullable String src,
        @Nullable Integer width, @Nullable Integer height, @Nullable String alt, String status, List<String> errors) {

    /// The images among a product's media, in order.
    static List<ImageJson> of(List<ImageNode> media) {
        var images = media.stream().filter(ImageNode::isImage).toList();
        return IntStream.range(0, images.size()).mapToObj(i -> of(images.get(i), i + 1)).toList();
    }

    /// The first of a product's media, null when there is none or it is no image.
    static @Nullable ImageJson featured(@Nullable ImageNode first) {
        return first == null || !first.isImage() ? null : of(first, 1);
    }

    private static ImageJson of(ImageNode node, int position) {
        var picture = node.image();
        return new ImageJson(Gid.ofShopify(Gid.Kind.MEDIA_IMAGE, node.id()).decimal(), node.id(), position,
                picture == null ? null : picture.url(), picture == null ? null : picture.width(),
                picture == null ? null : picture.height(), node.alt(), node.status().toLowerCase(Locale.ROOT),
                errors(node));
    }

    private static List<String> errors(ImageNode node) {
        return node.mediaErrors() == null
                ? List.of()
                : node.mediaErrors().stream()
                        .map(problem -> problem.code().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
    }
}
