package com.atom.shopify.fake.aws;

import java.time.Duration;

/// An accident of an AWS service, as a caller sees it.
public sealed interface Fault {

    /// The service refuses because of load.
    record Throttle() implements Fault {}

    /// The service fails.
    record Fail() implements Fault {}

    /// The answer comes late.
    record Stall(Duration time) implements Fault {}

    /// The operation is done, but the connection breaks before the answer.
    record Cut() implements Fault {}
}
