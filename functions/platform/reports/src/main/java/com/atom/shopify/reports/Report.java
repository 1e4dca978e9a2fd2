package com.atom.shopify.reports;

import com.atom.shopify.id.ShopDomain;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// What a merchant reads of some time of a shop.
///
/// @param partial whether something of that time may be missing; `sections` say what
/// @param currency the shop's when it was made
public record Report(String id, ShopDomain shop, ReportKind kind, Period period, String currency, Instant madeAt,
        boolean partial, List<Section> sections) {
    public Report {
        sections = List.copyOf(sections);
    }

    /// In the words of a headline.
    String title() {
        return period.cadence().map(cadence -> switch (cadence) {
            case DAILY -> "Daily ";
            case WEEKLY -> "Weekly ";
            case MONTHLY -> "Monthly ";
        }).orElse("") + (period.cadence().isPresent() ? kind.title().toLowerCase(Locale.ROOT) : kind.title())
                + " report";
    }
}
