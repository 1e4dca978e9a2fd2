package com.atom.shopify.analytics;

import com.atom.shopify.analytics.AnalyticsJson.Compared;
import com.atom.shopify.analytics.AnalyticsJson.InCurrency;
import com.atom.shopify.analytics.AnalyticsJson.Progress;
import com.atom.shopify.edge.Handler.View;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.lists.Slice;
import com.atom.shopify.sales.Analytics;
import com.atom.shopify.sales.DateRange;
import com.atom.shopify.sales.Dimension;
import com.atom.shopify.sales.Granularity;
import com.atom.shopify.sales.Metric;
import com.atom.shopify.sales.SalesFigures;
import com.atom.shopify.sales.Tally;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a store sold, by the store's own days and in its currency. A range with more orders than can be summed at once is summed in
/// slices: the answer is 202 with the progress, and asking again goes on.
@Singleton
public final class ReadAnalytics {
    private static final Map<String, String> DEFINITIONS = definitions(Map.of());
    private static final Map<String, String> DEFINITIONS_WITH_GROUPS = definitions(Map.of("groups", "the empty key has"
            + " what belongs to none, by type also what was ordered while only webhooks told of it, which do not name"
            + " the type; returning_customer_rate is null, because the customers of a group are also those of others"));

    private final Analytics analytics;
    private final Clock clock;

    ReadAnalytics(Analytics analytics, Clock clock) {
        this.analytics = analytics;
        this.clock = clock;
    }

    public View of(AnalyticsQuery query, PageRequest page, StoreCall at) {
        return new Reading(query, query.range(at.store().zone(), clock), page, at).view();
    }

    private static Map<String, String> definitions(Map<String, String> more) {
        var definitions = new LinkedHashMap<String, String>();
        Arrays.stream(Metric.values()).forEach(metric -> definitions.put(metric.word(), metric.definition()));
        definitions.putAll(more);
        return Collections.unmodifiableMap(definitions);
    }

    /// What one request reads.
    private final class Reading {
        private final AnalyticsQuery query;
        private final DateRange range;
        private final PageRequest page;
        private final StoreCall at;
        private final Granularity granularity;
        private final Optional<DateRange> compared;
        private final Analytics.Reading sales;

        private Reading(AnalyticsQuery query, DateRange range, PageRequest page, StoreCall at) {
            this.query = query;
            this.range = range;
            this.page = page;
            this.at = at;
            this.granularity = query.stretches();
            this.compared = query.compared(range);
            this.sales = analytics.read(at.shop(), at.store().zone(),
                    Stream.concat(Stream.of(range), compared.stream()).toArray(DateRange[]::new));
        }

        View view() {
            var figures = figures(range);
            var comparison = compared.map(this::figures);
            var groups = Optional.ofNullable(query.groupBy()).map(this::groups);
            var progress = Stream.concat(Stream.of(figures), comparison.stream()).flatMap(ReadAnalytics::progress)
                    .findFirst().or(() -> groups.flatMap(ReadAnalytics::progressOf));
            if (progress.isPresent()) {
                return new View.Unfinished(json(progress.get(), null, null, null));
            }
            var shown = groups.map(this::listed).map(all -> Slice.of(all, page));
            var data = json(null, known(figures),
                    comparison.map(other -> compared(compared.orElseThrow(), known(other))).orElse(null),
                    shown.map(Slice::items).orElse(null));
            return shown.<View>map(slice -> new View.Listing(data, slice.items().size(), slice.next()))
                    .orElseGet(() -> new View.Whole(data));
        }

        private SalesFigures figures(DateRange of) {
            return sales.figures(of, granularity);
        }

        private Analytics.Grouped groups(Dimension dimension) {
            return sales.groups(range, dimension);
        }

        private AnalyticsJson json(@Nullable Progress progress, SalesFigures.@Nullable Known figures,
                @Nullable Compared comparison, @Nullable List<FiguresJson> groups) {
            var window = Windows.of(at, sales.completeSince(), figures == null || figures.partial());
            return new AnalyticsJson(at.store().zone().getId(), range.from().toString(), range.to().toString(),
                    granularity.name().toLowerCase(Locale.ROOT), currency().getCurrencyCode(), window,
                    query.groupBy() == null ? DEFINITIONS : DEFINITIONS_WITH_GROUPS, progress,
                    figures == null ? null : totals(figures, currency()),
                    figures == null ? null : series(figures, currency()), figures == null ? null : others(figures),
                    comparison, groups);
        }

        private Compared compared(DateRange other, SalesFigures.Known figures) {
            return Compared.of(other, figures.partial(), totals(figures, currency()), series(figures, currency()),
                    others(figures));
        }

        private Currency currency() {
            return at.store().currency();
        }

        private List<InCurrency> others(SalesFigures.Known figures) {
            return figures.totals().keySet().stream().filter(code -> !code.equals(currency().getCurrencyCode()))
                    .sorted().map(Currency::getInstance).map(other -> new InCurrency(other.getCurrencyCode(),
                            totals(figures, other), series(figures, other)))
                    .toList();
        }

        /// In the store's currency, the largest first.
        private List<FiguresJson> listed(Analytics.Grouped grouped) {
            return switch (grouped) {
                case Analytics.Grouped.Known(var from, var groups) -> groups.entrySet().stream()
                        .filter(group -> group.getValue().containsKey(currency().getCurrencyCode()))
                        .sorted(Map.Entry.<String, Map<String, Tally>>comparingByValue(
                                (one, other) -> sales(other).compareTo(sales(one)))
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(group -> new FiguresJson.Of(group.getValue(), currency(), from).group(group.getKey()))
                        .toList();
                case Analytics.Grouped.Building _ -> List.of();
            };
        }

        private BigDecimal sales(Map<String, Tally> group) {
            return Optional.ofNullable(group.get(currency().getCurrencyCode())).orElseGet(Tally::new).totalSales();
        }

        private FiguresJson totals(SalesFigures.Known figures, Currency currency) {
            return new FiguresJson.Of(figures.totals(), currency, figures.from()).totals();
        }

        private List<FiguresJson> series(SalesFigures.Known figures, Currency currency) {
            return figures.series().stream()
                    .map(stretch -> new FiguresJson.Of(stretch.totals(), currency, stretch.counted())
                            .stretch(start(stretch)))
                    .toList();
        }

        private String start(SalesFigures.Stretch stretch) {
            return granularity == Granularity.HOUR
                    ? stretch.start().toOffsetDateTime().toString()
                    : stretch.start().toLocalDate().toString();
        }
    }

    private static SalesFigures.Known known(SalesFigures figures) {
        return switch (figures) {
            case SalesFigures.Known known -> known;
            case SalesFigures.Building _ -> throw new IllegalStateException("the figures are not there yet");
        };
    }

    private static Stream<Progress> progress(SalesFigures figures) {
        return switch (figures) {
            case SalesFigures.Known _ -> Stream.of();
            case SalesFigures.Building(var done, var days) -> Stream.of(new Progress(done, days));
        };
    }

    private static Optional<Progress> progressOf(Analytics.Grouped grouped) {
        return switch (grouped) {
            case Analytics.Grouped.Known _ -> Optional.empty();
            case Analytics.Grouped.Building(var done, var days) -> Optional.of(new Progress(done, days));
        };
    }
}
