package com.atom.shopify.subscriptions;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.routes.Setting;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/// Who makes the subscriptions, and where they deliver to. Both are settings and neither is taken from a request: the route and
/// the job must mean the same address, or each would undo what the other did. A malformed one stops the start with its name.
@Singleton
final class SubscriptionSettings {
    private static final Pattern EVENT_SOURCE = Pattern
            .compile("arn:aws[a-z-]*:events:[a-z0-9-]+::event-source/aws\\.partner/shopify\\.com/\\S+");

    private final SubscriptionOwner owner;
    private final String target;

    SubscriptionSettings(Deployed deployed) {
        this.owner = switch (deployed.optional(Setting.WEBHOOK_SUBSCRIPTIONS).orElse("app")) {
            case "app" -> SubscriptionOwner.APP;
            case "shop" -> SubscriptionOwner.SHOP;
            default -> throw new ConfigurationException("The setting WEBHOOK_SUBSCRIPTIONS must be app or shop.");
        };
        var text = deployed.required(Setting.WEBHOOK_TARGET);
        this.target = EVENT_SOURCE.matcher(text).matches()
                ? text
                : deployed.url(Setting.WEBHOOK_TARGET, text).toString();
    }

    SubscriptionOwner owner() {
        return owner;
    }

    /// As the Admin API takes it.
    String target() {
        return target;
    }

    /// The same for an app that a store's owner brought: its deliveries are signed with its own secret, which their path names. An event
    /// source belongs to the platform's app alone, and then this fails with `webhooks.no-target`.
    String target(String ownApp) {
        if (isEventSource()) {
            throw new FailureException(new Failure.Refused("webhooks.no-target",
                    "This deployment takes the webhooks of the platform's app only.", List.of()));
        }
        return target + "/" + ownApp;
    }

    private boolean isEventSource() {
        return EVENT_SOURCE.matcher(target).matches();
    }
}
