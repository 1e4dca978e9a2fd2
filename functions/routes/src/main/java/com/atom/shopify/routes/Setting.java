package com.atom.shopify.routes;

/// The settings that a function may be given, each an environment variable of the constant's name. What a function needs
/// is said by [LambdaFunction#settings()]; the deployment and the local runner give it exactly that.
public enum Setting {
    /// The deployment's name, part of every encryption context.
    STAGE,
    /// The app's client id.
    SHOPIFY_API_KEY,
    /// The Admin API version that is asked for.
    SHOPIFY_API_VERSION,
    /// The access scopes that a store must grant, comma-separated.
    SHOPIFY_SCOPES,
    /// Where Shopify sends the merchant's browser after consent; empty means our own callback.
    SHOPIFY_REDIRECT_URI,
    /// The Secrets Manager secret with the app's client secret: `{"current":…,"previous":…}`.
    SHOPIFY_SECRET_ID,
    /// The platform's page that shows a finished or failed connection.
    PLATFORM_CALLBACK_URL,
    /// Who makes the webhook subscriptions: `app`, the configuration of the Shopify app, or `shop`, we by the Admin API in each
    /// store.
    WEBHOOK_SUBSCRIPTIONS,
    /// Where the subscriptions that we make deliver to: the address of the intake, or the partner event source of the app.
    WEBHOOK_TARGET,
    /// The EventBridge bus on which the platform hears what changed.
    EVENT_BUS,
    /// The KMS key that encrypts tokens and nothing else.
    TOKEN_KEY_ID,
    /// The KMS key that encrypted tokens before the current one, while rows under it are left; empty if there was none.
    TOKEN_KEY_FORMER_ID,
    /// The KMS key that encrypts the answers which are kept for repeated writes.
    ANSWER_KEY_ID
}
