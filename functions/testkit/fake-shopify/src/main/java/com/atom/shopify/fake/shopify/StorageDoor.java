package com.atom.shopify.fake.shopify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The storage that Shopify keeps elsewhere: results are fetched here, in parts if a `Range` asks for it, and staged
/// uploads are brought here as a form. Refusals are XML, as that storage's.
final class StorageDoor {
    static final String PATH = "/_storage/";
    static final String BULK = PATH + "bulk/";
    static final String UPLOADS = PATH + "uploads";
    /// Shopify's limit for a file of variables (shopify-platform 7).
    static final int LARGEST_FILE = 100 * 1024 * 1024;

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    private final World world;

    StorageDoor(World world) {
        this.world = world;
    }

    Reply answer(Request request) {
        if (request.path().startsWith(BULK) && request.method().equals("GET")) {
            return download(request);
        }
        if (request.path().equals(UPLOADS) && request.method().equals("POST")) {
            return upload(request);
        }
        return refused(404, "NoSuchKey", "The specified key does not exist.");
    }

    private Reply download(Request request) {
        Optional<Warehouse.Shelved> found = world.warehouse().find(request.path().substring(BULK.length()))
                .filter(file -> world.ages().aged().isBefore(file.until()));
        if (found.isEmpty()) {
            return refused(404, "NoSuchKey", "The specified key does not exist.");
        }
        Warehouse.Shelved shelved = found.get();
        Reply.Download whole = part(shelved.file(), request.header("Range"));
        if (whole.length() == 0) {
            return refused(416, "InvalidRange", "The requested range cannot be satisfied.");
        }
        return world.mischief().take(Mischief.Place.DOWNLOAD, shelved.shop(), shelved.label())
                .map(accident -> Accidents.around(accident, whole)).orElse(whole);
    }

    private static Reply.Download part(Path file, String range) {
        try {
            long size = Files.size(file);
            var headers = new LinkedHashMap<>(Map.of("Content-Type", "application/jsonl", "Accept-Ranges", "bytes",
                    "Content-Disposition", "attachment; filename=\"" + file.getFileName() + "\""));
            Matcher asked = RANGE.matcher(range);
            if (!asked.matches()) {
                return new Reply.Download(200, headers, file, 0, size, size);
            }
            long from = Math.min(Long.parseLong(asked.group(1)), size);
            long to = asked.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(asked.group(2)), size - 1);
            long length = Math.max(0, to - from + 1);
            headers.put("Content-Range", "bytes " + from + "-" + to + "/" + size);
            return new Reply.Download(206, headers, file, from, length, length);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Reply upload(Request request) {
        Map<String, byte[]> parts = Form.parts(request);
        String key = text(parts, "key");
        byte[] file = parts.get("file");
        Optional<Warehouse.Staged> place = world.warehouse().staged(key);
        if (place.isEmpty() || !place.get().signature().equals(text(parts, "x-goog-signature"))) {
            return refused(403, "SignatureDoesNotMatch", "Access denied.");
        }
        if (file == null) {
            return refused(400, "InvalidArgument", "POST requires exactly one file upload per request.");
        }
        if (file.length > LARGEST_FILE) {
            return refused(400, "EntityTooLarge",
                    "Your proposed upload exceeds the maximum allowed object size.");
        }
        try {
            Path kept = world.warehouse().newFile();
            Files.write(kept, file);
            world.warehouse().stage(key, new Warehouse.Staged(place.get().shop(), place.get().signature(), kept));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return xml(201, "<PostResponse><Bucket>shopify-staged-uploads</Bucket><Key>" + escaped(key)
                + "</Key></PostResponse>");
    }

    private static String text(Map<String, byte[]> parts, String name) {
        return new String(parts.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    private static Reply.Answer refused(int status, String code, String message) {
        return xml(status, "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
    }

    private static Reply.Answer xml(int status, String body) {
        return new Reply.Answer(status, Map.of("Content-Type", "application/xml; charset=UTF-8"),
                ("<?xml version='1.0' encoding='UTF-8'?>" + body).getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
