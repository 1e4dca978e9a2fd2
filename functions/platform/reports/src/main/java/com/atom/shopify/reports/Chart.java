package com.atom.shopify.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/// Columns over time, drawn as SVG that needs nothing else.
final class Chart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 240;
    private static final int LEFT = 76;
    private static final int TOP = 12;
    private static final int BOTTOM = 30;
    private static final int LINES = 4;
    private static final int MOST_LABELS = 8;
    /// A date takes so much room, a little more than it needs.
    private static final int LABEL = 70;
    private static final double COLUMN = 0.72;

    private final Section.Course course;
    private final double lowest;
    private final double highest;
    /// From line to line; zero is one of them.
    private final double step;

    private Chart(Section.Course course) {
        this.course = course;
        var numbers = course.points().stream().mapToDouble(point -> number(point).doubleValue()).toArray();
        this.step = round((most(numbers) - least(numbers)) / LINES);
        this.lowest = Math.floor(least(numbers) / step) * step;
        this.highest = Math.max(Math.ceil(most(numbers) / step), lowest < 0 ? 0 : 1) * step;
    }

    static String of(Section.Course course) {
        return new Chart(course).drawn();
    }

    private static double least(double... numbers) {
        var least = 0.0;
        for (var number : numbers) {
            least = Math.min(least, number);
        }
        return least;
    }

    private static double most(double... numbers) {
        var most = 0.0;
        for (var number : numbers) {
            most = Math.max(most, number);
        }
        return most;
    }

    /// The next number above that is easily divided.
    private static double round(double number) {
        if (number <= 0) {
            return 1;
        }
        var magnitude = Math.pow(10, Math.floor(Math.log10(number)));
        for (var step : new double[]{1, 2, 2.5, 5, 10}) {
            if (number <= step * magnitude) {
                return step * magnitude;
            }
        }
        return number;
    }

    private static BigDecimal number(Section.Point point) {
        return point.value().measure().orElse(BigDecimal.ZERO);
    }

    private String drawn() {
        var svg = new StringBuilder();
        svg.append("<svg viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"")
                .append(HtmlReport.escaped(course.label())).append("\">\n");
        lines(svg);
        columns(svg, course.points());
        return svg.append("</svg>\n").toString();
    }

    private void lines(StringBuilder svg) {
        for (var line = Math.round(lowest / step); line <= Math.round(highest / step); line++) {
            var value = step * line;
            var y = y(value);
            svg.append("<line class=\"grid\" x1=\"").append(LEFT).append("\" x2=\"").append(WIDTH).append("\" y1=\"")
                    .append(y).append("\" y2=\"").append(y).append("\"/><text class=\"axis\" x=\"").append(LEFT - 8)
                    .append("\" y=\"").append(y).append("\" dy=\"4\" text-anchor=\"end\">").append(shortened(value))
                    .append("</text>\n");
        }
    }

    private void columns(StringBuilder svg, List<Section.Point> points) {
        var room = (double) (WIDTH - LEFT) / Math.max(1, points.size());
        var labelled = Math.ceilDiv(Math.max(1, points.size()), MOST_LABELS);
        for (var at = 0; at < points.size(); at++) {
            var point = points.get(at);
            var value = number(point).doubleValue();
            var left = LEFT + room * at;
            var top = Math.max(value, 0);
            svg.append("<rect class=\"column\" x=\"").append(decimal(left + room * (1 - COLUMN) / 2))
                    .append("\" width=\"").append(decimal(room * COLUMN)).append("\" y=\"").append(y(top))
                    .append("\" height=\"").append(decimal((top - Math.min(value, 0)) * scale()))
                    .append("\" rx=\"2\"><title>").append(HtmlReport.escaped(point.at())).append(": ")
                    .append(HtmlReport.escaped(Words.of(point.value()))).append("</title></rect>\n");
            if (at % labelled == 0) {
                var middle = left + room / 2;
                var fits = middle + LABEL / 2.0 <= WIDTH;
                svg.append("<text class=\"axis\" x=\"").append(decimal(fits ? middle : WIDTH)).append("\" y=\"")
                        .append(HEIGHT - 8).append("\" text-anchor=\"").append(fits ? "middle" : "end").append("\">")
                        .append(HtmlReport.escaped(point.at())).append("</text>\n");
            }
        }
    }

    private double scale() {
        return (HEIGHT - TOP - BOTTOM) / (highest - lowest);
    }

    private String y(double value) {
        return decimal(TOP + (highest - value) * scale());
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String shortened(double value) {
        var size = Math.abs(value);
        if (size >= 1_000_000) {
            return plain(value / 1_000_000) + " M";
        }
        return size >= 10_000 ? plain(value / 1_000) + " k" : plain(value);
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros()
                .toPlainString();
    }
}
