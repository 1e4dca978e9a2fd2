package com.atom.shopify.fake.aws;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.URI;
import org.junit.jupiter.api.BeforeEach;

/// The suites against any emulator, whose address is in `AWS_ENDPOINT_URL`.
class GivenEndpointTest extends EndpointContract {
    private static final String ENDPOINT = System.getenv().getOrDefault("AWS_ENDPOINT_URL", "");

    @BeforeEach
    void needsAnEndpoint() {
        assumeFalse(ENDPOINT.isEmpty(), "AWS_ENDPOINT_URL names no other implementation to compare with");
    }

    @Override
    URI endpoint() {
        return URI.create(ENDPOINT);
    }
}
