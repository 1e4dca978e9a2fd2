package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.infra.data.BoundKey;
import com.atom.shopify.tables.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DataStackTest {
    private final Stacks stacks = Stacks.withUserPool();

    /// The condition that every use of the token key carries.
    static JsonNode contextOf(BoundKey key) {
        var purpose = switch (key) {
            case TOKENS -> "offline-token";
            case ANSWERS -> "answer";
        };
        return new ObjectMapper().valueToTree(Map.of("StringEquals", Map.of(
                "kms:EncryptionContext:app", "atom-shopify", "kms:EncryptionContext:env", Stacks.STAGE,
                "kms:EncryptionContext:purpose", purpose)));
    }

    @Test
    void theStackIsProtectedAgainstDeletion() {
        var manifest = Stacks.json(stacks.directory().resolve("manifest.json"));

        assertThat(manifest.at("/artifacts/Data/properties/terminationProtection").asBoolean()).isTrue();
    }

    @Test
    void theTablesAreThoseOfTheTable() {
        assertThat(Stacks.all(stacks.data(), "AWS::DynamoDB::GlobalTable")).extracting(Resource::id)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Table.values()).map(stacks::tableId).toList());
    }

    @ParameterizedTest
    @EnumSource
    void everyTableHasTheKeysThatTheCodeUses(Table table) {
        var declared = declared(table);

        assertThat(keys(declared.at("KeySchema"))).containsExactlyElementsOf(
                Stream.concat(Stream.of(table.partitionKey()), table.sortKey().stream()).toList());
        assertThat(declared.at("AttributeDefinitions").valueStream().map(each -> each.path("AttributeType").asText()))
                .containsOnly("S");
        assertThat(declared.text("BillingMode")).isEqualTo("PAY_PER_REQUEST");
        assertThat(declared.at("Replicas")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyIndexHasKeysOnly(Table table) {
        var indexes = declared(table).at("GlobalSecondaryIndexes");

        assertThat(indexes).hasSize((int) table.index().stream().count());
        table.index().ifPresent(index -> {
            assertThat(indexes.at("/0/IndexName").asText()).isEqualTo(index.name());
            assertThat(keys(indexes.at("/0/KeySchema"))).containsExactly(index.partitionKey(), index.sortKey());
            assertThat(indexes.at("/0/Projection/ProjectionType").asText()).isEqualTo("KEYS_ONLY");
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatExpiresIsDeletedByDynamoDb(Table table) {
        assertThat(declared(table).text("TimeToLiveSpecification/AttributeName"))
                .isEqualTo(table.timeToLive().orElse(""));
    }

    @ParameterizedTest
    @EnumSource
    void retainedTablesHavePointInTimeRecoveryAndOutliveTheStack(Table table) {
        var declared = declared(table);
        var replica = "Replicas/0/";

        assertThat(declared.at(replica + "PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean())
                .isEqualTo(table.retained());
        assertThat(declared.at(replica + "DeletionProtectionEnabled").asBoolean()).isEqualTo(table.retained());
        assertThat(declared.json().path("DeletionPolicy").asText()).isEqualTo(table.retained() ? "Retain" : "Delete");
        assertThat(declared.json().path("UpdateReplacePolicy").asText())
                .isEqualTo(table.retained() ? "Retain" : "Delete");
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyIsUsedForItsPurposeAndNothingElse(BoundKey purpose) {
        var key = stacks.key(purpose);
        var statements = key.at("KeyPolicy/Statement").valueStream().map(Statement::new).toList();
        var cryptography = List.of("kms:Decrypt", "kms:Encrypt");

        assertThat(key.at("EnableKeyRotation").asBoolean()).isTrue();
        assertThat(key.json().path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
        assertThat(statements).flatExtracting(Statement::actions).noneMatch(action -> action.contains("*"))
                .doesNotContain("kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:CreateGrant",
                        "kms:Sign", "kms:GenerateMac");
        assertThat(statements).filteredOn(statement -> statement.actions().stream().anyMatch(cryptography::contains))
                .singleElement().satisfies(statement -> {
                    assertThat(statement.actions()).containsExactlyElementsOf(cryptography);
                    assertThat(statement.condition()).isEqualTo(contextOf(purpose));
                });
        assertThat(stacks.data().path("Resources").properties().stream()
                .filter(resource -> !resource.getKey().equals(key.id()))
                .map(resource -> resource.getValue().toString())).noneMatch(text -> text.contains(key.id()));
    }

    @Test
    void theClientSecretIsEmptyUntilTheOperatorFillsIt() {
        var secret = Stacks.only(stacks.data(), "AWS::SecretsManager::Secret");

        assertThat(secret.text("Name")).isEqualTo("atom-shopify/" + Stacks.STAGE + "/client-secret");
        assertThat(secret.at("SecretString").isMissingNode()).isTrue();
        assertThat(secret.at("GenerateSecretString").isMissingNode()).isTrue();
        assertThat(secret.json().path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
        assertThat(secret.json().path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    }

    @Test
    void nobodySignsUpToTheUserPoolByThemselves() {
        var pool = Stacks.only(stacks.data(), "AWS::Cognito::UserPool");

        assertThat(pool.at("AdminCreateUserConfig/AllowAdminCreateUserOnly").asBoolean()).isTrue();
        assertThat(pool.json().path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(Stacks.only(stacks.data(), "AWS::Cognito::UserPoolClient").at("GenerateSecret").asBoolean())
                .isFalse();
    }

    private Resource declared(Table table) {
        return Stacks.resource(stacks.data(), stacks.tableId(table));
    }

    private static List<String> keys(JsonNode schema) {
        return schema.valueStream().map(key -> key.path("AttributeName").asText()).toList();
    }
}
