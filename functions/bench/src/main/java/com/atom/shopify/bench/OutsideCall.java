package com.atom.shopify.bench;

import com.atom.shopify.fake.aws.FaultProxy;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// A call that a function made to a service, as the service's stand-in saw it. What it `cost` is DynamoDB's units or Shopify's
/// points.
record OutsideCall(Service service, Span span, double cost, double reserved) {
    private static final Set<String> READS = Set.of("GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems");

    enum Service {
        DYNAMODB_READ,
        DYNAMODB_WRITE,
        KMS,
        SECRETS,
        SHOPIFY
    }

    static OutsideCall toDynamoDb(FaultProxy.Answered answer) {
        return of(READS.contains(answer.call().operation()) ? Service.DYNAMODB_READ : Service.DYNAMODB_WRITE, answer);
    }

    static OutsideCall of(Service service, FaultProxy.Answered answer) {
        return new OutsideCall(service, new Span(answer.at(), answer.took()), answer.units(), answer.units());
    }

    /// From the simulator's list of requests.
    static OutsideCall toShopify(JsonNode request) {
        return new OutsideCall(Service.SHOPIFY,
                new Span(Instant.parse(request.path("at").asText()), Duration.parse(request.path("took").asText())),
                request.at("/points/actual").asDouble(), request.at("/points/requested").asDouble());
    }
}
