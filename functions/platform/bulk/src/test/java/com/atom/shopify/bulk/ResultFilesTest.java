package com.atom.shopify.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.http.FileTransfer;
import com.atom.shopify.time.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResultFilesTest {
    private final StoredFiles storage = new StoredFiles(_ -> "");
    private final FileTransfer transfer = new FileTransfer(Clock.systemUTC());
    private final ResultFiles files = new ResultFiles(transfer);
    private final Deadline deadline = Deadline.in(Duration.ofSeconds(60), Clock.systemUTC());

    @AfterEach
    void stop() {
        transfer.close();
        storage.close();
    }

    @Test
    void childrenAndGrandchildrenFindTheirRootWhereverTheyStand() {
        var rows = new ArrayList<String>();
        for (var order = 1; order <= 50; order++) {
            rows.add("{\"id\":\"o" + order + "\",\"name\":\"#" + order + "\"}");
            rows.add("{\"id\":\"a" + order + "\",\"__parentId\":\"o" + order + "\"}");
            rows.add("{\"id\":\"s" + order + "\",\"__parentId\":\"a" + order + "\"}");
        }
        Collections.shuffle(rows, new Random(7));

        var joined = joined(rows, 150, 50);

        assertThat(joined).hasSize(50).allSatisfy(order -> {
            var number = order.root().id().orElseThrow().substring(1);
            assertThat(order.below()).map(row -> row.id().orElseThrow())
                    .containsExactly("a" + number, "s" + number);
        });
        assertThat(joined).map(order -> text(order.root()))
                .containsExactlyElementsOf(rows.stream().filter(row -> row.startsWith("{\"id\":\"o")).toList());
    }

    @Test
    void aChildMayNameAnObjectInsideItsRootAsItsParent() {
        var joined = joined(List.of("{\"id\":\"v1\",\"inventoryItem\":{\"id\":\"i1\",\"sku\":\"A\"}}",
                "{\"id\":\"l1\",\"__parentId\":\"i1\"}"), 2, 1);

        assertThat(joined.getFirst().below()).hasSize(1);
    }

    @Test
    void aFileWithOtherRowsThanWereCountedIsRefused() {
        var rows = List.of("{\"id\":\"o1\"}", "{\"id\":\"o2\"}");

        assertThatThrownBy(() -> joined(rows, 3, 2)).hasMessageContaining("bulk.file-incomplete");
        assertThatThrownBy(() -> joined(rows, 2, 1)).hasMessageContaining("bulk.file-incomplete");
        assertThatThrownBy(() -> joined(List.of("{\"id\":\"o1\"}", "{\"id\":\"c\",\"__parentId\":\"o9\"}"), 2, 1))
                .hasMessageContaining("bulk.file-incomplete");
    }

    @Test
    void aLineThatIsNoObjectIsRefusedWithoutBeingQuoted() {
        for (var line : List.of("[1]", "{\"id\":\"o1\"", "{\"id\":\"o1\"}{}", "{\"email\":\"marker@example.com\" x}")) {
            assertThatThrownBy(() -> joined(List.of(line), 1, 1)).hasMessageContaining("bulk.file-incomplete")
                    .satisfies(failed -> assertThat(String.valueOf(failed.getCause())).doesNotContain("marker"));
        }
    }

    @Test
    void aBrokenConnectionGoesOnWhereItBroke() {
        var rows = IntStream.range(0, 400).mapToObj(number -> "{\"id\":\"o" + number + "\",\"n\":\"ä€\"}").toList();
        storage.breakAfter(4_000);

        var joined = joined(rows, 400, 400);

        assertThat(joined).map(each -> text(each.root())).containsExactlyElementsOf(rows);
        assertThat(storage.ranges()).contains("bytes=4000-", "bytes=8000-");
    }

    @Test
    void aFileThatIsNotThereAnyMoreIsSaidToBeGone() {
        var file = new ResultFile(storage.base().resolve("/files/none"), 1, 1, 10);

        assertThatThrownBy(() -> files.joined(file, deadline)).hasMessageContaining("bulk.file-gone");
    }

    @Test
    void linesMayEndAsOnOtherSystemsAndTheLastOneNotAtAll() {
        var file = new ResultFile(storage.put("crlf", "{\"id\":\"a\"}\r\n\r\n{\"id\":\"b\"}"), 2, 2, 0);

        assertThat(files.joined(file, deadline)).map(each -> text(each.root()))
                .containsExactly("{\"id\":\"a\"}", "{\"id\":\"b\"}");
    }

    private List<Joined> joined(List<String> rows, long count, long roots) {
        var content = String.join("\n", rows) + "\n";
        return files.joined(new ResultFile(storage.put("rows", content), count, roots, content.length()), deadline);
    }

    private static String text(Row row) {
        return new String(row.json(), UTF_8);
    }
}
