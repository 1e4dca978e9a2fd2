package com.atom.shopify.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.atom.shopify.edge.input.RecordReader;
import com.atom.shopify.sync.Import;
import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportLinesTest {
    private static final String QUANTITY = "{\"inventory_item_id\":\"7\",\"location_id\":\"8\",\"quantity\":3}";
    private final ApplicationContext context = ApplicationContext.run();
    private final ImportLines lines = new ImportLines(context.getBean(RecordReader.class),
            context.getBean(ObjectMapper.class));

    @AfterAll
    void stop() {
        context.close();
    }

    @Test
    void aQuantitySaysThatNothingIsComparedAndHasAKeyOfItsOwnThatStaysTheSame() throws IOException {
        var first = written(Import.Kind.INVENTORY, QUANTITY, QUANTITY);

        assertThat(first).hasSize(2).doesNotHaveDuplicates();
        assertThat(first.getFirst()).contains("\"changeFromQuantity\":null", "gid://shopify/InventoryItem/7",
                "gid://shopify/Location/8");
        assertThat(written(Import.Kind.INVENTORY, QUANTITY, QUANTITY)).isEqualTo(first);
    }

    @Test
    void aWholeProductNamesItsHandleAndItsVariants() throws IOException {
        var line = written(Import.Kind.PRODUCTS, "{\"handle\":\"tea\",\"title\":\"Tea\",\"tags\":\"a, b\","
                + "\"options\":[{\"name\":\"Size\",\"values\":[\"S\"]}],"
                + "\"variants\":[{\"price\":\"10.00\",\"values\":[\"S\"]}]}").getFirst();

        assertThat(line).contains("\"identifier\":{\"handle\":\"tea\"}", "\"tags\":[\"a\",\"b\"]",
                "\"optionValues\":[{\"name\":\"S\",\"optionName\":\"Size\"}]");
    }

    @Test
    void aProductWithAnIdIsChangedAndNothingElseOfItIsSaid() throws IOException {
        assertThat(written(Import.Kind.PRODUCTS, "{\"id\":\"5\",\"title\":\"Tea\"}"))
                .containsExactly("{\"product\":{\"id\":\"gid://shopify/Product/5\",\"title\":\"Tea\"}}");
    }

    @Test
    void theLinesInTheDocumentationAreWellFormed() throws IOException {
        var blocks = Pattern.compile("(?s)```jsonl (\\w+)\n(.*?)\n```")
                .matcher(Files.readString(Path.of("../../../docs/integrate.md"))).results().toList();

        assertThat(blocks).hasSize(3);
        for (var block : blocks) {
            assertThat(check(Import.Kind.valueOf(block.group(1).toUpperCase(Locale.ROOT)), block.group(2)).errors())
                    .as(block.group(2)).isEmpty();
        }
    }

    @Test
    void aLineHasTheNumberThatItsFileGivesItAndNoneBetweenOthersIsEmpty() throws IOException {
        var checked = check(Import.Kind.INVENTORY, QUANTITY, "", "", "{", "", "");

        assertThat(checked.errors()).extracting(Import.LineError::line, Import.LineError::code)
                .containsExactly(tuple(2L, "empty"), tuple(4L, "json"));
        assertThat(check(Import.Kind.INVENTORY, QUANTITY, "\r", "").errors()).isEmpty();
    }

    @Test
    void everyLineThatIsWrongIsNamedWithWhatIsWrong() throws IOException {
        var checked = check(Import.Kind.INVENTORY, QUANTITY, "{", "{\"inventory_item_id\":\"x\",\"location_id\":\"8\"}",
                QUANTITY.replace("quantity", "quantitty"), "[]", "{\"quantity\":1,\"quantity\":2}");

        assertThat(checked.lines()).isEqualTo(6);
        assertThat(checked.errors()).extracting(Import.LineError::line).contains(2L, 3L, 4L, 5L, 6L)
                .doesNotContain(1L);
        assertThat(checked.errors()).filteredOn(error -> error.line() == 4).extracting(Import.LineError::field)
                .contains("quantitty", "quantity");
    }

    @Test
    void aWholeProductWithoutVariantsIsRefusedBecauseShopifyWouldDeleteThem() throws IOException {
        assertThat(check(Import.Kind.PRODUCTS, "{\"handle\":\"tea\",\"title\":\"Tea\"}").errors())
                .extracting(Import.LineError::field).containsExactly("options", "variants");
    }

    @Test
    void changesAndWholeProductsDoNotMix() throws IOException {
        assertThat(check(Import.Kind.PRODUCTS, "{\"id\":\"5\",\"title\":\"Tea\"}",
                "{\"handle\":\"tea\",\"title\":\"Tea\",\"options\":[{\"name\":\"Size\",\"values\":[\"S\"]}],"
                        + "\"variants\":[{\"values\":[\"S\"]}]}")
                .errors()).extracting(Import.LineError::code).containsExactly("mixed");
    }

    @Test
    void noMoreThanAHundredErrorsAreTold() throws IOException {
        assertThat(check(Import.Kind.INVENTORY, Collections.nCopies(500, "{}").toArray(String[]::new)).errors())
                .hasSize(Import.MOST_ERRORS);
    }

    private List<String> written(Import.Kind kind, String... given) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(check(kind, out, given).errors()).isEmpty();
        return out.toString(UTF_8).lines().toList();
    }

    private ImportLines.Checked check(Import.Kind kind, String... given) throws IOException {
        return check(kind, new ByteArrayOutputStream(), given);
    }

    private ImportLines.Checked check(Import.Kind kind, ByteArrayOutputStream out, String... given)
            throws IOException {
        var known = new Import("1795428000000-0000000000000000", kind, Import.Status.RUNNING, Instant.EPOCH, 1, 1, 0,
                null, null, null, null, 0, 0, List.of(), null, null);
        return lines.check(known, new ByteArrayInputStream(String.join("\n", given).getBytes(UTF_8)), out);
    }
}
