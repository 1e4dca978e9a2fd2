package com.atom.shopify.reports;

import java.util.List;

/// A part of a report.
sealed interface Section {
    String title();

    /// What matters most, each beside what it was before.
    ///
    /// @param before what the figures before are of, such as `the week before`
    record Figures(String title, String before, List<Figure> figures) implements Section {
        public Figures {
            figures = List.copyOf(figures);
        }
    }

    /// @param definition what it says, in a sentence
    record Figure(String key, String label, String definition, Value value, Value before) {}

    /// What happened over the time, to be drawn; all values are of one kind.
    record Course(String title, String label, List<Point> points) implements Section {
        public Course {
            points = List.copyOf(points);
        }
    }

    record Point(String at, Value value) {}

    /// Rows under columns.
    ///
    /// @param more how many rows were left out
    record Table(String title, List<String> columns, List<List<Value>> rows, long more) implements Section {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /// What has to be known to read the rest, or why something is not there.
    record Remark(String title, String text) implements Section {}
}
