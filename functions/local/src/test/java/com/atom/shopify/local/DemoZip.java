package com.atom.shopify.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A function's zip as the build makes them: jars in `lib`.
final class DemoZip {
    private DemoZip() {}

    static Path in(Path folder) throws IOException, URISyntaxException {
        var interfaces = Path
                .of(RequestStreamHandler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var zip = folder.resolve("demo-function.zip");
        Files.write(zip, zip("lib/demo.jar", jar(), "lib/core.jar", Files.readAllBytes(interfaces)));
        return zip;
    }

    private static byte[] jar() throws IOException {
        var name = DemoHandler.class.getName().replace('.', '/') + ".class";
        try (var code = DemoHandler.class.getResourceAsStream("/" + name)) {
            if (code == null) {
                throw new IllegalStateException("no " + name);
            }
            return zip(name, code.readAllBytes());
        }
    }

    private static byte[] zip(Object... namesAndBytes) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var i = 0; i < namesAndBytes.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndBytes[i]));
                zip.write((byte[]) namesAndBytes[i + 1]);
            }
        }
        return bytes.toByteArray();
    }
}
