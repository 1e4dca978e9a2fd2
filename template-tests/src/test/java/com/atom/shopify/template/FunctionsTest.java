package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.infra.data.BoundKey;
import com.atom.shopify.routes.Bucket;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.routes.Setting;
import com.atom.shopify.tables.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FunctionsTest {
    private final Stacks stacks = Stacks.withUserPool();

    @Test
    void theFunctionsAreThoseOfTheTable() {
        assertThat(Stacks.all(stacks.api(), "AWS::Lambda::Function")).extracting(Resource::id)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(LambdaFunction.values()).map(stacks::function).map(Resource::id).toList());
    }

    @ParameterizedTest
    @EnumSource
    void everyFunctionRunsJava25OnArm64WithSnapStartBehindLive(LambdaFunction function) {
        var declared = stacks.function(function);

        assertThat(declared.text("Runtime")).isEqualTo("java25");
        assertThat(declared.at("Architectures").valueStream()).extracting(node -> node.asText())
                .containsExactly("arm64");
        assertThat(declared.text("SnapStart/ApplyOn")).isEqualTo("PublishedVersions");
        assertThat(declared.text("Handler")).isEqualTo(function.handler());
        var live = stacks.live(function);
        assertThat(live.text("Name")).isEqualTo("live");
        var version = Stacks.resource(stacks.api(), live.target("FunctionVersion"));
        assertThat(version.isA("AWS::Lambda::Version")).isTrue();
        assertThat(version.target("FunctionName")).isEqualTo(declared.id());
    }

    @ParameterizedTest
    @EnumSource
    void everyFunctionGivesUpBeforeWhoCallsItDoes(LambdaFunction function) {
        var timeout = stacks.function(function).at("Timeout").asInt();

        assertThat(timeout).isEqualTo((int) function.timeout().toSeconds());
        if (function.servesRoutes()) {
            assertThat(timeout).isLessThan(30);
        }
        assertThat(stacks.function(function).at("MemorySize").asInt()).isEqualTo(1_024);
    }

    @ParameterizedTest
    @EnumSource
    void everyFunctionLogsJsonIntoAGroupOfItsOwnThatForgets(LambdaFunction function) {
        var declared = stacks.function(function);
        var group = Stacks.resource(stacks.api(), declared.target("LoggingConfig/LogGroup"));

        assertThat(declared.text("LoggingConfig/LogFormat")).isEqualTo("JSON");
        assertThat(group.text("LogGroupName")).isEqualTo("/atom-shopify/" + Stacks.STAGE + "/" + function.id());
        assertThat(group.at("RetentionInDays").asInt()).isEqualTo(30);
    }

    @ParameterizedTest
    @EnumSource
    void theEnvironmentIsTheFunctionsSettingsTablesQueuesAndBuckets(LambdaFunction function) {
        var named = Stream.of(function.settings().stream().map(Setting::name),
                function.tables().stream().map(Table::setting),
                function.reaches().stream().map(Queue::setting),
                function.deadLetters().stream().map(Queue::deadLetterSetting),
                function.buckets().stream().map(Bucket::setting)).flatMap(names -> names).toList();

        assertThat(stacks.function(function).at("Environment/Variables").fieldNames()).toIterable()
                .containsExactlyInAnyOrderElementsOf(named);
    }

    @ParameterizedTest
    @EnumSource
    void theEnvironmentNamesWhatTheDataStackHolds(LambdaFunction function) {
        var environment = "Environment/Variables/";
        var declared = stacks.function(function);
        var secret = Stacks.only(stacks.data(), "AWS::SecretsManager::Secret").id();

        Map.of(Setting.TOKEN_KEY_ID, BoundKey.TOKENS, Setting.ANSWER_KEY_ID, BoundKey.ANSWERS)
                .forEach((setting, key) -> {
                    if (function.settings().contains(setting)) {
                        assertThat(declared.target(environment + setting)).isEqualTo(stacks.key(key).id());
                    }
                });
        if (function.settings().contains(Setting.SHOPIFY_SECRET_ID)) {
            assertThat(declared.target(environment + Setting.SHOPIFY_SECRET_ID)).isEqualTo(secret);
        }
        if (function.settings().contains(Setting.STAGE)) {
            assertThat(declared.text(environment + Setting.STAGE)).isEqualTo(Stacks.STAGE);
        }
        assertThat(function.tables()).allSatisfy(table -> assertThat(
                declared.target(environment + table.setting())).isEqualTo(stacks.tableId(table)));
    }

    @ParameterizedTest
    @EnumSource
    void aNewVersionGetsATenthOfTheCallsAndIsRolledBackWhenTheFunctionsAlarmRings(LambdaFunction function) {
        var live = stacks.live(function);
        var group = Stacks.resource(stacks.api(), Stacks.referredTo(
                live.json().at("/UpdatePolicy/CodeDeployLambdaAliasUpdate/DeploymentGroupName")));
        var alarm = Stacks.resource(stacks.api(), group.target("AlarmConfiguration/Alarms/0/Name"));

        assertThat(group.text("DeploymentConfigName")).isEqualTo("CodeDeployDefault.LambdaCanary10Percent5Minutes");
        assertThat(group.at("AutoRollbackConfiguration/Enabled").asBoolean()).isTrue();
        assertThat(group.at("AutoRollbackConfiguration/Events").toString()).contains("DEPLOYMENT_STOP_ON_ALARM",
                "DEPLOYMENT_FAILURE");
        assertThat(group.at("AlarmConfiguration/Enabled").asBoolean()).isTrue();
        assertThat(alarm.text("MetricName")).isEqualTo("Errors");
        assertThat(alarm.at("Dimensions").toString()).contains(stacks.function(function).id());
    }

    @Test
    void whoMovesCallsBetweenVersionsMayMoveOurAliasesAndNothingElse() {
        var role = Stacks.all(stacks.api(), "AWS::IAM::Role").stream()
                .filter(each -> each.toString().contains("codedeploy.amazonaws.com")).findFirst().orElseThrow();
        var statements = Stacks.all(stacks.api(), "AWS::IAM::Policy").stream()
                .filter(policy -> policy.at("Roles").toString().contains(role.id()))
                .flatMap(policy -> policy.at("PolicyDocument/Statement").valueStream()).map(Statement::new).toList();

        assertThat(role.at("ManagedPolicyArns").isMissingNode()).isTrue();
        assertThat(statements).extracting(Statement::actions).containsExactlyInAnyOrder(
                List.of("cloudwatch:DescribeAlarms"),
                List.of("lambda:GetAlias", "lambda:GetProvisionedConcurrencyConfig", "lambda:UpdateAlias"));
        assertThat(statements.getLast().targets()).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(LambdaFunction.values()).map(each -> stacks.function(each).id()).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionIsTracedWhenTheSettingSaysSo(LambdaFunction function) {
        assertThat(stacks.function(function).at("TracingConfig").isMissingNode()).isTrue();
        assertThat(Stacks.of(Stacks.with(Map.of("TRACING", "on"))).function(function).text("TracingConfig/Mode"))
                .isEqualTo("Active");
    }

    /// Schedules hand over without waiting; what Lambda then gives up on is kept.
    @Test
    void everyAsyncTargetHasADeadLetterQueue() {
        var called = Stacks.all(stacks.schedule(), "AWS::Scheduler::Schedule").stream()
                .map(schedule -> schedule.target("Target/Arn")).distinct().toList();
        var kept = Stacks.only(stacks.api(), "AWS::Lambda::EventInvokeConfig");
        var partner = Stacks.only(withPartner().inbox(), "AWS::Events::Rule");

        assertThat(called).containsExactly(stacks.live(LambdaFunction.JOBS).id());
        assertThat(kept.target("FunctionName")).isEqualTo(stacks.function(LambdaFunction.JOBS).id());
        assertThat(kept.text("Qualifier")).isEqualTo("live");
        assertThat(kept.target("DestinationConfig/OnFailure/Destination"))
                .isEqualTo(stacks.deadLettersId(Queue.JOBS));
        assertThat(Stacks.all(stacks.schedule(), "AWS::Scheduler::Schedule"))
                .allSatisfy(schedule -> assertThat(schedule.target("Target/DeadLetterConfig/Arn"))
                        .isEqualTo(stacks.deadLettersId(Queue.JOBS)));
        assertThat(Stacks.all(stacks.inbox(), "AWS::SQS::Queue"))
                .filteredOn(queue -> queue.at("RedrivePolicy").isMissingNode()).extracting(Resource::id)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Queue.values()).map(stacks::deadLettersId).toList());
        assertThat(partner.at("Targets").valueStream()).allSatisfy(
                target -> assertThat(Stacks.referredTo(target.at("/DeadLetterConfig/Arn")))
                        .isEqualTo(stacks.deadLettersId(Queue.INBOX)));
        assertThat(Stacks.all(stacks.watch(), "AWS::Lambda::Function")).isEmpty();
    }

    private static Stacks withPartner() {
        return Stacks.of(Stacks.with(Map.of("WEBHOOK_TARGET", Stacks.PARTNER)));
    }
}
