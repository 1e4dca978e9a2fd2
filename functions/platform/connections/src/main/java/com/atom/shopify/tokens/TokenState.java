package com.atom.shopify.tokens;

import com.atom.shopify.oauth.Credential;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/// What is stored of a store's token. Every change counts the version up and is made only from the version that was read, so
/// whoever was late changes nothing.
///
/// ```mermaid
/// stateDiagram-v2
///     [*] --> Valid: consent, import
///     Valid --> Valid: refresh, consent, import
///     Valid --> Ended: the token of an own app has come to its end
///     Ended --> Valid: asked for again
///     Valid --> ReauthRequired: Shopify refuses the refresh token and the one before it,<br/>the app's credentials, or two access tokens in a row
///     Ended --> ReauthRequired: Shopify refuses the app's credentials
///     ReauthRequired --> Valid: consent, import
///     Valid --> Uninstalled: revoke, app/uninstalled
///     Ended --> Uninstalled: revoke, app/uninstalled
///     ReauthRequired --> Uninstalled: revoke, app/uninstalled
///     Uninstalled --> Valid: consent, import
/// ```
public sealed interface TokenState {

    /// Nothing was ever stored.
    record Unknown() implements TokenState {}

    /// Something by which a token can be had that works.
    sealed interface Usable extends TokenState {
        long version();
    }

    /// What Shopify gave last, encrypted and plain, and the pair before it, which Shopify takes again until this one has been used.
    record Valid(Credential credential, long version, SdkBytes ciphertext, Optional<SdkBytes> previous)
            implements
                Usable {}

    /// The token of a store's own app has ended and is erased; another one is had by the app's credentials.
    record Ended(String app, long version) implements Usable {}

    /// Only the merchant can give us a new pair.
    record ReauthRequired(long version) implements TokenState {}

    /// The app is not installed, and nothing of the pair is left.
    record Uninstalled(long version) implements TokenState {}
}
