package com.atom.shopify.infra.data;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/// The keys of the product. A key's own policy lets nobody in the account, administrators included, use it for anything but
/// its purpose at this stage; who may do that is said by the functions' roles.
public enum BoundKey {
    /// Encrypts store tokens.
    TOKENS("TokenKey", "offline-token", "store tokens, nothing else"),
    /// Encrypts the answers that are kept for repeated writes.
    ANSWERS("AnswerKey", "answer", "kept answers, nothing else");

    private static final List<String> ADMINISTRATION = List.of("kms:CancelKeyDeletion", "kms:CreateAlias",
            "kms:DeleteAlias", "kms:DescribeKey", "kms:DisableKey", "kms:EnableKey", "kms:EnableKeyRotation",
            "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListGrants", "kms:ListKeyPolicies",
            "kms:ListKeyRotations", "kms:ListResourceTags", "kms:PutKeyPolicy", "kms:RevokeGrant",
            "kms:RotateKeyOnDemand", "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource",
            "kms:UpdateAlias", "kms:UpdateKeyDescription");

    private final String id;
    private final String purpose;
    private final String description;

    BoundKey(String id, String purpose, String description) {
        this.id = id;
        this.purpose = purpose;
        this.description = description;
    }

    /// The key's id in the template, and of the statements about it.
    public String id() {
        return id;
    }

    /// The keys of this purpose, oldest first; the last one encrypts.
    List<IKey> declare(Construct scope, String stage, int generations) {
        return IntStream.rangeClosed(1, generations)
                .mapToObj(generation -> declare(scope, generation == 1 ? id : id + generation, stage)).toList();
    }

    private IKey declare(Construct scope, String name, String stage) {
        return Key.Builder.create(scope, name)
                .description("ATOM Shopify " + stage + ": " + description)
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .policy(PolicyDocument.Builder.create().statements(List.of(
                        statement("Administer", ADMINISTRATION).build(),
                        statement("ThisPurposeOnly", List.of("kms:Decrypt", "kms:Encrypt"))
                                .conditions(contextOf(stage)).build()))
                        .build())
                .build();
    }

    /// The condition under which the key does anything at all: the fixed part of every encryption context under it.
    public Map<String, Object> contextOf(String stage) {
        // Sorted, because the order of Map.of changes from run to run and with it the template.
        return Map.of("StringEquals", new TreeMap<>(Map.of(
                "kms:EncryptionContext:app", "atom-shopify",
                "kms:EncryptionContext:env", stage,
                "kms:EncryptionContext:purpose", purpose)));
    }

    private static PolicyStatement.Builder statement(String id, List<String> actions) {
        return PolicyStatement.Builder.create().sid(id).actions(actions)
                .principals(List.of(new AccountRootPrincipal()))
                // In a key's policy this is the key itself; KMS knows no other way to write it.
                .resources(List.of("*"));
    }
}
