package com.atom.shopify.jobs;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.announcements.Announcement;
import com.atom.shopify.announcements.Announcements;
import com.atom.shopify.id.Gid;
import com.atom.shopify.stock.StockIndex;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Forgets what Shopify does not have any more although no delivery said so. What was deleted is in no file of a sync, so items of which
/// nothing was heard are asked for by their ids, and only those that Shopify does not know are forgotten.
@Singleton
final class ForgetGone {
    /// Every night the items that were silent for longest are asked for, so that a large store has its turn in some nights.
    static final int MOST_A_NIGHT = 1_000;
    /// The most ids that Shopify takes.
    private static final int AT_ONCE = 250;
    private static final Duration TIME_FOR_A_ROUND = Duration.ofSeconds(20);
    private static final Operation<Answer> FIND = Operation.of(ForgetGone.class, "FindNodes", Answer.class);

    private final AdminApi admin;
    private final StockIndex index;
    private final Announcements announcements;
    private final Clock clock;

    ForgetGone(AdminApi admin, StockIndex index, Announcements announcements, Clock clock) {
        this.admin = admin;
        this.index = index;
        this.announcements = announcements;
        this.clock = clock;
    }

    @Serdeable
    record Answer(List<@Nullable Node> nodes) {}

    @Serdeable
    record Node(String id) {}

    /// Asks for items of which nothing was heard since then; those that are there count as heard of. Fails as the client does.
    ///
    /// @return how many were forgotten; none when there was no time for all that are to be asked for
    OptionalInt since(Errand at, Instant since, int most) {
        var silent = index.silentSince(at.shop(), since, most);
        var forgotten = 0;
        for (var from = 0; from < silent.size(); from += AT_ONCE) {
            if (!at.deadline().allows(TIME_FOR_A_ROUND)) {
                return OptionalInt.empty();
            }
            var round = silent.subList(from, Math.min(from + AT_ONCE, silent.size()));
            var there = there(at, round.stream().map(StockIndex.Silent::item).toList());
            index.confirm(round.stream().filter(each -> there.contains(each.item().toString())).toList());
            var gone = round.stream().map(StockIndex.Silent::item).filter(item -> !there.contains(item.toString()))
                    .toList();
            tell(at, gone.stream().flatMap(item -> index.forgetItem(at.shop(), item).stream()).distinct().toList());
            forgotten += gone.size();
        }
        return OptionalInt.of(forgotten);
    }

    /// The platform is told of their products, which may have other variants. When they were deleted nobody knows any more; it is told
    /// when that was noticed.
    private void tell(Errand at, List<Gid> products) {
        if (products.isEmpty()) {
            return;
        }
        var there = there(at, products);
        announcements.publish(products.stream().<Announcement>map(product -> new Announcement.ProductChanged(at.shop(),
                product, clock.instant(), !there.contains(product.toString()))).toList());
    }

    private Set<String> there(Errand at, List<Gid> ids) {
        var there = new HashSet<String>();
        for (var from = 0; from < ids.size(); from += AT_ONCE) {
            var round = ids.subList(from, Math.min(from + AT_ONCE, ids.size())).stream().map(Gid::toString).toList();
            admin.run(at, FIND.with(Map.of("ids", round))).nodes().stream().filter(Objects::nonNull)
                    .forEach(node -> there.add(node.id()));
        }
        return there;
    }
}
