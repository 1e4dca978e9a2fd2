package com.atom.shopify.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.edge.input.Change;
import com.atom.shopify.edge.input.Direction;
import com.atom.shopify.money.Money;
import com.atom.shopify.openapi.Schemas.Way;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemasTest {
    private final Schemas schemas = new Schemas(ObjectMapper.getDefault());

    record Body(@NotBlank @Size(max = 9) String shortTitle, @Nullable Direction order, Change<Integer> howMany,
            @NotEmpty List<@Pattern(regexp = "[a-z]|x") String> tags, @Nullable @Min(2) @Max(3) Integer count,
            @Nullable Money price, Change<Money> was, @Nullable @Size(min = 1, max = 2) List<Inner> parts) {
        record Inner(Instant startsAt) {}
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record GivenJson(String adminGraphqlApiId, @Nullable Instant endedAt, int size, @Nullable Money price,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String note, Map<String, Long> sums) {}

    record Odd(URI place) {}

    record Ruled(@AssertTrue Boolean agreed) {}

    @Test
    void whatIsReadIsWrittenInSnakeCaseWithItsConstraints() {
        assertThat(schemas.of(Body.class, Way.READ)).isEqualTo(Map.of("$ref", "#/components/schemas/Body"));

        var body = schemas.components().get("Body");

        assertThat(body).asString().isEqualTo("{type=object, properties={"
                + "short_title={type=string, pattern=\\S, maxLength=9}, "
                + "order={type=string, enum=[asc, desc]}, "
                + "how_many={type=[integer, null], format=int32}, "
                + "tags={type=array, items={type=string, pattern=^(?:[a-z]|x)$}, minItems=1}, "
                + "count={type=integer, format=int32, minimum=2, maximum=3}, "
                + "price={$ref=#/components/schemas/MoneyInput}, "
                + "was={anyOf=[{$ref=#/components/schemas/MoneyInput}, {type=null}]}, "
                + "parts={type=array, items={$ref=#/components/schemas/Body.Inner}, minItems=1, maxItems=2}}, "
                + "required=[short_title, tags], additionalProperties=false}");
        assertThat(schemas.components()).containsOnlyKeys("Body", "Body.Inner", "MoneyInput");
    }

    @Test
    void whatIsWrittenHasEveryComponentAndNullsWhereTheyMayBe() {
        schemas.of(GivenJson.class, Way.WRITTEN);

        assertThat(schemas.components().get("Given")).asString().isEqualTo("{type=object, properties={"
                + "admin_graphql_api_id={type=string}, "
                + "ended_at={type=[string, null], format=date-time}, "
                + "size={type=integer, format=int32}, "
                + "price={anyOf=[{$ref=#/components/schemas/Money}, {type=null}]}, "
                + "note={type=string}, "
                + "sums={type=object, additionalProperties={type=integer, format=int64}}}, "
                + "required=[admin_graphql_api_id, ended_at, size, price, sums], additionalProperties=false}");
    }

    @Test
    void aTypeOrConstraintThatNobodyThoughtOfStopsTheBuild() {
        assertThatThrownBy(() -> schemas.of(Odd.class, Way.READ)).hasMessageContaining("no schema for")
                .hasMessageContaining("URI");
        assertThatThrownBy(() -> schemas.of(Ruled.class, Way.READ)).hasMessageContaining("no keyword for")
                .hasMessageContaining("AssertTrue");
    }
}
