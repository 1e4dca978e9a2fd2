package com.atom.shopify.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.admin.Variables;
import com.atom.shopify.bulk.LineReader;
import com.atom.shopify.edge.input.RecordReader;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.sync.Import;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Turns the lines that a caller uploaded into those that Shopify takes: one object of variables each. Lines are held against the
/// records of their kind, like bodies of requests.
@Singleton
final class ImportLines {
    private static final int LONGEST = 1 << 20;

    private final RecordReader reader;
    private final ObjectMapper json;

    ImportLines(RecordReader reader, ObjectMapper json) {
        this.reader = reader;
        this.json = json;
    }

    /// What the file holds.
    ///
    /// @param document the mutation that all lines are for
    /// @param errors the first ones; with any, nothing may be sent
    record Checked(long lines, Document document, List<Import.LineError> errors) {}

    /// The mutations.
    enum Document {
        SET_PRODUCT("ImportProduct"),
        CHANGE_PRODUCT("ImportProductChange"),
        SET_QUANTITY("ImportQuantity");

        private final String file;

        Document(String file) {
            this.file = file;
        }

        String file() {
            return file;
        }
    }

    private record Line(Document document, Map<String, @Nullable Object> variables) {}

    /// Reads all lines, and writes them as Shopify takes them as long as none is wrong. Shopify numbers what it is sent, so no line
    /// may be missing in between.
    Checked check(Import known, InputStream from, OutputStream to) throws IOException {
        var errors = new ArrayList<Import.LineError>();
        var lines = new LineReader(from);
        var count = 0L;
        Document document = null;
        for (var bytes = lines.next(); bytes != null && errors.size() < Import.MOST_ERRORS; bytes = lines.next()) {
            count++;
            if (count < lines.number()) {
                errors.add(new Import.LineError(count, "body", "empty", "a line between others must not be empty"));
                count = lines.number();
            }
            try {
                var line = line(known, bytes, count);
                if (document != null && document != line.document()) {
                    errors.add(new Import.LineError(count, "id", "mixed",
                            "all lines must have an id, or none of them"));
                } else {
                    document = line.document();
                }
                if (errors.isEmpty()) {
                    to.write(json.writeValueAsString(Variables.json(line.variables())).getBytes(UTF_8));
                    to.write('\n');
                }
            } catch (FailureException wrong) {
                errors.addAll(errors(wrong.failure(), count));
            }
        }
        return new Checked(count, document == null ? Document.SET_PRODUCT : document,
                errors.subList(0, Math.min(errors.size(), Import.MOST_ERRORS)));
    }

    private static List<Import.LineError> errors(Failure failure, long line) {
        return failure.details().isEmpty()
                ? List.of(new Import.LineError(line, null, failure.code(), failure.message()))
                : failure.details().stream().map(detail -> new Import.LineError(line, detail.field(), detail.code(),
                        detail.message())).toList();
    }

    private Line line(Import known, byte[] bytes, long number) {
        if (bytes.length > LONGEST) {
            throw new FailureException(Failure.Invalid.field("body", "size",
                    "a line must not be longer than 1 MiB"));
        }
        return switch (known.kind()) {
            case PRODUCTS -> {
                var product = reader.body(ImportedProduct.class, bytes);
                yield new Line(product.isChange() ? Document.CHANGE_PRODUCT : Document.SET_PRODUCT,
                        product.variables());
            }
            case INVENTORY -> new Line(Document.SET_QUANTITY, reader.body(ImportedQuantity.class, bytes)
                    .variables(key(known, number)));
        };
    }

    /// The same for all attempts at one line, and for no other.
    private static String key(Import known, long number) {
        return UUID.nameUUIDFromBytes((known.id() + " " + number).getBytes(UTF_8)).toString();
    }
}
