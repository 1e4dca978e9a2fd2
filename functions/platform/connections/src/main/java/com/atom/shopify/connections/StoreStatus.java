package com.atom.shopify.connections;

import java.util.Locale;

/// The one vocabulary for the state of a store, written in lower case outside.
public enum StoreStatus {
    /// Calls work.
    VALID,
    /// Calls work, but the refresh token ends within two weeks.
    EXPIRING,
    /// The token is being renewed.
    REFRESHING,
    /// Only the merchant can make it work again.
    REAUTH_REQUIRED,
    /// The merchant removed the app.
    UNINSTALLED,
    /// The token is there, but cannot be decrypted now.
    KEY_UNAVAILABLE;

    /// The name as the API shows it.
    public String outer() {
        return name().toLowerCase(Locale.ROOT);
    }
}
