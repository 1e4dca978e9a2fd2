package com.atom.shopify.local;

import java.util.concurrent.TimeoutException;

/// What the gateway calls: takes an event, gives the answer, both JSON.
public interface Invocable {
    /// @throws TimeoutException when the answer takes longer than API Gateway waits
    /// @throws FunctionError when there is none
    String invoke(String event) throws TimeoutException;
}
