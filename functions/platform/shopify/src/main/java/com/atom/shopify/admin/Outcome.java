package com.atom.shopify.admin;

import com.atom.shopify.failure.Failure;
import java.time.Duration;
import java.util.List;

/// What one sending of an operation came to. The cases are what must be done differently, not what was on the wire.
sealed interface Outcome {

    /// Nothing is left to try.
    sealed interface Final extends Outcome {}

    /// Executed; here is all of its data as the operation's record, without errors but for those on fields that Shopify
    /// withholds, whose paths are named.
    record Answered(Object data, List<String> withheld) implements Final {
        public Answered {
            withheld = List.copyOf(withheld);
        }

        @Override
        public String toString() {
            return "Answered";
        }
    }

    /// Not executed: Shopify does not accept the token.
    record TokenRefused() implements Final {}

    /// Not executed, and sending it again would end the same way.
    record Refused(Failure failure) implements Final {}

    /// Executed perhaps, but the answer is of no use, and sending it again would end the same way.
    record Unusable(Failure failure) implements Outcome {}

    /// Nobody knows whether it was executed. A query can be sent again, a mutation cannot.
    record Unclear(Failure failure) implements Outcome {}

    /// Not executed, and not because of the request; worth trying again soon.
    record NotExecuted(Failure failure) implements Outcome {}

    /// Not executed for lack of budget; worth trying again after that time.
    record Throttled(Duration delay) implements Outcome {}
}
