package com.atom.shopify.infra.data;

import com.atom.shopify.infra.Deployment.TokenIssuer;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AuthFlow;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.constructs.Construct;

/// The users of a platform that brings no token issuer of its own: a Cognito user pool that administrators fill.
final class Users {
    private Users() {}

    static TokenIssuer declare(Construct scope) {
        var pool = UserPool.Builder.create(scope, "Users")
                .selfSignUpEnabled(false)
                .signInAliases(SignInAliases.builder().email(true).build())
                .accountRecovery(AccountRecovery.EMAIL_ONLY)
                .passwordPolicy(PasswordPolicy.builder().minLength(14).build())
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        var page = UserPoolClient.Builder.create(scope, "PlatformPage")
                .userPool(pool)
                .authFlows(AuthFlow.builder().userSrp(true).build())
                .disableOAuth(true)
                .preventUserExistenceErrors(true)
                .enableTokenRevocation(true)
                .accessTokenValidity(Duration.hours(1))
                .build();
        CfnOutput.Builder.create(scope, "UserPoolId").value(pool.getUserPoolId()).build();
        CfnOutput.Builder.create(scope, "UserPoolClientId").value(page.getUserPoolClientId()).build();
        return new TokenIssuer(pool.getUserPoolProviderUrl(), List.of(page.getUserPoolClientId()));
    }
}
