package com.atom.shopify.reporting;

import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.reports.ReportEntry;
import com.atom.shopify.reports.ReportFiles;
import com.atom.shopify.reports.ReportFiles.Form;
import com.atom.shopify.reports.ReportIndex;
import com.atom.shopify.reports.Reports;
import com.atom.shopify.routes.InsightsRoute;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/// Lists the reports of a store, shows one with links to its files, and has one made.
@Singleton
public final class StoreReports {
    private final ReportIndex index;
    private final ReportFiles files;
    private final Reports reports;
    private final Clock clock;

    StoreReports(ReportIndex index, ReportFiles files, Reports reports, Clock clock) {
        this.index = index;
        this.files = files;
        this.reports = reports;
        this.clock = clock;
    }

    /// The newest first.
    public Page<ReportJson> page(ReportFilter filter, PageRequest page, StoreCall at) {
        return index.page(at.shop(), Optional.ofNullable(filter.kind()), Optional.ofNullable(filter.cadence()), page)
                .map(ReportJson::of);
    }

    /// Fails with `request.invalid` when the days have not ended by the store's clock.
    public Answer ask(ReportRequest request, StoreCall at) {
        var asked = reports.ask(at.shop(), request.kind(), request.period(at.store().zone(), clock));
        return Answer.accepted(InsightsRoute.READ_REPORT.path().replace("{id}", asked.id()), ReportJson.of(asked));
    }

    /// Fails with `reports.not-found`.
    public ReportJson one(String id, StoreCall at) {
        var entry = index.get(at.shop(), id);
        return entry.status() == ReportEntry.Status.READY
                ? ReportJson.of(entry, links(entry, at))
                : ReportJson.of(entry);
    }

    private ReportJson.Links links(ReportEntry entry, StoreCall at) {
        return new ReportJson.Links(link(entry, Form.JSON, at), link(entry, Form.CSV, at), link(entry, Form.HTML, at),
                clock.instant().plus(ReportFiles.LINK_TIME));
    }

    private String link(ReportEntry entry, Form form, StoreCall at) {
        return files.link(at.shop(), entry, form).toString();
    }
}
