package com.atom.shopify.bulk;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.FileTransfer;
import com.atom.shopify.http.Trouble;
import com.atom.shopify.time.Deadline;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the files that bulk operations leave. A file counts only when all of it is there.
@Singleton
public final class ResultFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ResultFiles.class);

    private final FileTransfer transfer;

    ResultFiles(FileTransfer transfer) {
        this.transfer = transfer;
    }

    /// What is done with one line. Its number counts from 0.
    @FunctionalInterface
    public interface Lines {
        void line(long number, Row row) throws IOException;
    }

    /// All roots with what is below them, in the order of the file. The whole file is held, so it has to be the file of a window.
    /// Fails with `bulk.file-incomplete` when it holds other rows than Shopify counted or a child without a parent, and with
    /// `bulk.file-gone` when it is not there any more.
    public List<Joined> joined(ResultFile file, Deadline deadline) {
        var join = new Join();
        var rows = read(file, (_, row) -> join.add(row), deadline);
        try {
            if (rows != file.rows() || file.roots() != join.roots()) {
                throw incomplete(file, rows, "counts");
            }
            return join.finish();
        } catch (IOException orphans) {
            throw incomplete(file, rows, "orphans");
        }
    }

    /// Gives line by line, holding none, and says how many there were. Fails with `bulk.file-gone`, and with
    /// `bulk.file-incomplete` when a line cannot be read.
    public long read(ResultFile file, Lines lines, Deadline deadline) {
        try (var content = new ResumedDownload(transfer, file.address(), deadline)) {
            var reader = new LineReader(content);
            var count = 0L;
            for (var line = reader.next(); line != null; line = reader.next()) {
                lines.line(count, row(file, line, count));
                count++;
            }
            return count;
        } catch (IOException broken) {
            throw new FailureException(Trouble.unavailable(), broken);
        }
    }

    private static Row row(ResultFile file, byte[] line, long count) {
        try {
            return Row.parse(line);
        } catch (IOException malformed) {
            throw incomplete(file, count, "malformed");
        }
    }

    private static FailureException incomplete(ResultFile file, long rows, String why) {
        LOG.atWarn().addKeyValue("promised_rows", file.rows()).addKeyValue("promised_roots", file.roots())
                .addKeyValue("rows", rows).addKeyValue("why", why).log("result file refused");
        return new FailureException(
                new Failure.Upstream("bulk.file-incomplete", "Shopify's file does not hold what Shopify counted."));
    }
}
