package com.atom.shopify.infra.data;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/// The key that encrypts store tokens. Its own policy lets nobody in the account, administrators included, use it for
/// anything but an offline token of this stage; who may do that is said by the functions' roles.
public final class TokenKey {
    private static final List<String> ADMINISTRATION = List.of("kms:CancelKeyDeletion", "kms:CreateAlias",
            "kms:DeleteAlias", "kms:DescribeKey", "kms:DisableKey", "kms:EnableKey", "kms:EnableKeyRotation",
            "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListGrants", "kms:ListKeyPolicies",
            "kms:ListKeyRotations", "kms:ListResourceTags", "kms:PutKeyPolicy", "kms:RevokeGrant",
            "kms:RotateKeyOnDemand", "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource",
            "kms:UpdateAlias", "kms:UpdateKeyDescription");

    private TokenKey() {}

    static IKey declare(Construct scope, String stage) {
        return Key.Builder.create(scope, "TokenKey")
                .description("ATOM Shopify " + stage + ": store tokens, nothing else")
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .policy(PolicyDocument.Builder.create().statements(List.of(
                        statement("Administer", ADMINISTRATION).build(),
                        statement("OfflineTokensOnly", List.of("kms:Decrypt", "kms:Encrypt"))
                                .conditions(offlineTokensOf(stage)).build()))
                        .build())
                .build();
    }

    /// The condition under which the key does anything at all: the fixed part of every token's encryption context.
    public static Map<String, Object> offlineTokensOf(String stage) {
        // Sorted, because the order of Map.of changes from run to run and with it the template.
        return Map.of("StringEquals", new TreeMap<>(Map.of(
                "kms:EncryptionContext:app", "atom-shopify",
                "kms:EncryptionContext:env", stage,
                "kms:EncryptionContext:purpose", "offline-token")));
    }

    private static PolicyStatement.Builder statement(String id, List<String> actions) {
        return PolicyStatement.Builder.create().sid(id).actions(actions)
                .principals(List.of(new AccountRootPrincipal()))
                // In a key's policy this is the key itself; KMS knows no other way to write it.
                .resources(List.of("*"));
    }
}
