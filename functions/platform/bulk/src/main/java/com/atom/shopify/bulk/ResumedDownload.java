package com.atom.shopify.bulk;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.FileTransfer;
import com.atom.shopify.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A file as one stream, although connections break: what is missing is asked for again from the place that was reached.
final class ResumedDownload extends InputStream {
    private static final int MOST_BREAKS = 5;

    private final FileTransfer transfer;
    private final URI file;
    private final Deadline deadline;
    private @Nullable InputStream content;
    private long reached;
    private int breaks;

    ResumedDownload(FileTransfer transfer, URI file, Deadline deadline) {
        this.transfer = transfer;
        this.file = file;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        while (true) {
            try {
                var count = opened().read(into, from, most);
                reached += Math.max(count, 0);
                return count;
            } catch (IOException broken) {
                close();
                if (++breaks > MOST_BREAKS || deadline.left().isZero()) {
                    throw broken;
                }
            }
        }
    }

    private InputStream opened() throws IOException {
        var open = content;
        if (open == null) {
            open = open();
            content = open;
        }
        return open;
    }

    private InputStream open() throws IOException {
        var incoming = transfer.get(file, reached, deadline);
        switch (incoming.status()) {
            case 200, 206 -> incoming.content().skipNBytes(reached - incoming.from());
            case 400, 401, 403, 404, 410 -> {
                incoming.content().close();
                throw new FailureException(
                        new Failure.Upstream("bulk.file-gone", "Shopify's file is not there any more."));
            }
            default -> {
                incoming.content().close();
                throw new IOException("status " + incoming.status());
            }
        }
        return incoming.content();
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
    }
}
