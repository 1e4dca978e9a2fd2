package com.atom.shopify.webhooks.api;

import com.atom.shopify.edge.input.RecordReader;
import com.atom.shopify.sync.Import;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An import as callers see it.
///
/// @param uploadUrl where the file is to be PUT, only when the import has just been created
/// @param uploadExpiresAt until when
/// @param errors what is wrong with lines, of the first 100 problems
/// @param reason why it failed as a whole, a code
@Serdeable(naming = SnakeCaseStrategy.class)
record ImportJson(String id, String kind, String status, Instant createdAt, @Nullable String uploadUrl,
        @Nullable Instant uploadExpiresAt, Progress progress, List<LineErrorJson> errors, @Nullable String reason,
        @Nullable Instant endedAt) {

    /// How far it is.
    ///
    /// @param lines how many the file has
    /// @param written how many of them Shopify carried out
    /// @param refused how many it did not
    @Serdeable
    record Progress(long lines, long written, long refused) {}

    /// What is wrong with a line; lines count from 1.
    @Serdeable
    record LineErrorJson(long line, @Nullable String field, String code, String message) {}

    static ImportJson of(Import known) {
        return of(known, null, null);
    }

    static ImportJson toUpload(Import known, URI address, Instant until) {
        return of(known, address.toString(), until);
    }

    private static ImportJson of(Import known, @Nullable String address, @Nullable Instant until) {
        return new ImportJson(known.id(), RecordReader.outerName(known.kind()),
                RecordReader.outerName(known.status()), known.createdAt(), address, until,
                new Progress(known.lines(), known.written(), known.refused()),
                known.errors().stream().map(error -> new LineErrorJson(error.line(), error.field(), error.code(),
                        error.message())).toList(),
                known.reason(), known.endedAt());
    }

    /// Without the address, which is signed.
    @Override
    public String toString() {
        return "ImportJson[" + id + "]";
    }
}
