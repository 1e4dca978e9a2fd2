package com.atom.shopify.tokens;

import com.atom.shopify.oauth.TokenPair;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/// What is stored of a store's token. Every change counts the version up and is made only from the version that was read, so
/// whoever was late changes nothing.
///
/// ```mermaid
/// stateDiagram-v2
///     [*] --> Valid: consent, import
///     Valid --> Valid: refresh, consent, import
///     Valid --> ReauthRequired: Shopify refuses the refresh token and the one before it,<br/>or two access tokens in a row
///     ReauthRequired --> Valid: consent, import
///     Valid --> Uninstalled: revoke, app/uninstalled
///     ReauthRequired --> Uninstalled: revoke, app/uninstalled
///     Uninstalled --> Valid: consent, import
/// ```
public sealed interface TokenState {

    /// Nothing was ever stored.
    record Unknown() implements TokenState {}

    /// The pair that Shopify gave last, encrypted and plain, and the one before it, which Shopify takes again until this one has
    /// been used.
    record Valid(TokenPair pair, long version, SdkBytes ciphertext, Optional<SdkBytes> previous)
            implements
                TokenState {}

    /// Only the merchant can give us a new pair.
    record ReauthRequired(long version) implements TokenState {}

    /// The app is not installed, and nothing of the pair is left.
    record Uninstalled(long version) implements TokenState {}
}
