package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.infra.data.BoundKey;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.routes.Setting;
import com.atom.shopify.tables.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionsTest {
    private final Stacks stacks = Stacks.withUserPool();

    @Test
    void everyFunctionHasARoleOfItsOwnThatOnlyLambdaAssumes() {
        assertThat(Arrays.stream(LambdaFunction.values()).map(each -> stacks.function(each).target("Role")))
                .doesNotHaveDuplicates();
        assertThat(Stacks.all(stacks.api(), "AWS::IAM::Role"))
                .filteredOn(role -> !role.toString().contains("codedeploy.amazonaws.com"))
                .hasSize(LambdaFunction.values().length).allSatisfy(role -> {
                    assertThat(role.at("ManagedPolicyArns").isMissingNode()).isTrue();
                    assertThat(role.at("AssumeRolePolicyDocument/Statement")).hasSize(1);
                    assertThat(role.text("AssumeRolePolicyDocument/Statement/0/Principal/Service"))
                            .isEqualTo("lambda.amazonaws.com");
                });
    }

    @ParameterizedTest
    @EnumSource
    void noStatementUsesAWildcardButForTheObjectsOfABucketAndTheSecretsOfOwnApps(LambdaFunction function) {
        assertThat(stacks.statements(function)).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.json().path("Effect").asText()).isEqualTo("Allow");
            assertThat(statement.json().has("NotAction") || statement.json().has("NotResource")).isFalse();
            assertThat(statement.actions()).isNotEmpty().noneMatch(action -> action.contains("*"));
            if (statement.isAboutOwnApps()) {
                assertThat(statement.resources()).singleElement().asString()
                        .endsWith(":secret:atom-shopify/" + Stacks.STAGE + "/apps/*\"]]}");
            } else if (statement.actions().stream().allMatch(action -> action.endsWith("Object"))) {
                assertThat(statement.resources()).singleElement().asString().endsWith("\"/*\"]]}");
            } else {
                assertThat(statement.resources()).isNotEmpty().noneMatch(resource -> resource.toString().contains("*"));
            }
            assertThat(statement.targets()).noneMatch(String::isEmpty);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionTouchesExactlyItsTables(LambdaFunction function) {
        var touched = stacks.statements(function).stream()
                .filter(statement -> statement.actions().stream().anyMatch(action -> action.startsWith("dynamodb:")))
                .flatMap(statement -> statement.targets().stream()).collect(Collectors.toSet());

        assertThat(touched).isEqualTo(function.tables().stream().map(stacks::tableId).collect(Collectors.toSet()));
    }

    @Test
    void onlyFunctionsThatCallShopifyTouchTokens() {
        assertThat(functionsThatMay("dynamodb:", stacks.tableId(Table.TOKENS))).containsExactlyInAnyOrder(
                LambdaFunction.AUTH, LambdaFunction.COMMERCE, LambdaFunction.INSIGHTS, LambdaFunction.WEBHOOKS,
                LambdaFunction.HEALTH, LambdaFunction.WORKER, LambdaFunction.JOBS);
    }

    /// Whoever uses a store's token may find it spent, and then refreshes it.
    @Test
    void onlyFunctionsThatCallShopifyEncryptAndDecryptTokens() {
        assertThat(functionsThatMay("kms:Encrypt", key(BoundKey.TOKENS))).containsExactlyInAnyOrder(
                LambdaFunction.AUTH, LambdaFunction.COMMERCE, LambdaFunction.INSIGHTS, LambdaFunction.WEBHOOKS,
                LambdaFunction.WORKER, LambdaFunction.JOBS, LambdaFunction.HEALTH);
        assertThat(functionsThatMay("kms:Decrypt", key(BoundKey.TOKENS))).containsExactlyInAnyOrder(
                LambdaFunction.AUTH, LambdaFunction.COMMERCE, LambdaFunction.INSIGHTS, LambdaFunction.WEBHOOKS,
                LambdaFunction.WORKER, LambdaFunction.JOBS,
                LambdaFunction.HEALTH);
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionUsesKeysForTheirPurposeAtItsStageOnly(LambdaFunction function) {
        assertThat(stacks.statements(function))
                .filteredOn(statement -> statement.actions().stream().anyMatch(action -> action.startsWith("kms:")))
                .allSatisfy(statement -> {
                    var used = Arrays.stream(BoundKey.values())
                            .filter(key -> statement.targets().equals(List.of(key(key)))).toList();
                    assertThat(used).hasSize(1);
                    assertThat(statement.actions()).isSubsetOf("kms:Encrypt", "kms:Decrypt");
                    assertThat(statement.condition()).isEqualTo(DataStackTest.contextOf(used.getFirst()));
                });
    }

    @ParameterizedTest
    @EnumSource
    void afterTheTokenKeyWasReplacedTheFormerOneIsOnlyRead(LambdaFunction function) {
        var replaced = Stacks.of(Stacks.with(Map.of("TOKEN_KEYS", "2")));
        var keys = Stacks.all(replaced.data(), "AWS::KMS::Key").stream().map(Resource::id)
                .filter(id -> id.startsWith(BoundKey.TOKENS.id())).sorted().toList();
        assertThat(keys).hasSize(2);
        var former = keys.stream().filter(id -> !id.startsWith(BoundKey.TOKENS.id() + "2")).findFirst().orElseThrow();

        var about = replaced.statements(function).stream()
                .filter(statement -> statement.targets().contains(former)).toList();

        if (function.settings().contains(Setting.TOKEN_KEY_FORMER_ID)) {
            assertThat(about).singleElement().satisfies(statement -> {
                assertThat(statement.actions()).containsExactly("kms:Decrypt");
                assertThat(statement.condition()).isEqualTo(DataStackTest.contextOf(BoundKey.TOKENS));
            });
            assertThat(replaced.function(function).target("Environment/Variables/TOKEN_KEY_FORMER_ID"))
                    .isEqualTo(former);
            assertThat(replaced.function(function).target("Environment/Variables/TOKEN_KEY_ID"))
                    .startsWith(BoundKey.TOKENS.id() + "2");
        } else {
            assertThat(about).isEmpty();
        }
    }

    @Test
    void onlyFunctionsThatKeepAnswersUseTheirKey() {
        assertThat(functionsThatMay("kms:", key(BoundKey.ANSWERS))).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(LambdaFunction.values())
                        .filter(function -> function.settings().contains(Setting.ANSWER_KEY_ID)).toList());
    }

    @Test
    void onlyFunctionsWithTheSettingReadTheClientSecret() {
        var secret = Stacks.only(stacks.data(), "AWS::SecretsManager::Secret").id();

        assertThat(functionsThatMay("secretsmanager:GetSecretValue", secret)).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(LambdaFunction.values())
                        .filter(function -> function.settings().contains(Setting.SHOPIFY_SECRET_ID)).toList());
    }

    @Test
    void onlyFunctionsWithTheSettingAnnounce() {
        var bus = Stacks.only(stacks.inbox(), "AWS::Events::EventBus").id();

        assertThat(functionsThatMay("events:PutEvents", bus)).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(LambdaFunction.values())
                        .filter(function -> function.settings().contains(Setting.EVENT_BUS)).toList());
    }

    @Test
    void onlyJobsReadAWholeTableAndOnlyThatOfTokens() {
        assertThat(Arrays.stream(Table.values())
                .filter(table -> !functionsThatMay("dynamodb:Scan", stacks.tableId(table)).isEmpty()))
                .containsExactly(Table.TOKENS);
        assertThat(functionsThatMay("dynamodb:Scan", stacks.tableId(Table.TOKENS)))
                .containsExactly(LambdaFunction.JOBS);
    }

    @ParameterizedTest
    @EnumSource
    void onlyItsConsumerReceivesFromAQueueAndOnlyWhoSaysSoSendsToItOrEmptiesItsDeadLetters(Queue queue) {
        assertThat(functionsThatMay("sqs:SendMessage", stacks.queueId(queue))).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(LambdaFunction.values()).filter(function -> function.sends().contains(queue)).toList());
        assertThat(functionsThatMay("sqs:ReceiveMessage", stacks.queueId(queue))).containsExactly(queue.consumer());
        assertThat(functionsThatMay("sqs:SendMessage", stacks.deadLettersId(queue))).containsExactly(queue.consumer());
        assertThat(functionsThatMay("sqs:ReceiveMessage", stacks.deadLettersId(queue)))
                .containsExactlyElementsOf(queue.redriver().stream().toList());
    }

    @ParameterizedTest
    @EnumSource
    void healthCountsTheMessagesOfEveryQueueAndTakesNone(Queue queue) {
        var about = stacks.statements(LambdaFunction.HEALTH).stream()
                .filter(statement -> statement.targets().contains(stacks.queueId(queue))).toList();

        assertThat(about).singleElement().satisfies(statement -> {
            assertThat(statement.actions()).containsExactly("sqs:GetQueueAttributes");
            assertThat(statement.targets()).containsExactlyInAnyOrder(stacks.queueId(queue),
                    stacks.deadLettersId(queue));
        });
    }

    @ParameterizedTest
    @EnumSource
    void noTableQueueOrKeyIsAdministered(LambdaFunction function) {
        var known = Set.of("dynamodb:Scan", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage",
                "sqs:SendMessage", "s3:DeleteObject", "s3:GetObject", "s3:PutObject", "dynamodb:BatchGetItem",
                "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "events:PutEvents",
                "dynamodb:GetItem", "dynamodb:PutItem",
                "dynamodb:Query", "dynamodb:UpdateItem", "kms:Decrypt", "kms:Encrypt", "logs:CreateLogStream",
                "logs:PutLogEvents", "secretsmanager:GetSecretValue", "secretsmanager:CreateSecret",
                "secretsmanager:DeleteSecret", "secretsmanager:PutSecretValue");

        assertThat(stacks.statements(function)).flatExtracting(Statement::actions).isSubsetOf(known);
    }

    @Test
    void reportsAreWrittenByJobsReadByInsightsAndErasedByTheWorker() {
        var bucket = Stacks.only(stacks.inbox(), "AWS::S3::Bucket", "Reports").id();

        assertThat(functionsThatMay("s3:PutObject", bucket)).containsExactly(LambdaFunction.JOBS);
        assertThat(functionsThatMay("s3:GetObject", bucket)).containsExactly(LambdaFunction.INSIGHTS);
        assertThat(functionsThatMay("s3:DeleteObject", bucket)).containsExactly(LambdaFunction.WORKER);
        assertThat(functionsThatMay("s3:", bucket)).hasSize(3);
    }

    @Test
    void intakeReachesQueueBucketAndSecretsOnly() {
        assertThat(stacks.statements(LambdaFunction.INTAKE)).flatExtracting(Statement::actions)
                .containsExactlyInAnyOrder("logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage",
                        "s3:PutObject", "secretsmanager:GetSecretValue", "secretsmanager:GetSecretValue");
    }

    @Test
    void onlyAuthWritesTheSecretsOfOwnAppsAndWhoeverNeedsThemReadsThem() {
        assertThat(Arrays.stream(LambdaFunction.values()).filter(function -> stacks.statements(function).stream()
                .filter(Statement::isAboutOwnApps).flatMap(statement -> statement.actions().stream())
                .anyMatch(action -> !action.equals("secretsmanager:GetSecretValue"))))
                .containsExactly(LambdaFunction.AUTH);
        assertThat(Arrays.stream(LambdaFunction.values()).filter(function -> stacks.statements(function).stream()
                .filter(Statement::isAboutOwnApps).flatMap(statement -> statement.actions().stream())
                .anyMatch("secretsmanager:GetSecretValue"::equals))).containsExactlyElementsOf(
                        Arrays.stream(LambdaFunction.values())
                                .filter(function -> function.settings().contains(Setting.SHOPIFY_SECRET_ID)).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionWritesOnlyItsOwnLog(LambdaFunction function) {
        assertThat(stacks.statements(function))
                .filteredOn(statement -> statement.actions().stream().anyMatch(action -> action.startsWith("logs:")))
                .flatExtracting(Statement::targets)
                .containsExactly(stacks.function(function).target("LoggingConfig/LogGroup"));
    }

    private String key(BoundKey key) {
        return stacks.key(key).id();
    }

    private List<LambdaFunction> functionsThatMay(String action, String target) {
        return Arrays.stream(LambdaFunction.values())
                .filter(function -> stacks.statements(function).stream()
                        .anyMatch(statement -> statement.targets().contains(target)
                                && statement.actions().stream().anyMatch(allowed -> allowed.startsWith(action))))
                .toList();
    }
}
