package com.atom.shopify.sync;

import com.atom.shopify.bulk.StoredFiles;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A store with an order for every hour of a while, and the bulk operations on them. Counting says a thousand for each, so that a few
/// are a window.
final class CountedShop implements AutoCloseable {
    static final Instant FIRST = Instant.parse("2025-03-01T00:00:00Z");
    static final int ORDERS = 120;
    private static final Pattern RANGE = Pattern
            .compile("updated_at:>=\\\\?\"([^\"\\\\]+)\\\\?\" AND updated_at:<=\\\\?\"([^\"\\\\]+)");

    final List<String> canceled = new ArrayList<>();
    /// What becomes of the next operations; those after them are completed.
    final Queue<Fate> fates = new ArrayDeque<>();
    private final StoredFiles storage = new StoredFiles(this::answer);
    private final ObjectMapper json = ObjectMapper.getDefault();
    private final Map<String, String> operations = new ConcurrentHashMap<>();

    /// What may become of an operation.
    enum Fate {
        COMPLETED,
        RUNNING,
        TRUNCATED,
        FAILED,
        EXPIRED,
        BUSY,
        DENIED
    }

    URI base() {
        return storage.base();
    }

    int operations() {
        return operations.size();
    }

    /// Ends an operation that was running.
    void complete(String operation) {
        operations.computeIfPresent(operation, (_, text) -> text.replace("RUNNING", "COMPLETED"));
    }

    @Serdeable
    record Asked(String operationName, Map<String, String> variables) {
        String variable(String name) {
            return Objects.requireNonNull(variables.get(name));
        }
    }

    private String answer(String request) {
        try {
            var asked = Objects.requireNonNull(json.readValue(request, Asked.class));
            return "{\"data\":" + switch (asked.operationName()) {
                case "CountOrders" -> "{\"counted\":{\"count\":"
                        + orders(asked.variable("query")).size() * 1_000 + "}}";
                case "RunBulkQuery" -> run(asked.variable("query"));
                case "ReadBulkOperation" -> operations.get(asked.variable("id"));
                case "CancelBulkOperation" -> {
                    canceled.add(asked.variable("id"));
                    yield "{\"bulkOperationCancel\":{\"bulkOperation\":null,\"userErrors\":[]}}";
                }
                default -> throw new IllegalArgumentException(asked.operationName());
            } + "}";
        } catch (IOException foreign) {
            throw new UncheckedIOException(foreign);
        }
    }

    private String run(String query) {
        var fate = fates.isEmpty() ? Fate.COMPLETED : fates.remove();
        if (fate == Fate.BUSY) {
            return "{\"bulkOperationRunQuery\":{\"bulkOperation\":null,\"userErrors\":[{\"field\":null,"
                    + "\"message\":\"Too many\",\"code\":\"LIMIT_REACHED\"}]}}";
        }
        var id = "gid://shopify/BulkOperation/" + (operations.size() + 1);
        operations.put(id, "{\"bulkOperation\":" + state(id, fate, orders(query)) + "}");
        return "{\"bulkOperationRunQuery\":{\"bulkOperation\":{\"id\":\"" + id + "\"},\"userErrors\":[]}}";
    }

    private String state(String id, Fate fate, List<Integer> orders) {
        var file = orders.stream().map(CountedShop::rows).collect(Collectors.joining());
        var url = storage.put(id.substring(id.lastIndexOf('/') + 1),
                fate == Fate.TRUNCATED ? file.substring(0, file.lastIndexOf("{")) : file);
        var error = fate == Fate.DENIED ? "\"ACCESS_DENIED\"" : "null";
        var status = switch (fate) {
            case COMPLETED, TRUNCATED, BUSY -> "COMPLETED";
            case RUNNING -> "RUNNING";
            case FAILED, DENIED -> "FAILED";
            case EXPIRED -> "EXPIRED";
        };
        return "{\"id\":\"%s\",\"status\":\"%s\",\"errorCode\":%s,\"objectCount\":\"%d\",\"rootObjectCount\":\"%d\","
                .formatted(id, status, error, orders.size() * 2, orders.size())
                + "\"fileSize\":\"%d\",\"url\":\"%s\",\"partialDataUrl\":null}".formatted(file.length(), url);
    }

    /// The child stands before its parent.
    private static String rows(int order) {
        return "{\"id\":\"gid://shopify/LineItem/%d\",\"__parentId\":\"%s\"}\n{\"id\":\"%s\"}\n".formatted(order,
                gid(order), gid(order));
    }

    static String gid(int order) {
        return "gid://shopify/Order/" + order;
    }

    private static List<Integer> orders(String search) {
        var range = RANGE.matcher(search);
        if (!range.find()) {
            throw new IllegalArgumentException(search);
        }
        var from = Instant.parse(range.group(1));
        var until = Instant.parse(range.group(2));
        return IntStream.range(0, ORDERS).filter(order -> {
            var at = FIRST.plus(Duration.ofHours(order));
            return !at.isBefore(from) && !at.isAfter(until);
        }).boxed().toList();
    }

    @Override
    public void close() {
        storage.close();
    }
}
