package com.atom.shopify.jobs;

import com.atom.shopify.connections.Connections;
import com.atom.shopify.connections.ShopFacts;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.reports.Reports;
import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.TokenRow;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/// Has the reports made of every store whose day, week or month has ended. Of most stores at most times none has, which is seen page
/// by page, so that a run costs a message only where there is something to do.
@Singleton
final class MakeReports implements ShopJob {
    private final Connections connections;
    private final Reports reports;

    MakeReports(Connections connections, Reports reports) {
        this.connections = connections;
        this.reports = reports;
    }

    @Override
    public List<ShopDomain> due(List<TokenRow> page) {
        return reports.due(connections.facts(ShopJob.super.due(page)).values().stream()
                .collect(Collectors.toMap(ShopFacts::shop, ShopFacts::zone)));
    }

    @Override
    public void workOn(TokenRow store, Deadline deadline) {
        connections.facts(store.shop()).ifPresent(facts -> reports.claim(facts.shop(), facts.zone()));
    }
}
