package com.atom.shopify.id;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import java.util.regex.Pattern;

/// The id of one Shopify resource. Numbers are 64-bit and exceed 2^53, so they travel as decimal strings.
public record Gid(Kind kind, long number) {
    /// What the number looks like; the largest ones do not fit into 64 bits.
    public static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,18}");
    private static final String PREFIX = "gid://shopify/";

    /// The kinds of resource that callers may name.
    public enum Kind {
        PRODUCT("Product"),
        PRODUCT_VARIANT("ProductVariant"),
        INVENTORY_ITEM("InventoryItem"),
        LOCATION("Location"),
        ORDER("Order"),
        DRAFT_ORDER("DraftOrder"),
        LINE_ITEM("LineItem"),
        REFUND("Refund"),
        FULFILLMENT("Fulfillment"),
        CUSTOMER("Customer"),
        /// Shopify tells addresses of customers from those of orders by what follows the number.
        CUSTOMER_ADDRESS("MailingAddress", "?model_name=CustomerAddress"),
        MEDIA_IMAGE("MediaImage"),
        SHOP("Shop");

        private final String type;
        private final String suffix;

        Kind(String type) {
            this(type, "");
        }

        Kind(String type, String suffix) {
            this.type = type;
            this.suffix = suffix;
        }

        /// What is before the number in the form of the Admin API, `gid://shopify/Product/`.
        public String prefix() {
            return PREFIX + type + "/";
        }

        /// What callers may write: the number, or the form of the Admin API.
        public Pattern form() {
            return Pattern.compile("(?:" + prefix() + ")?" + NUMBER.pattern());
        }
    }

    public Gid {
        if (number <= 0) {
            throw new IllegalArgumentException("an id is positive");
        }
    }

    /// Reads a number or a gid of the given kind; `field` is named in the failure.
    public static Gid parse(Kind kind, String field, String text) {
        var prefix = kind.prefix();
        if (text.startsWith(PREFIX) && !text.startsWith(prefix)) {
            throw new FailureException(Failure.Invalid.field(field, "wrong-type", "must be the id of a " + kind.type));
        }
        var digits = text.startsWith(prefix) ? withoutSuffix(kind, text.substring(prefix.length())) : text;
        if (NUMBER.matcher(digits).matches()) {
            try {
                return new Gid(kind, Long.parseLong(digits));
            } catch (NumberFormatException beyondLong) {
                // falls through: nineteen digits may exceed 64 bits
            }
        }
        throw new FailureException(Failure.Invalid.field(field, "format", "must be a number or a gid"));
    }

    private static String withoutSuffix(Kind kind, String number) {
        var suffix = kind.suffix.isEmpty() ? -1 : number.indexOf("?model_name=");
        return suffix < 0 ? number : number.substring(0, suffix);
    }

    /// Reads a gid that Shopify sent.
    public static Gid ofShopify(Kind kind, String gid) {
        return parse(kind, "id", gid);
    }

    /// The number at the end of any gid that Shopify sent, as our API shows it.
    public static String decimal(String gid) {
        var number = gid.substring(gid.lastIndexOf('/') + 1);
        var more = number.indexOf('?');
        return more < 0 ? number : number.substring(0, more);
    }

    /// The number as decimal digits, as our API shows it.
    public String decimal() {
        return Long.toString(number);
    }

    /// The form that the Admin API takes, `gid://shopify/Product/1`.
    @Override
    public String toString() {
        return kind.prefix() + number + kind.suffix;
    }
}
