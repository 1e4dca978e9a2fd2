package com.atom.shopify.sales;

import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// How often a day of UTC has changed. What is computed of a day counts only while this is as it was before; so a day changes after
/// what lies there was written, and whoever dies between does it again.
@Singleton
final class Generations {
    private final SalesTable table;

    Generations(SalesTable table) {
        this.table = table;
    }

    /// Spread by order, so that a busy day is no hot partition.
    void changed(ShopDomain shop, LocalDate day, long order) {
        table.dynamoDb().updateItem(update -> update.tableName(table.name())
                .key(SalesTable.generationKey(shop, day, order)).updateExpression("ADD generation :one")
                .expressionAttributeValues(Map.of(":one", Items.number(1))));
    }

    /// By day; none for a day on which nothing ever happened.
    ///
    /// @param ranges that do not overlap
    Map<LocalDate, Long> of(ShopDomain shop, List<DateRange> ranges) {
        var sums = new HashMap<LocalDate, Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reads = SalesTable.GENERATIONS.owners(shop).stream().flatMap(owner -> ranges.stream()
                    .map(days -> (Callable<Map<LocalDate, Long>>) () -> ofShard(owner, days))).toList();
            for (var read : threads.invokeAll(reads)) {
                read.get().forEach((day, generation) -> sums.merge(day, generation, Long::sum));
            }
            return sums;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        }
    }

    private Map<LocalDate, Long> ofShard(String owner, DateRange days) {
        var generations = new HashMap<LocalDate, Long>();
        table.each(owner, days.from().toString(), days.to().toString(), item -> generations
                .put(LocalDate.parse(Items.text(item, "record")), Items.number(item, "generation")));
        return generations;
    }
}
