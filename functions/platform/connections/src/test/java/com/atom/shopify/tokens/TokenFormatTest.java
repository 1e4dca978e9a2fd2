package com.atom.shopify.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.oauth.AppToken;
import com.atom.shopify.oauth.RefreshToken;
import com.atom.shopify.oauth.Scopes;
import com.atom.shopify.oauth.TokenPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TokenFormatTest {
    private static final TokenPair PAIR = new TokenPair(AccessToken.of("ab"), RefreshToken.of("c"),
            Instant.ofEpochSecond(1), Instant.ofEpochSecond(258), Scopes.parse("write_products,read_orders"));

    private static final AppToken APP_TOKEN = new AppToken("a", AccessToken.of("ab"), Instant.ofEpochSecond(1),
            Scopes.parse("read_products"));

    @Test
    void isWhatFormatMdSaysByteForByte() {
        assertThat(HexFormat.of().formatHex(TokenFormat.write(PAIR))).isEqualTo("01" + "0000000000000001"
                + "0000000000000102"
                + "00026162" + "000163" + "001a" + HexFormat.of().formatHex("read_orders,write_products".getBytes(
                        UTF_8)));
    }

    @Test
    void theTokenOfAnOwnAppIsWhatFormatMdSaysByteForByte() {
        assertThat(HexFormat.of().formatHex(TokenFormat.write(APP_TOKEN))).isEqualTo("02" + "0000000000000001"
                + "000161" + "00026162" + "000d" + HexFormat.of().formatHex("read_products".getBytes(UTF_8)));
    }

    @Test
    void readsWhatItWrote() {
        assertThat(TokenFormat.read(TokenFormat.write(PAIR))).isEqualTo(PAIR);
        assertThat(TokenFormat.read(TokenFormat.write(APP_TOKEN))).isEqualTo(APP_TOKEN);
    }

    @Test
    void refusesEverythingElse() {
        var bytes = TokenFormat.write(PAIR);
        var other = bytes.clone();
        other[0] = 3;

        assertThatThrownBy(() -> TokenFormat.read(other)).hasMessage("unknown token format 3");
        assertThatThrownBy(() -> TokenFormat.read(Arrays.copyOf(bytes, bytes.length - 1)))
                .hasMessageContaining("cut short");
        assertThatThrownBy(() -> TokenFormat.read(Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessageContaining("behind its end");
        assertThatThrownBy(() -> TokenFormat.read(new byte[0])).hasMessageContaining("cut short");
    }
}
