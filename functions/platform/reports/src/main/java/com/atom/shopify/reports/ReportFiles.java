package com.atom.shopify.reports;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.routes.Bucket;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The files of reports, in a bucket that forgets them by itself.
@Singleton
public final class ReportFiles {
    /// How long a link works.
    public static final Duration LINK_TIME = Duration.ofMinutes(15);

    private final S3Client s3;
    private final Provider<S3Presigner> presigner;
    private final Deployed deployed;
    private final ObjectMapper json;

    /// @param presigner only where links are given out
    ReportFiles(S3Client s3, Provider<S3Presigner> presigner, Deployed deployed, ObjectMapper json) {
        this.s3 = s3;
        this.presigner = presigner;
        this.deployed = deployed;
        this.json = json;
    }

    /// How a report looks.
    public enum Form {
        JSON("application/json", "inline"),
        CSV("text/csv; charset=utf-8", "attachment"),
        HTML("text/html; charset=utf-8", "inline");

        private final String type;
        private final String disposition;

        Form(String type, String disposition) {
            this.type = type;
            this.disposition = disposition;
        }

        private String ending() {
            return "." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// Writes a report in every form; again, when it is made again.
    public void put(Report report) {
        for (var form : Form.values()) {
            s3.putObject(
                    put -> put.bucket(bucket()).key(key(report.shop(), report.id(), form)).contentType(form.type),
                    RequestBody.fromBytes(rendered(report, form)));
        }
    }

    private byte[] rendered(Report report, Form form) {
        return switch (form) {
            case JSON -> JsonReport.of(report, json);
            case CSV -> CsvReport.of(report);
            case HTML -> HtmlReport.of(report);
        };
    }

    /// Where whoever knows the address can get it for a while, under a name that says what it is.
    public URI link(ShopDomain shop, ReportEntry entry, Form form) {
        var signed = presigner.get().presignGetObject(get -> get.signatureDuration(LINK_TIME)
                .getObjectRequest(object -> object.bucket(bucket()).key(key(shop, entry.id(), form))
                        .responseContentType(form.type)
                        .responseContentDisposition(form.disposition + "; filename=\"" + name(entry, form) + "\"")));
        return URI.create(signed.url().toString());
    }

    private static String name(ReportEntry entry, Form form) {
        return entry.kind().name().toLowerCase(Locale.ROOT) + "-" + entry.from()
                + (entry.from().equals(entry.to()) ? "" : "-to-" + entry.to()) + form.ending();
    }

    /// Erases the files of reports; nothing happens where there are none.
    void erase(ShopDomain shop, List<String> ids) {
        var objects = ids.stream().flatMap(id -> Stream.of(Form.values())
                .map(form -> ObjectIdentifier.builder().key(key(shop, id, form)).build())).toList();
        if (!objects.isEmpty()
                && !s3.deleteObjects(
                        call -> call.bucket(bucket()).delete(delete -> delete.objects(objects).quiet(true)))
                        .errors().isEmpty()) {
            throw new FailureException(new Failure.Unavailable("service.unavailable",
                    "A service that we depend on does not answer; try again."));
        }
    }

    private String bucket() {
        return deployed.bucket(Bucket.REPORTS);
    }

    private static String key(ShopDomain shop, String id, Form form) {
        return shop + "/" + id + form.ending();
    }
}
