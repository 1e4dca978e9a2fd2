package com.atom.shopify.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.lists.Connection.PageInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    @Test
    void isReadToItsEnd() {
        var pages = Map.of("a", new Connection<>(List.of(3), new PageInfo(true, "b")),
                "b", new Connection<>(List.of(4, 5), new PageInfo(false, "c")));

        Function<String, Connection<Integer>> page = after -> Objects.requireNonNull(pages.get(after));
        assertThat(new Connection<>(List.of(1, 2), new PageInfo(true, "a")).whole(page))
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(new Connection<>(List.of(1), new PageInfo(false, "a")).whole(page)).containsExactly(1);
    }
}
