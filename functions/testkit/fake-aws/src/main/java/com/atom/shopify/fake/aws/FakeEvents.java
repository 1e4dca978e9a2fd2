package com.atom.shopify.fake.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// An EventBridge endpoint that takes events and keeps them, with AWS's limits: ten entries and one megabyte in all per call
/// (aws-serverless-java 5.1), each entry checked for itself.
public final class FakeEvents implements AutoCloseable {
    private static final int MOST_ENTRIES = 10;
    private static final int LARGEST_CALL = 1_048_576;
    private static final int TIME_SIZE = 14;
    private static final ObjectReader DETAIL = JsonService.JSON.readerFor(JsonNode.class)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final List<Event> events = new ArrayList<>();
    private final JsonService service = new JsonService("AWSEvents", Map.of("PutEvents", this::put));

    /// An event as it was put: `time` is the publisher's, or that of its arrival if it gave none.
    public record Event(String id, String bus, String source, String detailType, JsonNode detail,
            List<String> resources, Instant time) {
        public Event {
            resources = List.copyOf(resources);
        }
    }

    private FakeEvents() {}

    /// Starts on a free loopback port, without events.
    public static FakeEvents start() {
        return new FakeEvents();
    }

    public URI endpoint() {
        return service.endpoint();
    }

    /// What was put and not refused, oldest first, since the start or since it was cleared.
    public List<Event> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    public void clear() {
        synchronized (events) {
            events.clear();
        }
    }

    @Override
    public void close() {
        service.close();
    }

    private JsonNode put(JsonNode input) {
        var entries = input.path("Entries");
        if (!entries.isArray() || entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw new AwsError("ValidationException", "Entries must have 1 to " + MOST_ENTRIES + " members");
        }
        if (entries.valueStream().mapToLong(FakeEvents::size).sum() > LARGEST_CALL) {
            throw new AwsError("ValidationException", "Total size of the entries in the request is over the limit.");
        }
        var answer = JsonService.JSON.createObjectNode();
        var results = answer.putArray("Entries");
        entries.valueStream().map(this::result).forEach(results::add);
        return answer.put("FailedEntryCount", results.valueStream().filter(result -> result.has("ErrorCode")).count());
    }

    /// As AWS counts an entry: the UTF-8 bytes of its texts, and 14 for a time.
    private static long size(JsonNode entry) {
        var texts = Stream.concat(Stream.of(entry.path("Source"), entry.path("DetailType"), entry.path("Detail")),
                entry.path("Resources").valueStream());
        return texts.mapToLong(text -> text.asText().getBytes(UTF_8).length).sum()
                + (entry.hasNonNull("Time") ? TIME_SIZE : 0);
    }

    private ObjectNode result(JsonNode entry) {
        try {
            var event = event(entry);
            synchronized (events) {
                events.add(event);
            }
            return JsonService.JSON.createObjectNode().put("EventId", event.id());
        } catch (AwsError refused) {
            return JsonService.JSON.createObjectNode().put("ErrorCode", refused.type()).put("ErrorMessage",
                    refused.getMessage());
        }
    }

    private static Event event(JsonNode entry) {
        var source = required(entry, "Source");
        var detailType = required(entry, "DetailType");
        var detail = detail(required(entry, "Detail"));
        if (source.startsWith("aws.")) {
            throw new AwsError("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        return new Event(UUID.randomUUID().toString(), entry.path("EventBusName").asText("default"), source, detailType,
                detail, entry.path("Resources").valueStream().map(JsonNode::asText).toList(), time(entry));
    }

    private static String required(JsonNode entry, String name) {
        var text = entry.path(name).asText();
        if (text.isBlank()) {
            throw new AwsError("InvalidArgument",
                    "Parameter " + name + " is not valid. Reason: " + name + " is a required argument.");
        }
        return text;
    }

    private static JsonNode detail(String text) {
        try {
            JsonNode detail = DETAIL.readValue(text);
            if (detail.isObject()) {
                return detail;
            }
        } catch (JsonProcessingException noJson) {
            // falls through: one refusal for both
        }
        throw new AwsError("MalformedDetail", "Detail is malformed.");
    }

    /// In seconds, as the protocol writes times.
    private static Instant time(JsonNode entry) {
        return entry.hasNonNull("Time")
                ? Instant.ofEpochMilli(Math.round(entry.path("Time").asDouble() * 1_000))
                : Clock.systemUTC().instant();
    }
}
