package com.atom.shopify.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.ShopifySettings;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.FileTransfer;
import com.atom.shopify.http.Trouble;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Puts the lines of a bulk mutation where Shopify finds them (shopify-platform 5.5).
@Singleton
public final class StagedUploads {
    private static final Operation<Created> CREATE = Operation.of(StagedUploads.class, "CreateStagedUpload",
            Created.class);

    private final AdminApi admin;
    private final ShopifySettings settings;
    private final FileTransfer transfer;

    StagedUploads(AdminApi admin, ShopifySettings settings, FileTransfer transfer) {
        this.admin = admin;
        this.settings = settings;
        this.transfer = transfer;
    }

    @Serdeable
    record Created(Payload stagedUploadsCreate) {}

    @Serdeable
    record Payload(List<Target> stagedTargets, List<UserError> userErrors) {}

    @Serdeable
    record Target(String url, List<Parameter> parameters) {
        String path() {
            return parameters.stream().filter(each -> each.name().equals("key")).map(Parameter::value).findFirst()
                    .orElseThrow(() -> new FailureException(Trouble.badAnswer()));
        }
    }

    @Serdeable
    record Parameter(String name, String value) {}

    /// Uploads the file, and gives the path under which a bulk mutation finds it. Fails with `shopify.unavailable`.
    public String upload(Errand at, Path file) {
        var created = admin.run(at, CREATE.with(Map.of())).stagedUploadsCreate();
        if (created.stagedTargets().size() != 1 || !created.userErrors().isEmpty()) {
            throw new FailureException(Trouble.badAnswer());
        }
        var target = created.stagedTargets().getFirst();
        var boundary = "lines-" + UUID.randomUUID();
        try {
            var status = transfer.post(settings.storage(target.url()), "multipart/form-data; boundary=" + boundary,
                    form(target.parameters(), file, boundary), at.deadline());
            if (status < 200 || status > 299) {
                throw new FailureException(Trouble.unavailable());
            }
            return target.path();
        } catch (IOException broken) {
            throw new FailureException(Trouble.unavailable(), broken);
        }
    }

    /// The file comes last: storage ignores what follows it.
    private static BodyPublisher form(List<Parameter> parameters, Path file, String boundary) throws IOException {
        var head = new StringBuilder();
        for (var parameter : parameters) {
            head.append("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary,
                    parameter.name(), parameter.value()));
        }
        head.append("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"lines.jsonl\"\r\n"
                .formatted(boundary)).append("Content-Type: text/jsonl\r\n\r\n");
        return BodyPublishers.concat(BodyPublishers.ofString(head.toString(), UTF_8), BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--%s--\r\n".formatted(boundary), UTF_8));
    }
}
