package com.atom.shopify.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A report for a spreadsheet: its sections one below the other, each with its title, its columns and its rows. It begins with the
/// mark by which spreadsheets know UTF-8. Numbers have a point and no unit; of money the currency stands in a column of its own.
final class CsvReport {
    /// A spreadsheet would calculate what begins with one of these, and a title of a product may.
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private CsvReport() {}

    static byte[] of(Report report) {
        var rows = Stream.concat(head(report), report.sections().stream().flatMap(CsvReport::section));
        return rows.map(row -> row.stream().map(CsvReport::quoted).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining("", BYTE_ORDER_MARK, "")).getBytes(UTF_8);
    }

    private static Stream<List<String>> head(Report report) {
        var period = report.period();
        return Stream.of(List.of(report.title(), report.shop().value()),
                List.of("From", period.days().from().toString()), List.of("To", period.days().to().toString()),
                List.of("Time zone", period.zone().getId()), List.of("Currency", report.currency()),
                List.of("Made at", report.madeAt().toString()),
                List.of("Complete", report.partial() ? "no" : "yes"));
    }

    private static Stream<List<String>> section(Section section) {
        var rows = switch (section) {
            case Section.Figures(_, var before, var figures) -> Stream.concat(
                    Stream.of(List.of("Figure", "Value", before, "Currency")),
                    figures.stream().map(figure -> List.of(text(figure.label()), plain(figure.value()),
                            plain(figure.before()), currency(Stream.of(figure.value())))));
            case Section.Course(_, var label, var points) -> Stream.concat(
                    Stream.of(List.of("Time", label, "Currency")),
                    points.stream().map(point -> List.of(text(point.at()), plain(point.value()),
                            currency(Stream.of(point.value())))));
            case Section.Table(_, var columns, var cells, var more) -> Stream.of(
                    Stream.of(Stream.concat(columns.stream(), Stream.of("Currency")).toList()),
                    cells.stream().map(row -> Stream.concat(row.stream().map(CsvReport::plain),
                            Stream.of(currency(row.stream()))).toList()),
                    more == 0 ? Stream.<List<String>>of() : Stream.of(List.of("and " + more + " more")))
                    .flatMap(each -> each);
            case Section.Remark(_, var sentence) -> Stream.of(List.of(text(sentence)));
        };
        return Stream.concat(Stream.of(List.of(), List.of(text(section.title()))), rows);
    }

    private static String plain(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text(text);
            case Value.Amount _,Value.Count _,Value.Rate _,Value.Days _,Value.None _ ->
                value.measure().map(number -> number.toPlainString()).orElse("");
        };
    }

    /// Of the first amount of money in a row.
    private static String currency(Stream<Value> row) {
        return row.flatMap(value -> value instanceof Value.Amount(var money)
                ? Stream.of(money.currency().getCurrencyCode())
                : Stream.of()).findFirst().orElse("");
    }

    /// Text that no spreadsheet calculates.
    private static String text(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String cell) {
        return cell.chars().anyMatch(each -> each == ',' || each == '"' || each == '\r' || each == '\n')
                ? '"' + cell.replace("\"", "\"\"") + '"'
                : cell;
    }
}
