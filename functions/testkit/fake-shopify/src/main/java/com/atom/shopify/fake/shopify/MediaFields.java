package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.MediaImage.Status;
import com.atom.shopify.fake.shopify.Page.Sort;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The images of a product. None is ever fetched, so each is said to be 1,200 pixels wide and high.
final class MediaFields {
    private static final int PIXELS = 1_200;

    private MediaFields() {}

    /// An image that is there to be shown, under the type of id that it has in this place.
    private record Picture(String idType, MediaImage media) {}

    static void wire(Wiring wiring) {
        Page.wire(wiring, "Media");
        Page.wire(wiring, "Image");
        wiring.plain("MediaPreviewImage", "image", "status");
        wiring.plain("MediaError", "code", "details", "message");
        wiring.plain("FileError", "code", "details", "message");
        wiring.plain("MediaWarning", "code", "message");
        wiring.plain("MediaImageOriginalSource", "url");
        image(wiring);
        picture(wiring);
        creation(wiring);
    }

    private static void image(Wiring wiring) {
        wiring.type(MediaImage.TYPE, MediaImage.class)
                .field("id", MediaImage::gid)
                .field("alt", MediaImage::alt)
                .field("mediaContentType", image -> "IMAGE")
                .answer("status", (image, call) -> status(image, call).name())
                .answer("fileStatus", (image, call) -> status(image, call).name())
                .answer("mediaErrors", (image, call) -> errors(image, call, "IMAGE_DOWNLOAD_FAILURE"))
                .answer("fileErrors", (image, call) -> errors(image, call, "IMAGE_DOWNLOAD_FAILURE"))
                .field("mediaWarnings", image -> List.of())
                .answer("mimeType", (image, call) -> shown(image, call) ? image.mimeType() : null)
                .answer("image", (image, call) -> shown(image, call) ? new Picture("ImageSource", image) : null)
                .answer("preview", MediaFields::preview)
                .field("originalSource", image -> Map.of("url", image.url()))
                .field("createdAt", image -> ShopFields.time(image.createdAt()))
                .field("updatedAt", image -> ShopFields.time(image.createdAt()));
    }

    private static void picture(Wiring wiring) {
        wiring.type("Image", Picture.class)
                .field("id", picture -> Gid.of(picture.idType(), picture.media().id()))
                .field("altText", picture -> picture.media().alt())
                .field("width", picture -> PIXELS)
                .field("height", picture -> PIXELS)
                .field("src", picture -> picture.media().url())
                .field("originalSrc", picture -> picture.media().url())
                .answer("url", (picture, call) -> {
                    call.refuse("transform");
                    return picture.media().url();
                });
    }

    private static void creation(Wiring wiring) {
        wiring.root("Mutation", "productCreateMedia", MediaFields::create);
        wiring.plain("ProductCreateMediaPayload", "media", "product", "mediaUserErrors", "userErrors");
        wiring.plain("MediaUserError", "field", "message", "code");
    }

    private static Map<String, @Nullable Object> create(Shop shop, Call call) {
        Optional<Product> known = shop.catalog().find(call.text("productId"));
        if (known.isEmpty()) {
            return refused(shop,
                    List.of(Problem.coded("PRODUCT_DOES_NOT_EXIST", "Product does not exist", "productId")));
        }
        Product draft = known.get().copy();
        var drafts = MediaDrafts.of(shop, call);
        draft.media = drafts.added(draft.media, given(call));
        if (!drafts.problems().isEmpty()) {
            return refused(shop, drafts.problems().stream().map(problem -> problem.below("media")).toList());
        }
        draft.updatedAt = shop.now();
        shop.catalog().put(draft);
        var payload = refused(shop, List.of());
        payload.put("product", draft);
        payload.put("media", draft.media.subList(known.get().media.size(), draft.media.size()));
        return payload;
    }

    private static Map<String, @Nullable Object> refused(Shop shop, List<Problem> problems) {
        var payload = ProductMutations.refused(shop, problems);
        payload.put("mediaUserErrors", payload.get("userErrors"));
        return payload;
    }

    /// The inputs of a field's `media:`, none if it is not given.
    static List<Input> given(Call call) {
        return Input.of(call.environment().getFieldDefinition().getName(), call.environment().getArguments())
                .objects("media");
    }

    static Page of(Product product, Call call) {
        call.refuse("query");
        return Page.of(product.media.stream(), sort(product, call), call.environment());
    }

    /// The same images by their older name.
    static Page images(Product product, Call call) {
        call.refuse("crop", "maxHeight", "maxWidth");
        return Page.of(pictures(product, call), new Sort<>("POSITION", picture -> at(product, picture.media()),
                picture -> picture.media().id()), call.environment());
    }

    static @Nullable Object firstImage(Product product, Call call) {
        return pictures(product, call).findFirst().orElse(null);
    }

    private static Stream<Picture> pictures(Product product, Call call) {
        return product.media.stream().filter(image -> shown(image, call))
                .map(image -> new Picture("ProductImage", image));
    }

    private static Sort<MediaImage> sort(Product product, Call call) {
        String key = call.text("sortKey");
        Function<MediaImage, String> by = key.equals("ID") ? image -> "" : image -> at(product, image);
        return new Sort<>(key, by, MediaImage::id);
    }

    private static String at(Product product, MediaImage image) {
        return Sort.number(product.media.indexOf(image));
    }

    private static Status status(MediaImage image, Call call) {
        return image.status(Objects.requireNonNull(call.environment().getExecutionId()));
    }

    private static boolean shown(MediaImage image, Call call) {
        return status(image, call) == Status.READY;
    }

    private static Map<String, @Nullable Object> preview(MediaImage image, Call call) {
        var preview = new HashMap<String, @Nullable Object>();
        preview.put("status", status(image, call).name());
        preview.put("image", shown(image, call) ? new Picture("ImageSource", image) : null);
        return preview;
    }

    private static List<Map<String, Object>> errors(MediaImage image, Call call, String code) {
        var errors = new ArrayList<Map<String, Object>>();
        if (status(image, call) == Status.FAILED) {
            errors.add(Map.of("code", code, "details", "The image could not be fetched.", "message",
                    "Image could not be downloaded"));
        }
        return errors;
    }
}
