package com.atom.shopify.subscriptions;

import com.atom.shopify.routes.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a store has, held against what it should have. Of several subscriptions for one topic the oldest at our address is the
/// one that stays, so that whoever compares at the same time chooses the same.
///
/// @param right are as they should be
/// @param misdirected are the only ones of a topic, but deliver elsewhere
/// @param strays deliver what nobody wants, or what another one delivers already
/// @param missing have no subscription at all
public record Comparison(List<Subscription> right, List<Subscription> misdirected, List<Subscription> strays,
        List<Topic> missing) {
    private static final Comparator<Subscription> OLDEST_FIRST = Comparator.comparing(Subscription::createdAt)
            .thenComparing(Subscription::id);

    public Comparison {
        right = List.copyOf(right);
        misdirected = List.copyOf(misdirected);
        strays = List.copyOf(strays);
        missing = List.copyOf(missing);
    }

    static Comparison of(List<Subscription> there, Set<Topic> wanted, String target) {
        var stay = new LinkedHashMap<Topic, Subscription>();
        var atTarget = Comparator.<Subscription, Boolean>comparing(each -> !each.uri().equals(target))
                .thenComparing(OLDEST_FIRST);
        there.stream().filter(Subscription::isPlain).sorted(atTarget).forEach(
                each -> each.known().filter(wanted::contains).ifPresent(topic -> stay.putIfAbsent(topic, each)));
        var byAddress = stay.values().stream().collect(Collectors.partitioningBy(each -> each.uri().equals(target)));
        var strays = new ArrayList<>(there);
        strays.removeAll(stay.values());
        return new Comparison(byAddress.getOrDefault(true, List.of()), byAddress.getOrDefault(false, List.of()),
                strays, wanted.stream().filter(topic -> !stay.containsKey(topic)).sorted().toList());
    }

    /// Whether every delivery comes that should, as far as Shopify allows it at all.
    boolean delivers(Set<Topic> refused) {
        return misdirected.isEmpty() && refused.containsAll(missing);
    }

    /// Whether nothing is to be done.
    boolean isRight(Set<Topic> refused) {
        return delivers(refused) && strays.isEmpty();
    }
}
