package com.atom.shopify.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullUnmarked
class CompletenessTest {

    @NullMarked
    record Whole(String name, @Nullable String note, List<Part> parts, List<@Nullable Part> gaps) {}

    @NullMarked
    record Part(String id) {}

    private static final Part PART = new Part("1");
    private static final Part BROKEN = new Part(null);

    private static boolean complete(String name, List<Part> parts, List<Part> gaps) {
        return Completeness.of(new Whole(name, null, parts, gaps));
    }

    @Test
    void allowsNullOnlyWhereARecordSaysSo() {
        assertThat(complete("x", List.of(PART), Arrays.asList(PART, null))).isTrue();
        assertThat(complete(null, List.of(), List.of())).isFalse();
        assertThat(complete("x", null, List.of())).isFalse();
        assertThat(complete("x", Arrays.asList(PART, null), List.of())).isFalse();
    }

    @Test
    void looksIntoRecordsAndLists() {
        assertThat(complete("x", List.of(PART, BROKEN), List.of())).isFalse();
        assertThat(complete("x", List.of(), Arrays.asList(null, BROKEN))).isFalse();
    }
}
