package com.atom.shopify.edge;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;

/// An answer in payload format 2.0. Cookies have an array of their own: as headers only one would survive.
@Serdeable
record GatewayReply(int statusCode, Map<String, String> headers, List<String> cookies, String body,
        boolean isBase64Encoded) {}
