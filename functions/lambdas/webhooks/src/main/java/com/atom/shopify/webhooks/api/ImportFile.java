package com.atom.shopify.webhooks.api;

import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.routes.WebhooksRoute;
import com.atom.shopify.sync.Import;
import com.atom.shopify.sync.ImportFiles;
import com.atom.shopify.sync.Imports;
import jakarta.inject.Singleton;

/// Creates, starts and shows imports.
@Singleton
final class ImportFile {
    private final Imports imports;
    private final ImportFiles files;

    ImportFile(Imports imports, ImportFiles files) {
        this.imports = imports;
        this.files = files;
    }

    Answer create(ImportRequest request, StoreCall at) {
        var created = imports.create(at.shop(), request.kind());
        return accepted(created, ImportJson.toUpload(created, files.uploadAddress(at.shop(), created.id()),
                created.createdAt().plus(ImportFiles.UPLOAD_TIME)));
    }

    /// Fails with `imports.not-found`, with `imports.ended`, or with `imports.too-large` when the file has more than 100 MB.
    Answer start(String id, StoreCall at) {
        if (imports.get(at.shop(), id).status() == Import.Status.AWAITING_UPLOAD) {
            files.checkSize(at.shop(), id);
        }
        var started = imports.start(at.shop(), id);
        return accepted(started, ImportJson.of(started));
    }

    /// Fails with `imports.not-found`.
    ImportJson one(String id, StoreCall at) {
        return ImportJson.of(imports.get(at.shop(), id));
    }

    private static Answer accepted(Import known, ImportJson answer) {
        return Answer.accepted(WebhooksRoute.READ_IMPORT.path().replace("{id}", known.id()), answer);
    }
}
