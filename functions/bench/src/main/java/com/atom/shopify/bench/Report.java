package com.atom.shopify.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// What one benchmark found: a table of rows with the same columns, once for reading and once as `results/<name>.json`.
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String name;
    private final String title;
    private final List<ObjectNode> rows = new ArrayList<>();

    Report(String name, String title) {
        this.name = name;
        this.title = title;
    }

    /// A row to fill; its columns keep their order.
    Row row(String what) {
        var row = JSON.createObjectNode().put("what", what);
        rows.add(row);
        return new Row(row);
    }

    /// A row being filled.
    record Row(ObjectNode cells) {
        Row with(String column, double value) {
            cells.put(column, Math.round(value * 100) / 100.0);
            return this;
        }

        Row with(String column, int value) {
            cells.put(column, value);
            return this;
        }

        Row with(String column, String value) {
            cells.put(column, value);
            return this;
        }
    }

    void print(PrintStream out) {
        var columns = new LinkedHashSet<String>();
        rows.forEach(row -> row.fieldNames().forEachRemaining(columns::add));
        out.printf("%n%s%n", title);
        var lines = new ArrayList<List<String>>();
        lines.add(List.copyOf(columns));
        rows.forEach(row -> lines
                .add(columns.stream().map(column -> row.path(column).asText("-")).toList()));
        var widths = columns.stream().map(String::length).toList().toArray(new Integer[0]);
        lines.forEach(line -> {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        lines.forEach(line -> {
            for (var i = 0; i < widths.length; i++) {
                out.printf(i == 0 ? "%-" + widths[i] + "s" : "  %" + widths[i] + "s", line.get(i));
            }
            out.println();
        });
        out.flush();
    }

    /// Says nothing of the machine but its cores and its Java, so that runs of different people compare.
    void write(Path folder) throws IOException {
        var document = JSON.createObjectNode().put("title", title)
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("java", Runtime.version().toString());
        document.putArray("rows").addAll(rows);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".json"), JSON.writeValueAsString(document) + "\n");
    }
}
