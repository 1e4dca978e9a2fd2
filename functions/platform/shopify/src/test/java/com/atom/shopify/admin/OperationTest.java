package com.atom.shopify.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTest {

    @Test
    void readsTheFileBesideItsOwner() {
        var operation = Operation.of(OperationTest.class, Things.Read.class);

        assertThat(operation.name()).isEqualTo("OperationTest");
        assertThat(operation.document()).startsWith("query OperationTest {");
        assertThat(operation.isMutation()).isFalse();
    }

    @Test
    void addsFragmentsFromFilesOfTheirOwn() {
        assertThat(Things.CHANGE.document()).contains("mutation ChangeThing").contains("fragment ThingFields on Thing");
        assertThat(Things.CHANGE.name()).isEqualTo("ChangeThing");
    }

    @Test
    void knowsAMutationWhateverComesBeforeIt() {
        assertThat(Things.CHANGE.isMutation()).isTrue();
        assertThat(Things.READ.isMutation()).isFalse();
        assertThat(Document.parse("fragment F on T { query { mutation } }\nmutation M @a(b: \"query Q {\") { x }")
                .isMutation()).isTrue();
        assertThat(Document.parse("query Q($a: S = \"\"\"mutation \" {\"\"\") { mutation(a: \"}\\\"{\") { x } }")
                .isMutation()).isFalse();
    }

    @Test
    void mayRepeatOnlyAQueryAndAMutationWhoseEveryFieldIsIdempotent() {
        assertThat(Things.READ.isRepeatable()).isTrue();
        assertThat(Things.KEYED.isRepeatable()).isTrue();
        assertThat(Things.CHANGE.isRepeatable()).isFalse();
        assertThat(Document.parse("mutation M { a @idempotent(key: $k) { x } b { y @idempotent } }").isRepeatable())
                .isFalse();
        assertThat(Document.parse("mutation M @idempotent { a { x } } fragment F on T { b @idempotent }")
                .isRepeatable()).isFalse();
        assertThat(Document.parse("mutation M { a(c: {d: [1]}) @idempotent(key: \"k\") { x } b @idempotent(key: $l) }")
                .isRepeatable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{ thing { id } }", "query { thing { id } }", "fragment F on T { id }",
            "query A { a } query B { b }", "query A { a } mutation B { b }", "subscription S { s }", "type T { t: T }"})
    void wantsExactlyOneNamedQueryOrMutation(String document) {
        assertThatIllegalArgumentException().isThrownBy(() -> Document.parse(document));
    }

    @Test
    void refusesAFileThatIsNotThereOrHoldsAnotherName() {
        assertThatIllegalArgumentException().isThrownBy(() -> Operation.of(Things.class, "Nothing", Things.Read.class));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Operation.of(Things.class, "OtherName", Things.Read.class));
    }

    @Test
    void printsNoVariable() {
        assertThat(Things.READ.with(Map.of("email", "someone"))).hasToString("ReadThing");
    }
}
