package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.infra.data.BoundKey;
import com.atom.shopify.routes.Bucket;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.routes.Setting;
import com.atom.shopify.tables.Table;
import java.util.Arrays;
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
}
