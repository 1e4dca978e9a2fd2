package com.atom.shopify.id;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import java.util.regex.Pattern;

/// A user of the platform: the `sub` of the bearer token, 1 to 128 printable ASCII characters without blanks.
public record UserId(String value) {
    /// What it looks like, the whole of it.
    public static final Pattern FORM = Pattern.compile("[!-~]{1,128}");

    public UserId {
        if (!FORM.matcher(value).matches()) {
            throw new FailureException(
                    Failure.Invalid.field("user_id", "format", "must be 1 to 128 visible ASCII characters"));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
