package com.atom.shopify.insights;

import com.atom.shopify.analytics.AnalyticsJson;
import com.atom.shopify.analytics.AnalyticsQuery;
import com.atom.shopify.analytics.ReadAnalytics;
import com.atom.shopify.edge.Endpoints;
import com.atom.shopify.edge.Handler;
import com.atom.shopify.inventory.AdjustInventory;
import com.atom.shopify.inventory.InventoryAdjustment;
import com.atom.shopify.inventory.InventoryFilter;
import com.atom.shopify.inventory.InventoryItem;
import com.atom.shopify.inventory.ListInventory;
import com.atom.shopify.inventory.NewAdjustment;
import com.atom.shopify.inventory.OutlookJson;
import com.atom.shopify.inventory.ReadOutlook;
import com.atom.shopify.inventory.StockQuery;
import com.atom.shopify.inventory.SummarizeStock;
import com.atom.shopify.inventory.SummaryJson;
import com.atom.shopify.patterns.BoughtTogetherJson;
import com.atom.shopify.patterns.BoughtTogetherQuery;
import com.atom.shopify.patterns.CohortsJson;
import com.atom.shopify.patterns.CohortsQuery;
import com.atom.shopify.patterns.ForecastJson;
import com.atom.shopify.patterns.ForecastQuery;
import com.atom.shopify.patterns.ReadBoughtTogether;
import com.atom.shopify.patterns.ReadCohorts;
import com.atom.shopify.patterns.ReadForecast;
import com.atom.shopify.patterns.ReadSegments;
import com.atom.shopify.patterns.SegmentsJson;
import com.atom.shopify.patterns.SegmentsQuery;
import com.atom.shopify.reporting.ReportFilter;
import com.atom.shopify.reporting.ReportJson;
import com.atom.shopify.reporting.ReportRequest;
import com.atom.shopify.reporting.StoreReports;
import com.atom.shopify.reports.ReportEntry;
import com.atom.shopify.routes.InsightsRoute;
import jakarta.inject.Singleton;
import java.util.List;

/// Which use case answers which route of the insights function.
@Singleton
final class InsightsEndpoints implements Endpoints<InsightsRoute> {
    private final ReadAnalytics readAnalytics;
    private final ListInventory listInventory;
    private final AdjustInventory adjustInventory;
    private final ReadOutlook readOutlook;
    private final SummarizeStock summarizeStock;
    private final ReadForecast readForecast;
    private final ReadSegments readSegments;
    private final ReadCohorts readCohorts;
    private final ReadBoughtTogether readBoughtTogether;
    private final StoreReports storeReports;

    InsightsEndpoints(ReadAnalytics readAnalytics, ListInventory listInventory, AdjustInventory adjustInventory,
            ReadOutlook readOutlook, SummarizeStock summarizeStock, ReadForecast readForecast,
            ReadSegments readSegments, ReadCohorts readCohorts, ReadBoughtTogether readBoughtTogether,
            StoreReports storeReports) {
        this.readAnalytics = readAnalytics;
        this.listInventory = listInventory;
        this.adjustInventory = adjustInventory;
        this.readOutlook = readOutlook;
        this.summarizeStock = summarizeStock;
        this.readForecast = readForecast;
        this.readSegments = readSegments;
        this.readCohorts = readCohorts;
        this.readBoughtTogether = readBoughtTogether;
        this.storeReports = storeReports;
    }

    @Override
    public List<InsightsRoute> routes() {
        return List.of(InsightsRoute.values());
    }

    @Override
    public Handler handler(InsightsRoute route) {
        return switch (route) {
            case READ_ANALYTICS -> Handler.view(AnalyticsQuery.class, AnalyticsJson.class, readAnalytics::of);
            case LIST_INVENTORY -> Handler.list(InventoryFilter.class, InventoryItem.class, listInventory::in);
            case ADJUST_INVENTORY -> Handler.submit(NewAdjustment.class, InventoryAdjustment.class, List.of(200),
                    adjustInventory::of);
            case INVENTORY_OUTLOOK -> Handler.view(StockQuery.class, OutlookJson.class, readOutlook::of);
            case INVENTORY_SUMMARY -> Handler.view(StockQuery.class, SummaryJson.class, summarizeStock::of);
            case READ_FORECAST -> Handler.view(ForecastQuery.class, ForecastJson.class, readForecast::of);
            case READ_SEGMENTS -> Handler.view(SegmentsQuery.class, SegmentsJson.class, readSegments::of);
            case READ_COHORTS -> Handler.view(CohortsQuery.class, CohortsJson.class, readCohorts::of);
            case READ_BOUGHT_TOGETHER ->
                Handler.view(BoughtTogetherQuery.class, BoughtTogetherJson.class, readBoughtTogether::of);
            case LIST_REPORTS -> Handler.list(ReportFilter.class, ReportJson.class, storeReports::page);
            case CREATE_REPORT -> Handler.submit(ReportRequest.class, ReportJson.class, List.of(202),
                    storeReports::ask);
            case READ_REPORT -> Handler.get(ReportEntry.ID, ReportJson.class, storeReports::one);
        };
    }
}
