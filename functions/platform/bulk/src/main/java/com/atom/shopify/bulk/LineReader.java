package com.atom.shopify.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a stream into lines. Empty lines are left out, a carriage return at the end of a line is no part of it.
public final class LineReader {
    /// Far more than an object has; a file without line ends is no file of lines.
    private static final int LONGEST = 16 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private long number;
    private int end;

    public LineReader(InputStream in) {
        this.in = in;
    }

    /// Which line of the stream the last one was, from 1; those that are left out count.
    public long number() {
        return number;
    }

    /// The next line, or null at the end.
    ///
    /// @throws IOException when the stream breaks, or a line is longer than 16 MiB
    public byte @Nullable [] next() throws IOException {
        var line = new ByteArrayOutputStream(0);
        while (at < end || fill()) {
            var start = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            line.write(buffer, start, at - start);
            if (line.size() > LONGEST) {
                throw new IOException("a line is too long");
            }
            if (at < end) {
                at++;
                number++;
                var whole = trimmed(line);
                if (whole.length > 0) {
                    return whole;
                }
                line.reset();
            }
        }
        number++;
        var last = trimmed(line);
        return last.length > 0 ? last : null;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(in.read(buffer), 0);
        return end > 0;
    }

    private static byte[] trimmed(ByteArrayOutputStream line) {
        var bytes = line.toByteArray();
        return bytes.length > 0 && bytes[bytes.length - 1] == '\r'
                ? Arrays.copyOf(bytes, bytes.length - 1)
                : bytes;
    }
}
