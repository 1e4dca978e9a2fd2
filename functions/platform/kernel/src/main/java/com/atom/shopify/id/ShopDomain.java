package com.atom.shopify.id;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The permanent `*.myshopify.com` name of a shop; the key of everything we store, and the only thing that ever becomes
/// the host of a call which carries a secret. Fails with `shop.invalid`.
public record ShopDomain(String value) implements Comparable<ShopDomain> {
    /// What it looks like, the whole of it.
    public static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}\\.myshopify\\.com");

    public ShopDomain {
        if (!FORM.matcher(value).matches()) {
            throw new FailureException(new Failure.Invalid("shop.invalid", "This is not the name of a Shopify store.",
                    List.of(Failure.Detail.of("shop", "format", "must look like example.myshopify.com"))));
        }
    }

    /// Lowers ASCII capitals and strips nothing: a name with anything around it is not a name.
    public static ShopDomain parse(String text) {
        return new ShopDomain(text.chars().allMatch(c -> c < 128) ? text.toLowerCase(Locale.ROOT) : text);
    }

    /// The part before `.myshopify.com`.
    public String name() {
        return value.substring(0, value.indexOf('.'));
    }

    @Override
    public int compareTo(ShopDomain other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
