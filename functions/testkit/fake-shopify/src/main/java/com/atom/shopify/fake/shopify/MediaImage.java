package com.atom.shopify.fake.shopify;

import graphql.execution.ExecutionId;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One image of a product. Shopify fetches it after the request that brought it: until then it is only uploaded, and
/// there is nothing to show. The simulator fetches nothing; a host that cannot exist (`*.invalid`) is one that Shopify
/// fails to fetch from.
record MediaImage(long id, URI source, String url, @Nullable String alt, Instant createdAt, ExecutionId broughtBy) {
    static final String TYPE = "MediaImage";

    /// What has become of it. The names are Shopify's.
    enum Status {
        /// Known, not fetched yet.
        UPLOADED,
        /// There to be shown.
        READY,
        /// Not to be had.
        FAILED
    }

    /// An image that one request brings to a shop, with the address that it gets there.
    static MediaImage brought(Shop shop, URI source, @Nullable String alt, ExecutionId request) {
        long id = shop.catalog().newId();
        Instant now = shop.now();
        return new MediaImage(id, source, "https://cdn.shopify.com/s/files/1/" + shop.settings().id() + "/files/"
                + fileName(source, id) + "?v=" + now.getEpochSecond(), alt, now, request);
    }

    MediaImage described(@Nullable String text) {
        return new MediaImage(id, source, url, text, createdAt, broughtBy);
    }

    String gid() {
        return Gid.of(TYPE, id);
    }

    Status status(ExecutionId asking) {
        if (asking.equals(broughtBy)) {
            return Status.UPLOADED;
        }
        return source.getHost().toLowerCase(Locale.ROOT).endsWith(".invalid") ? Status.FAILED : Status.READY;
    }

    String mimeType() {
        return switch (ending(source).toLowerCase(Locale.ROOT)) {
            case ".png" -> "image/png";
            case ".gif" -> "image/gif";
            case ".webp" -> "image/webp";
            default -> "image/jpeg";
        };
    }

    private static String fileName(URI source, long id) {
        String path = source.getPath();
        String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        String ending = ending(source);
        return name.substring(0, name.length() - ending.length()) + "_" + Long.toHexString(id) + ending;
    }

    private static String ending(URI source) {
        String path = source.getPath();
        int dot = path.lastIndexOf('.');
        String ending = dot > path.lastIndexOf('/') ? path.substring(dot) : "";
        return ending.matches("\\.[A-Za-z0-9]{1,5}") ? ending : "";
    }
}
