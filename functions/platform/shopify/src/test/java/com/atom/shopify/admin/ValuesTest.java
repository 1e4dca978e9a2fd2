package com.atom.shopify.admin;

import static com.atom.shopify.admin.Things.CHANGE;
import static com.atom.shopify.admin.Things.CHANGE_DATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of values on their way to Shopify and back.
class ValuesTest {
    private final TestClient client = new TestClient();

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void sendsEveryKindOfValueAndKeepsNullsAndEmptyLists() {
        var input = new HashMap<String, @Nullable Object>();
        input.put("changeFromQuantity", null);
        input.put("empty", List.of());
        input.put("none", Map.of());
        input.put("list", Arrays.asList(1, null, "x"));
        input.put("big", 9_007_199_254_740_993L);
        input.put("huge", new BigInteger("18446744073709551615"));
        input.put("exact", new BigDecimal("10.00"));
        input.put("enum", Thread.State.NEW);
        input.put("yes", true);
        client.shopify.answers(200, CHANGE_DATA);

        client.run(CHANGE.with(Map.of("input", input)));

        assertThat(client.shopify.asked().getFirst().body())
                .contains("\"variables\":{\"input\":{\"big\":9007199254740993,"
                        + "\"changeFromQuantity\":null,\"empty\":[],\"enum\":\"NEW\",\"exact\":10.00,"
                        + "\"huge\":18446744073709551615,\"list\":[1,null,\"x\"],\"none\":{},\"yes\":true}}");
    }

    @Test
    void refusesWhatIsNoExactValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> client.run(CHANGE.with(Map.of("price", 9.99))));
        assertThatIllegalArgumentException().isThrownBy(() -> client.run(CHANGE.with(Map.of("id", new Object()))));
    }

    @Test
    void readsNumbersExactly() {
        client.shopify.answers(200, """
                {"data":{"big":9007199254740993,"exact":0.12345678901234567890,"more":[10.10,1e400]}}""");

        var numbers = client.run(Operation.of(Things.class, "ReadThing", Things.Numbers.class).with(Map.of()));

        assertThat(numbers.big()).isEqualTo(9_007_199_254_740_993L);
        assertThat(numbers.exact()).isEqualTo(new BigDecimal("0.12345678901234567890"));
        assertThat(numbers.more()).containsExactly(new BigDecimal("10.10"), new BigDecimal("1e400"));
    }

    @Test
    void writesTheSameUnderTheSettingsOfAWholeContext() throws IOException {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("none", null);
        variables.put("empty", List.of());
        try (var context = ApplicationContext.run()) {
            assertThat(context.getBean(ObjectMapper.class).writeValueAsString(Variables.json(variables)))
                    .isEqualTo("{\"empty\":[],\"none\":null}");
        }
    }

    @Test
    void hidesItsSecrets() {
        assertThat(AccessToken.of("shpat_x")).hasToString("AccessToken[hidden]").isEqualTo(AccessToken.of("shpat_x"))
                .isNotEqualTo(AccessToken.of("shpat_y"));
        assertThatIllegalArgumentException().isThrownBy(() -> AccessToken.of("with\nbreak"))
                .withMessageNotContaining("with");
        assertThatIllegalArgumentException().isThrownBy(() -> AccessToken.of(" "));
    }
}
