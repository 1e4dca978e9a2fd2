package com.atom.shopify.admin;

import com.atom.shopify.failure.Failure;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;

/// What one sending of an operation came to. The cases are what a caller must do differently, not what was on the wire.
sealed interface Outcome {

    /// Executed; here is all of its data.
    record Answered(JsonNode data) implements Outcome {}

    /// Not executed for lack of budget; worth trying again after that time.
    record Throttled(Duration delay) implements Outcome {}

    /// Not executed, and not because of the request; worth trying again soon.
    record NotExecuted(Failure failure) implements Outcome {}

    /// Nobody knows whether it was executed. A query can be sent again, a mutation cannot.
    record Unclear(Failure failure) implements Outcome {}

    /// Shopify does not know the token.
    record TokenRefused() implements Outcome {}

    /// Not executed, and sending it again would end the same way.
    record Refused(Failure failure) implements Outcome {}
}
