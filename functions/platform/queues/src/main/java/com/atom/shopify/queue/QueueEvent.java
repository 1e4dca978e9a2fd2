package com.atom.shopify.queue;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.UpperCamelCaseStrategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A batch of messages, as Lambda brings it from SQS.
@Serdeable(naming = UpperCamelCaseStrategy.class)
public record QueueEvent(List<Entry> records) {

    /// One message.
    @Serdeable
    record Entry(String messageId, String body, Map<String, String> attributes,
            @Nullable Map<String, Attribute> messageAttributes) {

        String group() {
            return attributes.getOrDefault("MessageGroupId", Message.NO_GROUP);
        }

        Optional<String> attribute(String name) {
            return Optional.ofNullable(messageAttributes).map(all -> all.get(name)).map(Attribute::stringValue);
        }

        int number(String name) {
            return attribute(name).map(Integer::parseInt).orElse(0);
        }
    }

    /// A value that the sender gave the message beside its body.
    @Serdeable
    record Attribute(@Nullable String stringValue) {}
}
