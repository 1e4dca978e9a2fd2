package com.atom.shopify.patterns;

import com.atom.shopify.analytics.AnalyticsJson.Window;
import com.atom.shopify.money.Money;
import com.atom.shopify.statistics.Segments;
import com.atom.shopify.statistics.Segments.Segment;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/// The customers of a store by how lately, how often and for how much they bought. Customers are ids and nothing else; guests have
/// none and are left out.
///
/// @param from the first day whose orders count
/// @param shortened whether that is later than asked for, because there are more than fifty thousand orders
/// @param method `rfm_quintiles`: for each of the three a customer gets 1 to 5 by the fifth of all customers that he is in
/// @param sampleSize customers
/// @param customers those who spent the most first, page by page
@Serdeable(naming = SnakeCaseStrategy.class)
public record SegmentsJson(String timezone, LocalDate from, LocalDate to, boolean shortened, Window window,
        String method,
        int sampleSize, List<Group> segments, List<Customer> customers) {

    /// @param spent net sales in the store's currency
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Group(String segment, int customers, Money spent) {
        static Group of(Segment segment, Segments.Group group, Currency currency) {
            return new Group(word(segment), group.customers(), new Money(group.spent(), currency));
        }
    }

    /// @param spent net sales in the store's currency
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Customer(String customerId, String segment, int recency, int frequency, int monetary,
            LocalDate lastOrder, int orders, Money spent) {
        static Customer of(Segments.Scored scored, Currency currency) {
            var customer = scored.customer();
            return new Customer(customer.id(), word(scored.segment()), scored.recency(), scored.frequency(),
                    scored.monetary(), customer.lastOrder(), customer.orders(),
                    new Money(customer.spent(), currency));
        }
    }

    private static String word(Segment segment) {
        return segment.name().toLowerCase(Locale.ROOT);
    }
}
