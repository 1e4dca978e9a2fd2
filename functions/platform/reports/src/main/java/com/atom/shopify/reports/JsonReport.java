package com.atom.shopify.reports;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A report for programs. Money is an amount and its currency, rates are from 0 to 1, and what is not there is null.
final class JsonReport {
    private JsonReport() {}

    static byte[] of(Report report, ObjectMapper json) {
        var fields = new LinkedHashMap<String, JsonNode>();
        fields.put("schema", text("report.v1"));
        fields.put("id", text(report.id()));
        fields.put("shop", text(report.shop().value()));
        fields.put("kind", text(word(report.kind())));
        fields.put("cadence", report.period().cadence().map(JsonReport::word).map(JsonReport::text)
                .orElseGet(JsonNode::nullNode));
        fields.put("period", period(report.period()));
        fields.put("currency", text(report.currency()));
        fields.put("made_at", text(report.madeAt().toString()));
        fields.put("partial", JsonNode.createBooleanNode(report.partial()));
        fields.put("sections", JsonNode.createArrayNode(report.sections().stream().map(JsonReport::section).toList()));
        try {
            return json.writeValueAsBytes(JsonNode.createObjectNode(fields));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static JsonNode period(Period period) {
        return object(Map.entry("from", text(period.days().from().toString())),
                Map.entry("to", text(period.days().to().toString())),
                Map.entry("timezone", text(period.zone().getId())),
                Map.entry("starts_at", text(period.start().toString())),
                Map.entry("ends_at", text(period.end().toString())));
    }

    private static JsonNode section(Section section) {
        return switch (section) {
            case Section.Figures(var title, var before, var figures) -> object(Map.entry("type", text("figures")),
                    Map.entry("title", text(title)), Map.entry("compared_to", text(before)),
                    Map.entry("figures", array(figures.stream().map(JsonReport::figure).toList())));
            case Section.Course(var title, var label, var points) -> object(Map.entry("type", text("course")),
                    Map.entry("title", text(title)), Map.entry("label", text(label)),
                    Map.entry("points", array(points.stream().map(point -> object(Map.entry("at", text(point.at())),
                            Map.entry("value", value(point.value())))).toList())));
            case Section.Table(var title, var columns, var rows, var more) -> object(Map.entry("type", text("table")),
                    Map.entry("title", text(title)),
                    Map.entry("columns", array(columns.stream().map(JsonReport::text).toList())),
                    Map.entry("rows", array(rows.stream()
                            .map(row -> array(row.stream().map(JsonReport::value).toList())).toList())),
                    Map.entry("rows_left_out", JsonNode.createNumberNode(more)));
            case Section.Remark(var title, var text) -> object(Map.entry("type", text("remark")),
                    Map.entry("title", text(title)), Map.entry("text", text(text)));
        };
    }

    private static JsonNode figure(Section.Figure figure) {
        return object(Map.entry("key", text(figure.key())), Map.entry("label", text(figure.label())),
                Map.entry("definition", text(figure.definition())), Map.entry("value", value(figure.value())),
                Map.entry("before", value(figure.before())));
    }

    private static JsonNode value(Value value) {
        return switch (value) {
            case Value.Amount(var money) -> object(Map.entry("amount", text(money.amount().toPlainString())),
                    Map.entry("currency", text(money.currency().getCurrencyCode())));
            case Value.Count(var number) -> JsonNode.createNumberNode(number);
            case Value.Rate(var share) -> JsonNode.createNumberNode(share);
            case Value.Days(var number) -> JsonNode.createNumberNode(number);
            case Value.Text(var text) -> text(text);
            case Value.None() -> JsonNode.nullNode();
        };
    }

    private static JsonNode text(String text) {
        return JsonNode.createStringNode(text);
    }

    private static JsonNode array(List<JsonNode> items) {
        return JsonNode.createArrayNode(items);
    }

    @SafeVarargs
    private static JsonNode object(Map.Entry<String, JsonNode>... fields) {
        var object = new LinkedHashMap<String, JsonNode>();
        for (var field : fields) {
            object.put(field.getKey(), field.getValue());
        }
        return JsonNode.createObjectNode(object);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
