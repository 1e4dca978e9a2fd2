package com.atom.shopify.products;

import com.atom.shopify.edge.input.Problems;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An image that Shopify is to fetch from `src`, which it does after it has answered.
@Introspected
public record NewImage(@NotBlank @Size(max = 2_048) String src, @Nullable @Size(max = 512) String alt) {

    /// Setting a product costs 1.9 points per file and may cost 1,000 with all that is asked about it.
    static final int MOST = 100;

    /// Each is an address of its own that anybody can open.
    static void check(@Nullable List<NewImage> images, Problems problems) {
        var given = images == null ? List.<NewImage>of() : images;
        var seen = new HashSet<String>();
        for (var i = 0; i < given.size(); i++) {
            var field = "images[" + i + "].src";
            if (!isOpen(given.get(i).src())) {
                problems.add(field, "format", "must be an https URL without user name");
            } else if (!seen.add(given.get(i).src())) {
                problems.add(field, "duplicate", "is listed more than once");
            }
        }
    }

    private static boolean isOpen(String src) {
        try {
            var uri = new URI(src);
            return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException noUrl) {
            return false;
        }
    }
}
