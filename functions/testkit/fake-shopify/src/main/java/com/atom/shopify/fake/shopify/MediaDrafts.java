package com.atom.shopify.fake.shopify;

import graphql.execution.ExecutionId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the media and files in the inputs of product mutations mean, with Shopify's objections. Only images are played.
final class MediaDrafts {
    /// The most media of a product.
    static final int MOST = 250;

    private final Shop shop;
    private final ExecutionId request;
    private final List<Problem> problems = new ArrayList<>();

    private MediaDrafts(Shop shop, ExecutionId request) {
        this.shop = shop;
        this.request = request;
    }

    static MediaDrafts of(Shop shop, Wiring.Call call) {
        return new MediaDrafts(shop, call.environment().getExecutionId());
    }

    /// What Shopify objects to, as paths below the list.
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /// New images at the end of what a product has. Every input is one of `CreateMediaInput`.
    List<MediaImage> added(List<MediaImage> before, List<Input> inputs) {
        var media = new ArrayList<>(before);
        for (int at = 0; at < inputs.size(); at++) {
            Input input = inputs.get(at).only("alt", "mediaContentType", "originalSource");
            onlyImages(input, "mediaContentType");
            brought(input, at).ifPresent(media::add);
        }
        return counted(media);
    }

    /// The images of a product as its files list them: those named by id are kept, those not named are gone. Every
    /// input is one of `FileSetInput`.
    List<MediaImage> replaced(List<MediaImage> before, List<Input> inputs) {
        var media = new ArrayList<MediaImage>();
        for (int at = 0; at < inputs.size(); at++) {
            Input input = inputs.get(at).only("id", "alt", "contentType", "originalSource", "duplicateResolutionMode");
            onlyImages(input, "contentType");
            input.text("duplicateResolutionMode").filter(mode -> !mode.equals("APPEND_UUID")).ifPresent(mode -> {
                throw Refusal.unsupported("FileCreateInputDuplicateResolutionMode." + mode);
            });
            (input.text("id").isPresent() ? kept(before, input, at) : brought(input, at)).ifPresent(media::add);
        }
        return counted(media);
    }

    private Optional<MediaImage> kept(List<MediaImage> before, Input input, int at) {
        if (input.text("originalSource").isPresent()) {
            throw Refusal.unsupported("FileSetInput with both id and originalSource");
        }
        Optional<MediaImage> known = before.stream().filter(image -> image.gid().equals(input.text("id").orElse("")))
                .findFirst();
        if (known.isEmpty()) {
            problems.add(Problem.coded("NOT_FOUND", "File does not exist", at, "id"));
        }
        return known.map(image -> input.given("alt") ? image.described(input.text("alt").orElse(null)) : image);
    }

    private Optional<MediaImage> brought(Input input, int at) {
        Optional<URI> source = source(input.text("originalSource").orElse(""));
        if (source.isEmpty()) {
            problems.add(Problem.coded("INVALID", "Image URL is invalid", at, "originalSource"));
        }
        return source.map(uri -> MediaImage.brought(shop, uri, input.text("alt").orElse(null), request));
    }

    private static Optional<URI> source(String text) {
        try {
            return Optional.of(new URI(text.strip()))
                    .filter(uri -> "http".equalsIgnoreCase(uri.getScheme())
                            || "https".equalsIgnoreCase(uri.getScheme()))
                    .filter(uri -> uri.getHost() != null);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private List<MediaImage> counted(List<MediaImage> media) {
        if (media.size() > MOST) {
            problems.add(Problem.coded("PRODUCT_MEDIA_LIMIT_EXCEEDED", "Exceeded " + MOST + " media limit"));
        }
        return List.copyOf(media);
    }

    private static void onlyImages(Input input, String field) {
        input.text(field).filter(type -> !type.equals("IMAGE")).ifPresent(type -> {
            throw Refusal.unsupported(input.name() + "." + field + " " + type);
        });
    }
}
