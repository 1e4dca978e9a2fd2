package com.atom.shopify.queue;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// Which messages of a batch Lambda must not delete.
@Serdeable
public record BatchAnswer(List<ItemFailure> batchItemFailures) {

    /// One of them.
    @Serdeable
    public record ItemFailure(String itemIdentifier) {}

    static BatchAnswer keeping(List<String> ids) {
        return new BatchAnswer(ids.stream().map(ItemFailure::new).toList());
    }
}
