package com.atom.shopify.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.proof.Digest;
import java.util.Base64;

/// Where the next page of a list begins, as callers see it. It remembers which list it belongs to, because Shopify takes a
/// cursor of another query and answers nonsense. The mark is no secret: a forged one leads nowhere that its forger may not go.
final class Cursor {
    private static final int MARK = 16;

    private Cursor() {}

    static String write(String list, String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((mark(list) + place).getBytes(UTF_8));
    }

    /// The place in the list; fails with `request.invalid` when the cursor is of another list or none at all.
    static String read(String list, String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            if (text.startsWith(mark(list))) {
                return text.substring(MARK);
            }
        } catch (IllegalArgumentException notBase64) {
            // falls through: one answer for every cursor that is not of this list
        }
        throw PageRequest.foreignCursor();
    }

    private static String mark(String list) {
        return Digest.sha256(list).substring(0, MARK);
    }
}
