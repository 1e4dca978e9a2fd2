package com.atom.shopify.checks;

import java.util.Locale;

/// How well something works.
public enum Level {
    OK,
    /// It works, but something about it needs a look.
    DEGRADED,
    /// It does not work.
    DOWN;

    /// The name as the API shows it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
