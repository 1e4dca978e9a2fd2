package com.atom.shopify.bulk;

import java.util.Optional;

/// How a bulk operation is.
public sealed interface BulkState {

    /// Waits or runs.
    ///
    /// @param rows how many lines it has made so far
    record Running(long rows) implements BulkState {}

    /// All of it was done; without a file there were no rows.
    record Completed(Optional<ResultFile> file) implements BulkState {}

    /// Ended before its end. What it had made until then may be read, but is not all.
    ///
    /// @param reason `failed`, `timeout`, `access-denied`, `internal-server-error`, `canceled`, `expired`, or `unknown` when
    ///        Shopify does not know the operation
    record Broken(String reason, Optional<ResultFile> partial) implements BulkState {}
}
