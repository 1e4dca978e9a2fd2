package com.atom.shopify.fake.aws;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a request of S3's REST protocol asks for, by its API name, and the bucket (empty if it is about none). The bucket is
/// the first part of the path, as it is for an endpoint that is an IP address.
record S3Operation(String name, String bucket) {
    private static final Set<String> OF_PLAIN_OPERATIONS = Set.of("uploads", "delete", "location");

    static S3Operation of(HttpExchange exchange) {
        var path = exchange.getRequestURI().getRawPath().split("/", 3);
        var bucket = path.length > 1 ? path[1] : "";
        var key = path.length > 2 ? path[2] : "";
        return new S3Operation(name(exchange, bucket, key), bucket);
    }

    private static String name(HttpExchange exchange, String bucket, String key) {
        var method = exchange.getRequestMethod();
        // Such as `?tagging`: an operation of its own, which nobody should take for the plain one.
        var aspect = parameters(exchange.getRequestURI())
                .filter(parameter -> !parameter.contains("=") && !OF_PLAIN_OPERATIONS.contains(parameter)).findFirst();
        if (aspect.isPresent()) {
            return method + "?" + aspect.get();
        }
        if (bucket.isEmpty()) {
            return "ListBuckets";
        }
        var asked = parameters(exchange.getRequestURI()).map(parameter -> parameter.split("=", 2)[0])
                .collect(Collectors.toSet());
        var copies = exchange.getRequestHeaders().containsKey("x-amz-copy-source");
        return key.isEmpty() ? ofBucket(method, asked) : ofObject(method, asked.contains("uploadId"), copies);
    }

    private static Stream<String> parameters(URI uri) {
        var query = uri.getRawQuery();
        return query == null ? Stream.empty() : Arrays.stream(query.split("&"));
    }

    private static String ofBucket(String method, Set<String> asked) {
        return switch (method) {
            case "GET" -> listing(asked);
            case "HEAD" -> "HeadBucket";
            case "PUT" -> "CreateBucket";
            case "DELETE" -> "DeleteBucket";
            case "POST" -> "DeleteObjects";
            default -> method;
        };
    }

    private static String listing(Set<String> asked) {
        if (asked.contains("location")) {
            return "GetBucketLocation";
        }
        if (asked.contains("uploads")) {
            return "ListMultipartUploads";
        }
        return asked.contains("list-type") ? "ListObjectsV2" : "ListObjects";
    }

    private static String ofObject(String method, boolean ofUpload, boolean copies) {
        return switch (method) {
            case "GET" -> ofUpload ? "ListParts" : "GetObject";
            case "HEAD" -> "HeadObject";
            case "PUT" -> ofUpload ? copies ? "UploadPartCopy" : "UploadPart" : copies ? "CopyObject" : "PutObject";
            case "DELETE" -> ofUpload ? "AbortMultipartUpload" : "DeleteObject";
            case "POST" -> ofUpload ? "CompleteMultipartUpload" : "CreateMultipartUpload";
            default -> method;
        };
    }
}
