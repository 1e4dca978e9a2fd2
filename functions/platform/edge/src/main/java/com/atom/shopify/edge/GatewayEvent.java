package com.atom.shopify.edge;

import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What we read of an API Gateway HTTP API event, payload format 2.0. Header names arrive in lower case, cookies in an
/// array of their own, and the query is taken raw: the parsed one splits values at commas.
@Serdeable
record GatewayEvent(@Nullable String routeKey, @Nullable String rawPath, @Nullable String rawQueryString,
        @Nullable List<String> cookies,
        @Nullable Map<String, String> headers, @Nullable Map<String, String> pathParameters,
        RequestContext requestContext, @Nullable String body, boolean isBase64Encoded) {
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?");

    boolean isGet() {
        return String.valueOf(routeKey).startsWith("GET ");
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers).map(all -> all.get(name));
    }

    /// The same request about another resource.
    GatewayEvent withId(String id) {
        return new GatewayEvent(routeKey, rawPath, "", cookies, headers, Map.of("id", id), requestContext, "", false);
    }

    /// Our own address. Only a loopback domain is served without TLS.
    URI self() {
        var domain = requestContext.domainName() == null ? "localhost" : requestContext.domainName();
        return URI.create((LOOPBACK.matcher(domain).matches() ? "http://" : "https://") + domain);
    }

    /// The claims that the JWT authorizer verified, none on a public route.
    @Nullable
    Map<String, String> claims() {
        var authorizer = requestContext.authorizer();
        return authorizer == null || authorizer.jwt() == null ? null : authorizer.jwt().claims();
    }

    @Serdeable
    record RequestContext(@Nullable String requestId, @Nullable String domainName, @Nullable Authorizer authorizer) {}

    @Serdeable
    record Authorizer(@Nullable Jwt jwt) {}

    @Serdeable
    record Jwt(@Nullable Map<String, String> claims) {}
}
