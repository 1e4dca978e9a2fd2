package com.atom.shopify.infra.data;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/// The place of the app's client secret, `{"current":…,"previous":…}`.
final class ClientSecret {
    private ClientSecret() {}

    static ISecret declare(Construct scope, String stage) {
        var secret = Secret.Builder.create(scope, "ClientSecret")
                .secretName("atom-shopify/" + stage + "/client-secret")
                .description("The Shopify app's client secret: {\"current\":\"...\",\"previous\":\"...\"}")
                // Not after a first deployment that failed: its name would be taken for the next one.
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build();
        // Empty until the operator fills it. A generated value would make every genuine signature look forged, and a
        // value in the template would be set again over the operator's own.
        if (secret.getNode().getDefaultChild() instanceof CfnSecret resource) {
            resource.addPropertyDeletionOverride("GenerateSecretString");
        }
        return secret;
    }
}
