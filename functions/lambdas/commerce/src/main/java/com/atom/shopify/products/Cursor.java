package com.atom.shopify.products;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/// Where the next page of a list begins. It remembers which list it belongs to, because Shopify takes a cursor of another
/// query and answers nonsense.
final class Cursor {
    private static final int MARK = 16;

    private Cursor() {}

    static String write(ShopDomain shop, ProductFilter filter, String end) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((mark(shop, filter) + end).getBytes(UTF_8));
    }

    /// Shopify's own cursor; fails with `request.invalid` when ours is of another list or none at all.
    static String read(ShopDomain shop, ProductFilter filter, String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            if (text.length() > MARK && text.startsWith(mark(shop, filter))) {
                return text.substring(MARK);
            }
        } catch (IllegalArgumentException notBase64) {
            // falls through: one answer for every cursor that is not of this list
        }
        throw new FailureException(Failure.Invalid.field("cursor", "cursor", "does not belong to this list"));
    }

    private static String mark(ShopDomain shop, ProductFilter filter) {
        var list = String.join("\n", shop.value(), filter.search(), filter.sortKey().name(),
                String.valueOf(filter.descending()));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(list.getBytes(UTF_8)), 0,
                    MARK / 2);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
