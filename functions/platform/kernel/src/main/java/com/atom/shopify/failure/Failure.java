package com.atom.shopify.failure;

import com.atom.shopify.id.ShopDomain;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A broken expectation with a stable code, which is part of the API (`products.not-found`). The message is for the
/// caller: it never holds a secret, personal data or another system's error text. Each case has one HTTP status.
public sealed interface Failure {

    String code();

    String message();

    default List<Detail> details() {
        return List.of();
    }

    /// One thing that is wrong: where (a field path such as `variants[0].price`, or none), a constant code, a sentence,
    /// and for missing scopes and offered shops the value itself.
    record Detail(@Nullable String field, String code, String message, @Nullable String value) {

        public static Detail of(String field, String code, String message) {
            return new Detail(field, code, message, null);
        }

        public static Detail ofValue(String code, String message, String value) {
            return new Detail(null, code, message, value);
        }
    }

    /// 400: wrong by itself, whatever Shopify or our tables hold.
    record Invalid(String code, String message, List<Detail> details) implements Failure {

        public static final String CODE = "request.invalid";

        public Invalid {
            details = List.copyOf(details);
        }

        public Invalid(List<Detail> details) {
            this(CODE, "The request is not valid; details name each problem.", details);
        }

        /// One problem of one field under the general code.
        public static Invalid field(String field, String code, String message) {
            return new Invalid(List.of(Detail.of(field, code, message)));
        }

        /// A field holds a time that has not come yet.
        public static Invalid future(String field) {
            return field(field, "future", "must not be in the future");
        }
    }

    /// 401: no acceptable bearer token.
    record Unauthenticated() implements Failure {
        @Override
        public String code() {
            return "auth.required";
        }

        @Override
        public String message() {
            return "A valid bearer token is required.";
        }
    }

    /// 401: the store is linked, but only its merchant can make it work again. The edge adds the `authorize_url`, unless the store is
    /// connected through an app of its owner's: consent to the platform's app would not repair that.
    record ReauthRequired(ShopDomain shop, boolean throughOwnApp) implements Failure {

        public static final String CODE = "store.reauth-required";

        /// Through the platform's app.
        public ReauthRequired(ShopDomain shop) {
            this(shop, false);
        }

        @Override
        public String code() {
            return CODE;
        }

        @Override
        public String message() {
            return throughOwnApp
                    ? "The store must be connected again; import the credentials of its own app."
                    : "The store must be connected again; open authorize_url.";
        }
    }

    /// 403
    record Forbidden(String code, String message, List<Detail> details) implements Failure {
        public Forbidden {
            details = List.copyOf(details);
        }

        public Forbidden(String code, String message) {
            this(code, message, List.of());
        }
    }

    /// 404
    record NotFound(String code, String message) implements Failure {}

    /// 409
    record Conflict(String code, String message, List<Detail> details) implements Failure {
        public Conflict {
            details = List.copyOf(details);
        }

        public Conflict(String code, String message) {
            this(code, message, List.of());
        }
    }

    /// 409: Shopify may or may not have done it. Nothing of ours sends it again; the message says what to look at.
    record OutcomeUnknown(String message) implements Failure {
        public OutcomeUnknown() {
            this("Shopify may or may not have done this; look before you try again.");
        }

        @Override
        public String code() {
            return "write.outcome-unknown";
        }
    }

    /// 413: larger than 1 MiB.
    record TooLarge() implements Failure {
        @Override
        public String code() {
            return "request.too-large";
        }

        @Override
        public String message() {
            return "The body is larger than 1 MiB.";
        }
    }

    /// 422: well formed, but refused by Shopify or by the state of the resource, per field.
    record Refused(String code, String message, List<Detail> details) implements Failure {
        public Refused {
            details = List.copyOf(details);
        }
    }

    /// 429: our own limit, or Shopify's after our waiting.
    record Limited(String code, String message, Duration retryAfter) implements Failure {}

    /// 502: Shopify failed or talked nonsense.
    record Upstream(String code, String message) implements Failure {}

    /// 503: something of our own that we depend on (DynamoDB, KMS, Secrets Manager) does not answer.
    record Unavailable(String code, String message) implements Failure {}

    /// 504: Shopify did not answer in time.
    record TimedOut(String code, String message) implements Failure {}
}
