package com.atom.shopify.edge.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.atom.shopify.failure.FailureException;
import com.atom.shopify.money.Money;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordReaderTest {
    private ApplicationContext context;
    private RecordReader reader;

    @Introspected
    record Shirt(@NotBlank @Size(max = 5) String title, @Nullable @Min(1) @Max(10) Integer size,
            @Nullable Money listPrice, Change<Money> salePrice, @Nullable Boolean soft, @Nullable Fit fit,
            @Nullable @Size(max = 2) List<Button> buttons, @Nullable List<String> tags, @Nullable Instant madeAt,
            Change<@NotBlank @Size(max = 5) String> motto) {}

    @Introspected
    record Button(@NotBlank String colour, @Nullable String option1) {}

    enum Fit {
        SLIM,
        WIDE
    }

    @BeforeAll
    void start() {
        context = ApplicationContext.run();
        reader = new RecordReader(context.getBean(io.micronaut.validation.validator.Validator.class));
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Test
    void readsEveryKindOfField() {
        var shirt = body(
                """
                        {"title":"Blue","size":3,"list_price":{"amount":"10.5","currency":"USD"},"sale_price":null,"soft":true,
                         "fit":"slim","buttons":[{"colour":"red","option1":"x"}],"tags":["a"],"made_at":"2026-03-01T01:00:00+01:00","motto":"hi"}
                        """);

        assertThat(shirt).isEqualTo(new Shirt("Blue", 3, Money.of("10.50", "USD"), new Change.Clear<>(), true, Fit.SLIM,
                List.of(new Button("red", "x")), List.of("a"), Instant.parse("2026-03-01T00:00:00Z"),
                new Change.To<>("hi")));
    }

    @Test
    void tellsNothingSentFromNullSentFromAValue() {
        assertThat(body("{\"title\":\"a\"}").salePrice()).isEqualTo(new Change.Keep<>());
        assertThat(body("{\"title\":\"a\",\"sale_price\":null}").salePrice()).isEqualTo(new Change.Clear<>());
        assertThat(body("{\"title\":\"a\",\"sale_price\":{\"amount\":\"1\",\"currency\":\"JPY\"}}").salePrice())
                .isEqualTo(new Change.To<>(Money.of("1", "JPY")));
    }

    @Test
    void findsEveryProblemInOnePass() {
        var problems = problems("""
                {"title":"far too long","size":"3","colour":"blue","soft":"yes","fit":"tight",
                 "buttons":[{"colour":""},{"colour":7,"x":1}],"tags":[1]}
                """);

        assertThat(problems).containsExactlyInAnyOrder("title size", "size type", "colour unknown", "soft type",
                "fit choice", "buttons[0].colour not-blank", "buttons[1].colour type", "buttons[1].x unknown",
                "tags[0] type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{} | title required",
            "{\"title\":null} | title null",
            "{\"title\":5} | title type",
            "{\"title\":[]} | title type",
            "{\"title\":\"a\",\"motto\":\"too long\"} | motto size",
            "{\"title\":\"a\",\"motto\":\" \"} | motto not-blank",
            "{\"title\":\"a\",\"motto\":5} | motto type",
            "{\"title\":\"a\",\"size\":0} | size min",
            "{\"title\":\"a\",\"size\":11} | size max",
            "{\"title\":\"a\",\"size\":1.0} | size type",
            "{\"title\":\"a\",\"size\":2147483648} | size type",
            "{\"title\":\"a\",\"size\":99999999999999999999} | size type",
            "{\"title\":\"a\",\"size\":true} | size type",
            "{\"title\":\"a\",\"tags\":\"b\"} | tags type",
            "{\"title\":\"a\",\"tags\":[null]} | tags[0] type",
            "{\"title\":\"a\",\"buttons\":[1]} | buttons[0] type",
            "{\"title\":\"a\",\"made_at\":\"2026-03-01\"} | made_at format",
            "{\"title\":\"a\\u0000\"} | title characters",
            "{\"title\":\"\\ud800\"} | title characters",
            "{\"title\":\"a\",\"list_price\":\"10\"} | list_price type",
            "{\"title\":\"a\",\"list_price\":{\"amount\":10,\"currency\":\"USD\"}} | list_price type",
            "{\"title\":\"a\",\"list_price\":{\"amount\":\"10\"}} | list_price type",
            "{\"title\":\"a\",\"list_price\":{\"amount\":\"-1.00\",\"currency\":\"USD\"}} | list_price.amount negative",
            "{\"title\":\"a\",\"list_price\":{\"amount\":\"1.001\",\"currency\":\"USD\"}} | list_price.amount decimals",
            "{\"title\":\"a\",\"list_price\":{\"amount\":\"1.5\",\"currency\":\"JPY\"}} | list_price.amount decimals",
            "{\"title\":\"a\",\"list_price\":{\"amount\":\"1e3\",\"currency\":\"USD\"}} | list_price.amount format",
            "{\"title\":\"a\",\"list_price\":{\"amount\":\"1\",\"currency\":\"usd\"}} | list_price.currency format"})
    void namesTheFieldAndWhatIsWrong(String json, String problem) {
        assertThat(problems(json)).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "null", "\"x\"", "1", "{", "{\"title\":\"a\"} x", "{\"title\":\"a\"}{}",
            "{\"title\":\"a\",\"title\":\"b\"}", "{title:\"a\"}", "{\"title\":\"a\",}", "{\"title\":'a'}",
            "{\"title\":NaN}", "{\"title\":\"\uFFFD\"}"})
    void takesOneJsonObjectAndNothingElse(String json) {
        assertThat(problems(json)).containsExactly("body json");
    }

    @Test
    void refusesBytesThatAreNoText() {
        assertThat(problems(new byte[]{'{', '"', (byte) 0xC3, '"', ':', '1', '}'})).containsExactly("body json");
    }

    @Test
    void survivesDeepAndWideInput() {
        assertThat(problems("{\"title\":" + "[".repeat(100_000))).containsExactly("body json");
        var wide = new StringBuilder("{\"title\":\"a\"");
        for (var i = 0; i < 10_000; i++) {
            wide.append(",\"x").append(i).append("\":1");
        }
        assertThat(problems(wide + "}")).hasSize(50);
        assertThat(problems("{\"title\":\"a\",\"" + "n".repeat(5_000) + "\":1}").getFirst()).hasSizeLessThan(80);
    }

    @Test
    void readsAQueryFromText() {
        assertThat(reader.query(Shirt.class, Map.of("title", "a", "size", "7", "soft", "true", "fit", "wide")))
                .isEqualTo(new Shirt("a", 7, null, new Change.Keep<>(), true, Fit.WIDE, null, null, null,
                        new Change.Keep<>()));
    }

    @Test
    void bodyOfStringsTakesStringsOnly() {
        assertThat(reader.bodyOfStrings("{\"a\":\"1\",\"b\":\"\"}".getBytes(UTF_8)))
                .isEqualTo(Map.of("a", "1", "b", ""));
        var thrown = catchThrowableOfType(FailureException.class,
                () -> reader.bodyOfStrings("{\"a\":1,\"b\":null,\"c\":{}}".getBytes(UTF_8)));
        assertThat(thrown.failure().details()).extracting(detail -> detail.field() + " " + detail.code())
                .containsExactly("a type", "b type", "c type");
    }

    private Shirt body(String json) {
        return reader.body(Shirt.class, json.getBytes(UTF_8));
    }

    private List<String> problems(String json) {
        return problems(json.getBytes(UTF_8));
    }

    private List<String> problems(byte[] json) {
        return catchThrowableOfType(FailureException.class, () -> reader.body(Shirt.class, json)).failure().details()
                .stream().map(detail -> detail.field() + " " + detail.code()).toList();
    }
}
