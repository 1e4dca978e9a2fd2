package com.atom.shopify.edge;

import com.atom.shopify.catalog.Cached;
import com.atom.shopify.failure.Failure;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// What a route answers: a status, the `data` of the envelope, and for a list the cursor of the next page.
public final class Answer {
    private final int status;
    private final @Nullable Object data;
    private final @Nullable Failure failure;
    private final @Nullable Paging paging;
    private final Map<String, String> headers;
    private final List<String> cookies;

    private Answer(int status, @Nullable Object data, @Nullable Paging paging, Map<String, String> headers,
            List<String> cookies) {
        this(status, data, null, paging, headers, cookies);
    }

    private Answer(int status, @Nullable Object data, @Nullable Failure failure, @Nullable Paging paging,
            Map<String, String> headers, List<String> cookies) {
        this.status = status;
        this.data = data;
        this.failure = failure;
        this.paging = paging;
        this.headers = headers;
        this.cookies = cookies;
    }

    /// How many items this page has, and where the next begins.
    record Paging(int count, @Nullable String nextCursor) {}

    /// A whole JSON document, which is answered as it is, without the envelope.
    public record Document(String json) {}

    /// 200 with one resource.
    public static Answer ok(Object data) {
        return new Answer(200, data, null, Map.of(), List.of());
    }

    /// A failure, with its own status, that tells something beside its code.
    public static Answer failed(Failure failure, Object data) {
        return new Answer(200, data, failure, null, Map.of(), List.of());
    }

    /// 201 with the created resource and its path.
    public static Answer created(String location, Object data) {
        return new Answer(201, data, null, Map.of("location", location), List.of());
    }

    /// 200 with one resource that may come from the cache.
    static Answer ok(Cached<?> data) {
        return ok(data.value()).from(data.source());
    }

    /// 202 with what stands there until the work is done, and the path at which to ask again.
    public static Answer accepted(String location, Object data) {
        return new Answer(202, data, null, Map.of("location", location), List.of());
    }

    /// 200 with a page of a list; no cursor means the end.
    public static Answer page(List<?> items, @Nullable String nextCursor) {
        return page(items, items.size(), nextCursor);
    }

    /// 200 with a page of a list whose items are inside an object.
    static Answer page(Object data, int count, @Nullable String nextCursor) {
        return new Answer(200, data, new Paging(count, nextCursor), Map.of(), List.of());
    }

    /// Says in `X-Cache` where the data came from.
    Answer from(Cached.Source source) {
        return withHeader("x-cache", source.name());
    }

    public Answer withStatus(int other) {
        return new Answer(other, data, paging, headers, cookies);
    }

    Optional<String> location() {
        return Optional.ofNullable(headers.get("location"));
    }

    /// 302 without a body.
    public static Answer redirect(URI location) {
        return new Answer(302, null, null, Map.of("location", location.toString()), List.of());
    }

    public Answer withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, data, paging, more, cookies);
    }

    /// Adds one `Set-Cookie`.
    public Answer withCookie(String cookie) {
        var more = new ArrayList<>(cookies);
        more.add(cookie);
        return new Answer(status, data, paging, headers, more);
    }

    int status() {
        return status;
    }

    @Nullable
    Object data() {
        return data;
    }

    @Nullable
    Failure failure() {
        return failure;
    }

    @Nullable
    Paging paging() {
        return paging;
    }

    Map<String, String> headers() {
        return headers;
    }

    List<String> cookies() {
        return cookies;
    }
}
