package com.atom.shopify.aws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;

/// Compressed bytes, for what is large and kept for a while.
public final class Packed {
    private Packed() {}

    public static byte[] pack(byte[] bytes) {
        return through(bytes, DeflaterOutputStream::new);
    }

    /// @throws UncheckedIOException when the bytes were never packed
    public static byte[] unpack(byte[] packed) {
        return through(packed, InflaterOutputStream::new);
    }

    private interface Filter {
        OutputStream over(OutputStream stream) throws IOException;
    }

    private static byte[] through(byte[] bytes, Filter filter) {
        var result = new ByteArrayOutputStream();
        try (var stream = filter.over(result)) {
            stream.write(bytes);
        } catch (IOException corrupt) {
            throw new UncheckedIOException(corrupt);
        }
        return result.toByteArray();
    }
}
