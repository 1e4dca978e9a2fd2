package com.atom.shopify.reports;

import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.reports.Section.Remark;
import com.atom.shopify.sales.Analytics;
import com.atom.shopify.sales.Buyers;
import com.atom.shopify.sales.DateRange;
import com.atom.shopify.sales.Dimension;
import com.atom.shopify.sales.Granularity;
import com.atom.shopify.sales.SalesFigures;
import com.atom.shopify.sales.Tally;
import com.atom.shopify.stock.StockIndex;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes reports of what is known of a shop. Sums of days that are not there yet are made first, some at a time.
@Singleton
public final class ReportMaker {
    /// Customers are compared by what they bought in so many days.
    private static final int DAYS_OF_CUSTOMERS = 90;
    private static final int MOST_POINTS = 92;

    private final Analytics analytics;
    private final Buyers buyers;
    private final StockIndex stock;
    private final Clock clock;

    ReportMaker(Analytics analytics, Buyers buyers, StockIndex stock, Clock clock) {
        this.analytics = analytics;
        this.buyers = buyers;
        this.stock = stock;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Made {

        record Done(Report report) implements Made {}

        /// There is more to sum; asking again goes on.
        record Reached(long daysDone, long days) implements Made {}
    }

    /// @param currency the shop's
    public Made of(ShopDomain shop, Currency currency, ReportEntry entry) {
        var making = new Making(shop, currency, entry);
        return switch (making.sections()) {
            case Summed.Building<Stream<Section>>(var done, var days) -> new Made.Reached(done, days);
            case Summed.Known<Stream<Section>>(var sections) -> new Made.Done(making.report(sections));
        };
    }

    private static Period lately(Period period, int days) {
        return Period.of(new DateRange(period.days().to().minusDays(days - 1L), period.days().to()), period.zone());
    }

    /// The making of one report.
    private final class Making {
        private final ShopDomain shop;
        private final ReportEntry entry;
        private final Period period;
        /// All days that the report looks at.
        private final List<Period> looked;
        private final Analytics.Reading sales;
        private final Granularity granularity;
        private final Figuring figuring;

        private Making(ShopDomain shop, Currency currency, ReportEntry entry) {
            this.shop = shop;
            this.entry = entry;
            this.period = entry.period();
            this.looked = switch (entry.kind()) {
                case SALES, CUSTOMERS, FINANCE -> List.of(period, period.previous());
                case INVENTORY -> List.of(lately(period, StockCount.DAYS));
            };
            this.sales = analytics.read(shop, period.zone(),
                    looked.stream().map(Period::days).toArray(DateRange[]::new));
            var days = period.days().days();
            this.granularity = days == 1
                    ? Granularity.HOUR
                    : days <= MOST_POINTS ? Granularity.DAY : Granularity.WEEK;
            this.figuring = new Figuring(currency, granularity);
        }

        private Report report(Stream<Section> sections) {
            var missing = missing();
            return new Report(entry.id(), shop, entry.kind(), period, figuring.currency().getCurrencyCode(),
                    clock.instant(), !missing.isEmpty(),
                    Stream.of(sections, whoIsNew(), missing.stream()).flatMap(each -> each).toList());
        }

        private Stream<Section> whoIsNew() {
            return switch (entry.kind()) {
                case SALES, CUSTOMERS -> sales.completeSince().filter(Instant.EPOCH::isBefore).<Section>map(
                        since -> new Remark("Who counts as new", "Orders from before " + since + " are not known, so a "
                                + "customer who ordered only before that counts as new."))
                        .stream();
                case FINANCE, INVENTORY -> Stream.of();
            };
        }

        /// What is said where something may be missing.
        private List<Section> missing() {
            var missing = new ArrayList<Section>();
            missingOrders().ifPresent(missing::add);
            if (entry.kind() == ReportKind.INVENTORY && stock.completeSince(shop).isEmpty()) {
                missing.add(new Remark("What may be missing in the stock", "The store's stock has not been read as a "
                        + "whole yet; what nobody changed since the store was connected may be missing."));
            }
            return missing;
        }

        private Optional<Section> missingOrders() {
            var extent = sales.extent();
            var missing = new ArrayList<String>();
            if (extent.lacksPast(looked.getFirst().start())) {
                missing.add(extent.completeSince()
                        .map(known -> "The store's orders have been read back to " + known
                                + "; earlier ones may be missing.")
                        .orElse("The store's history has not been read yet; only orders that came in since the store was "
                                + "connected are sure to count."));
            }
            extent.gapBefore(looked.getFirst().end()).map(gap -> "Not everything that happened since " + gap
                    + " was delivered; what happened from then on may be missing until it has been read again.")
                    .ifPresent(missing::add);
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Remark("What may be missing in the sales", String.join(" ", missing)));
        }

        private Summed<Stream<Section>> sections() {
            return switch (entry.kind()) {
                case SALES -> figures(period).then(now -> figures(period.previous()).then(before -> groups(period,
                        Dimension.PRODUCT).then(
                                products -> groups(period, Dimension.CHANNEL).map(
                                        channels -> new SalesSections(figuring, now, baseline(before)).sales(products,
                                                channels, this::title)))));
                case FINANCE -> figures(period).then(now -> figures(period.previous()).then(before -> groups(period,
                        Dimension.COUNTRY).then(
                                countries -> groups(period, Dimension.DISCOUNT_CODE).map(
                                        codes -> new SalesSections(figuring, now, baseline(before)).money(countries,
                                                codes)))));
                case CUSTOMERS -> figures(period).then(now -> figures(period.previous()).then(before -> groups(period,
                        Dimension.COUNTRY).map(countries -> {
                            var sections = new CustomerSections(figuring, now, baseline(before));
                            return Stream.concat(sections.customers(countries), segments(sections));
                        })));
                case INVENTORY -> groups(looked.getFirst(), Dimension.VARIANT).map(this::inventory);
            };
        }

        private Summed<SalesFigures.Known> figures(Period of) {
            return Summed.of(sales.figures(of.days(), granularity));
        }

        private Summed<Map<String, Map<String, Tally>>> groups(Period of, Dimension dimension) {
            return Summed.of(sales.groups(of.days(), dimension));
        }

        private Baseline baseline(SalesFigures.Known before) {
            var days = period.days().days();
            return new Baseline(before, period.cadence().map(cadence -> switch (cadence) {
                case DAILY -> "the day before";
                case WEEKLY -> "the week before";
                case MONTHLY -> "the month before";
            }).orElse(days == 1 ? "the day before" : "the " + days + " days before"));
        }

        private String title(String product) {
            return stock.title(shop, new Gid(Gid.Kind.PRODUCT, Long.parseLong(product)))
                    .orElseGet(() -> "Product " + product);
        }

        /// They hardly change from day to day.
        private Stream<Section> segments(CustomerSections sections) {
            if (period.cadence().equals(Optional.of(Cadence.DAILY))) {
                return Stream.of();
            }
            var lately = lately(period, DAYS_OF_CUSTOMERS).days();
            return Stream.of(sections.segments(buyers.of(shop, period.zone(), sales.known(lately).orElse(lately),
                    figuring.currency().getCurrencyCode())));
        }

        private Stream<Section> inventory(Map<String, Map<String, Tally>> variants) {
            var sold = new HashMap<Long, Long>();
            variants.forEach((variant, tallies) -> {
                if (!variant.isEmpty()) {
                    sold.put(Long.parseLong(variant), tallies.values().stream().mapToLong(Tally::units).sum());
                }
            });
            var count = new StockCount(figuring.currency(), sold);
            stock.all(shop).forEach(count::add);
            return Stream.concat(Stream.of(new Remark("As of " + clock.instant(),
                    "Stock is as it was when the report was made; what was sold is of the " + StockCount.DAYS
                            + " days up to " + period.days().to() + ".")),
                    count.sections());
        }
    }
}
