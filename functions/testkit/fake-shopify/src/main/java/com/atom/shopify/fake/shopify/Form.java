package com.atom.shopify.fake.shopify;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A body of type `multipart/form-data`.
final class Form {
    private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data;.*boundary=\"?([^\";]{1,70})\"?.*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("(?:^|[;\\s])name=\"([^\"]*)\"");

    private Form() {}

    /// The parts by their names; none of a body that is no form.
    static Map<String, byte[]> parts(Request request) {
        var parts = new LinkedHashMap<String, byte[]>();
        Matcher type = BOUNDARY.matcher(request.header("Content-Type"));
        if (!type.matches()) {
            return parts;
        }
        // One character per byte, so that places in the text are places in the body.
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        String line = "--" + type.group(1);
        int at = body.indexOf(line);
        while (at >= 0) {
            int head = at + line.length() + 2;
            int next = body.indexOf("\r\n" + line, at);
            int content = body.indexOf("\r\n\r\n", at) + 4;
            if (next < 0 || content < 4 || content > next + 2) {
                break;
            }
            Matcher name = NAME.matcher(body.substring(head, content));
            if (name.find()) {
                parts.put(name.group(1), body.substring(content, Math.max(content, next))
                        .getBytes(StandardCharsets.ISO_8859_1));
            }
            at = next + 2;
        }
        return parts;
    }
}
