package com.atom.shopify.reports;

/// What a report is about.
public enum ReportKind {
    SALES("Sales"),
    INVENTORY("Inventory"),
    CUSTOMERS("Customers"),
    FINANCE("Finance");

    private final String title;

    ReportKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
