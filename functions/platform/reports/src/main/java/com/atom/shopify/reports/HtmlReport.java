package com.atom.shopify.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A report as one page that needs nothing else: no script, no picture, no font from anywhere; its own policy forbids them. Everything
/// that comes from a shop is escaped.
final class HtmlReport {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1f2933;--soft:#5f6c7b;--line:#e4e7eb;--card:#fff;--back:#f5f7fa;--main:#1f6f5c}
            @media(prefers-color-scheme:dark){:root{--ink:#e4e7eb;--soft:#9aa5b1;--line:#36414d;--card:#1f2933;--back:#161c22;--main:#4fb89b}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
            main{max-width:60rem;margin:0 auto;padding:2rem 1rem 4rem}
            header p,footer,.soft{color:var(--soft)}
            h1{font-size:1.9rem;line-height:1.2;margin:0}
            h2{font-size:1.15rem;margin:2.2rem 0 .8rem}
            header p{margin:.3rem 0 0}
            .notice{border-left:4px solid #d9822b;background:var(--card);padding:.8rem 1rem;margin:1.4rem 0 0;border-radius:4px}
            .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:.8rem}
            .card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.8rem 1rem}
            .card b{display:block;font-size:1.35rem;font-weight:650;font-variant-numeric:tabular-nums}
            .card span{display:block;font-size:.85rem;color:var(--soft)}
            .panel{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1rem;overflow-x:auto}
            svg{display:block;width:100%;height:auto}
            .grid{stroke:var(--line)}
            .axis{fill:var(--soft);font-size:11px}
            .column{fill:var(--main)}
            table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
            th,td{padding:.45rem .6rem;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
            th{font-size:.85rem;font-weight:600;color:var(--soft)}
            th:first-child,td:first-child{text-align:left;white-space:normal}
            tr:last-child td{border-bottom:0}
            dt{font-weight:600;margin-top:.6rem}
            dd{margin:0;color:var(--soft)}
            footer{margin-top:3rem;font-size:.85rem}
            @media print{body{background:#fff}.card,.panel{break-inside:avoid}}
            """;

    private HtmlReport() {}

    static byte[] of(Report report) {
        var page = new StringBuilder();
        var title = escaped(report.title());
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" "
                        + "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(title).append(" · ").append(escaped(report.shop().value())).append("</title>\n<style>\n")
                .append(STYLE).append("</style>\n</head>\n<body>\n<main>\n<header>\n<h1>").append(title)
                .append("</h1>\n<p>").append(escaped(report.shop().value())).append(" · ")
                .append(escaped(Words.days(report.period()))).append(" · ")
                .append(escaped(report.period().zone().getId())).append("</p>\n</header>\n");
        if (report.partial()) {
            page.append("<p class=\"notice\"><strong>This report is not complete.</strong> ")
                    .append("What may be missing is said below.</p>\n");
        }
        report.sections().forEach(section -> page.append(section(section)));
        definitions(page, report.sections());
        return page.append("<footer>Made at ").append(report.madeAt()).append(" · ").append(escaped(report.id()))
                .append("</footer>\n</main>\n</body>\n</html>\n").toString().getBytes(UTF_8);
    }

    private static String section(Section section) {
        return "<section>\n<h2>" + escaped(section.title()) + "</h2>\n" + switch (section) {
            case Section.Figures(_, var before, var figures) -> cards(before, figures);
            case Section.Course course -> "<div class=\"panel\">\n" + Chart.of(course) + "</div>\n";
            case Section.Table table -> table(table);
            case Section.Remark(_, var text) -> "<p class=\"soft\">" + escaped(text) + "</p>\n";
        } + "</section>\n";
    }

    private static String cards(String before, List<Section.Figure> figures) {
        var cards = new StringBuilder("<div class=\"cards\">\n");
        figures.forEach(figure -> cards.append("<div class=\"card\" title=\"").append(escaped(figure.definition()))
                .append("\"><span>").append(escaped(figure.label())).append("</span><b>")
                .append(escaped(Words.of(figure.value()))).append("</b><span>")
                .append(escaped(change(figure, before))).append("</span></div>\n"));
        return cards.append("</div>\n").toString();
    }

    private static String change(Section.Figure figure, String before) {
        if (before.isEmpty()) {
            return "";
        }
        var was = figure.before().measure();
        var is = figure.value().measure();
        if (was.isEmpty() || is.isEmpty()) {
            return before + ": " + Words.of(figure.before());
        }
        return relative(is.get(), was.get()).map(change -> change + " · ").orElse("") + before + ": "
                + Words.of(figure.before());
    }

    private static Optional<String> relative(BigDecimal is, BigDecimal was) {
        if (was.signum() == 0) {
            return Optional.empty();
        }
        var change = is.subtract(was).divide(was.abs(), 4, RoundingMode.HALF_UP);
        return Optional.of((change.signum() > 0 ? "▲ " : change.signum() < 0 ? "▼ " : "= ")
                + Words.percent(change.abs()));
    }

    private static String table(Section.Table table) {
        if (table.rows().isEmpty()) {
            return "<p class=\"soft\">Nothing.</p>\n";
        }
        var text = new StringBuilder("<div class=\"panel\">\n<table>\n<thead><tr>");
        table.columns().forEach(column -> text.append("<th scope=\"col\">").append(escaped(column)).append("</th>"));
        text.append("</tr></thead>\n<tbody>\n");
        table.rows().forEach(row -> {
            text.append("<tr>");
            row.forEach(cell -> text.append("<td>").append(escaped(Words.of(cell))).append("</td>"));
            text.append("</tr>\n");
        });
        text.append("</tbody>\n</table>\n");
        if (table.more() > 0) {
            text.append("<p class=\"soft\">and ").append(table.more()).append(" more</p>\n");
        }
        return text.append("</div>\n").toString();
    }

    private static void definitions(StringBuilder page, List<Section> sections) {
        var figures = sections.stream().flatMap(section -> section instanceof Section.Figures known
                ? known.figures().stream()
                : Stream.of()).toList();
        if (figures.isEmpty()) {
            return;
        }
        page.append("<section>\n<h2>What the figures say</h2>\n<dl>\n");
        figures.forEach(figure -> page.append("<dt>").append(escaped(figure.label())).append("</dt><dd>")
                .append(escaped(figure.definition())).append("</dd>\n"));
        page.append("</dl>\n</section>\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
