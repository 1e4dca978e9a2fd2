package com.atom.shopify.oauth;

import com.atom.shopify.admin.AccessToken;

/// What a token pair is asked for with (shopify-platform 2.2 and 2.5).
public sealed interface Grant {

    /// The code of a finished consent. It is good for one use, and the pair before it ends with that.
    record Code(String code) implements Grant {
        @Override
        public String toString() {
            return "Code[hidden]";
        }
    }

    /// The refresh token of a pair. Shopify takes it again until the pair that it gave has been used, 30 days at most, so an
    /// answer that was lost can be asked for again.
    record Refresh(RefreshToken token) implements Grant {}

    /// A permanent token, which ends with this. A lost answer can be asked for again for seven days.
    record Permanent(AccessToken token) implements Grant {}
}
