package com.atom.shopify.money;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({"10.0,USD,10.00", "10.000,USD,10.00", "10,JPY,10", "10.0,JPY,10", "1.5,KWD,1.500", "0,USD,0.00",
            "100,USD,100.00", "1.005,USD,1.005"})
    void showsTheDecimalsOfItsCurrency(String amount, String currency, String shown) {
        assertThat(Money.of(amount, currency).amount()).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource({"1.00,USD,true", "1.005,USD,false", "1.5,JPY,false", "1.125,KWD,true"})
    void knowsWhetherItIsExact(String amount, String currency, boolean exact) {
        assertThat(Money.of(amount, currency).isExact()).isEqualTo(exact);
    }
}
