package com.atom.shopify.fake.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;

/// What IAM would have to allow for a call: who made it, the action, and the table, index, key, secret, queue, bus or bucket as the
/// caller names it. One call may need several.
///
/// @param accessKey the access key that signed it, by which its caller is known
/// @param action as IAM writes it, `dynamodb:PutItem` for example; one that IAM does not know stays as it was called
/// @param resource a name; an index is `{table}/index/{index}`; empty when the call names nothing
public record NeededAction(String accessKey, String action, String resource) {
    private static final Map<String, String> SERVICES = Map.of("DynamoDB_20120810", "dynamodb", "TrentService", "kms",
            "secretsmanager", "secretsmanager", "AmazonSQS", "sqs", "AWSEvents", "events");

    /// Of a call in one of the JSON protocols, named by its target.
    static Stream<NeededAction> of(String accessKey, String target, JsonNode input, String resource) {
        var point = target.lastIndexOf('.');
        var service = SERVICES.getOrDefault(target.substring(0, Math.max(point, 0)), target);
        var operation = target.substring(point + 1);
        return switch (service) {
            case "dynamodb" -> ofTables(accessKey, operation, input, resource);
            // A batch needs the permission of its parts.
            case "sqs" -> Stream.of(new NeededAction(accessKey, "sqs:" + operation.replaceAll("Batch$", ""), resource));
            case "events" -> input.path("Entries").valueStream().map(entry -> entry.path("EventBusName").asText())
                    .distinct().map(bus -> new NeededAction(accessKey, "events:" + operation, bus));
            default -> Stream.of(new NeededAction(accessKey, service + ":" + operation, resource));
        };
    }

    /// Of a call of S3.
    static NeededAction of(String accessKey, S3Operation operation) {
        var action = switch (operation.name()) {
            case "HeadObject" -> "GetObject";
            case "DeleteObjects" -> "DeleteObject";
            case "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload" -> "PutObject";
            case "ListObjects", "ListObjectsV2", "HeadBucket" -> "ListBucket";
            default -> operation.name();
        };
        return new NeededAction(accessKey, "s3:" + action, operation.bucket());
    }

    /// A transaction needs the permissions of its parts, a batch its own on every table.
    private static Stream<NeededAction> ofTables(String accessKey, String operation, JsonNode input, String table) {
        return switch (operation) {
            case "TransactWriteItems", "TransactGetItems" -> input.path("TransactItems").valueStream()
                    .flatMap(item -> item.properties().stream())
                    .map(part -> new NeededAction(accessKey, "dynamodb:" + ofPart(part.getKey()),
                            part.getValue().path("TableName").asText()));
            case "BatchGetItem", "BatchWriteItem" -> input.path("RequestItems").properties().stream()
                    .map(each -> new NeededAction(accessKey, "dynamodb:" + operation, each.getKey()));
            default -> Stream.of(new NeededAction(accessKey, "dynamodb:" + operation,
                    input.has("IndexName") ? table + "/index/" + input.path("IndexName").asText() : table));
        };
    }

    private static String ofPart(String part) {
        return part.endsWith("Check") ? "ConditionCheckItem" : part + "Item";
    }
}
