package com.atom.shopify.sync;

import com.atom.shopify.checks.Vitals;
import com.atom.shopify.id.ShopDomain;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The comparison of a store with what we hold of it: everything that was changed since the last one is read again, each subject as
/// a backfill of its own. Only when all of them are complete does the next comparison begin where this one began to read.
@Singleton
public final class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final String RECORD = "reconciled";
    /// How far back the first comparison of a store looks.
    private static final Duration FIRST = Duration.ofDays(2);
    /// Shopify's search may not know yet what was changed last.
    private static final Duration OVERLAP = Duration.ofHours(1);

    private final Records records;
    private final Syncs syncs;
    private final List<Filled> filled;
    private final Vitals vitals;
    private final Clock clock;

    Reconciliation(Records records, Syncs syncs, List<Filled> filled, Vitals vitals, Clock clock) {
        this.records = records;
        this.syncs = syncs;
        this.filled = filled;
        this.vitals = vitals;
        this.clock = clock;
    }

    /// Hears that everything of a store that was changed between two times has been read.
    @FunctionalInterface
    public interface Filled {
        void filled(ShopDomain shop, Instant from, Instant until);
    }

    /// How the comparisons of a store stand.
    ///
    /// @param through everything changed before has been compared
    /// @param from where the one that is under way began to read, and
    /// @param until up to when
    @Serdeable
    record Reconciled(@Nullable Instant through, @Nullable Instant from, @Nullable Instant until, long revision) {}

    /// Begins one, unless one is under way. A gap in what was delivered is read too.
    ///
    /// @param gap from when on deliveries may be missing
    public void begin(ShopDomain shop, Optional<Instant> gap) {
        settle(shop);
        var known = records.find(shop, RECORD, Reconciled.class).orElse(new Reconciled(null, null, null, 0));
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var last = known.through() == null ? now.minus(FIRST) : known.through().minus(OVERLAP);
        var from = gap.filter(begun -> begun.isBefore(last)).orElse(last);
        var next = new Reconciled(known.through(), from, now, known.revision() + 1);
        if (records.write(List.of(records.put(shop, RECORD, next, known.revision(), next.revision())))) {
            for (var subject : Subject.values()) {
                syncs.startNightly(shop, subject, from);
            }
        }
    }

    /// Ends the comparison if all that was begun with it is complete: the gap that it read is filled, and what it found is told.
    void settle(ShopDomain shop) {
        records.find(shop, RECORD, Reconciled.class).ifPresent(known -> {
            var from = known.from();
            var until = known.until();
            if (from == null || until == null) {
                return;
            }
            var newest = Arrays.stream(Subject.values()).flatMap(subject -> syncs.newestOf(shop, subject).stream())
                    .filter(sync -> sync.status() == Sync.Status.COMPLETED && !sync.from().isAfter(from)
                            && !sync.until().isBefore(until))
                    .toList();
            var done = new Reconciled(until, null, null, known.revision() + 1);
            if (newest.size() == Subject.values().length
                    && records.write(List.of(records.put(shop, RECORD, done, known.revision(), done.revision())))) {
                filled.forEach(hears -> hears.filled(shop, from, until));
                var compared = new Vitals.Compared(until, newest.stream().mapToLong(Sync::roots).sum(),
                        newest.stream().mapToLong(Sync::changed).sum());
                vitals.compared(shop, compared);
                LOG.atInfo().addKeyValue("shop", shop).addKeyValue("from", from).addKeyValue("until", until)
                        .addKeyValue("compared", compared.objects()).addKeyValue("repaired", compared.drifted())
                        .log("store reconciled");
            }
        });
    }
}
