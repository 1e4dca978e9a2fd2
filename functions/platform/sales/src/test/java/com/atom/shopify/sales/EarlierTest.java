package com.atom.shopify.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class EarlierTest {

    @Property(tries = 200, seed = "20261203")
    void addsUpAsAMapDoesInAnyOrderAndIsReadAsItWasWritten(@ForAll long seed) {
        var random = new Random(seed);
        var all = new Earlier();
        var map = new TreeMap<Long, Long>();
        for (var part = 0; part < random.nextInt(5); part++) {
            var earlier = new Earlier();
            for (var number = 0; number < random.nextInt(40); number++) {
                var second = random.nextInt(30) * 86_400L - 100_000;
                earlier.add(second, part + 1);
                map.merge(second, part + 1L, Long::sum);
            }
            all.add(Earlier.of(earlier.text()));
        }

        for (var second = -200_000L; second < 3_000_000; second += 43_200) {
            assertThat(all.before(second)).isEqualTo(
                    map.headMap(second).values().stream().mapToLong(Long::longValue).sum());
            assertThat(Earlier.of(all.text()).before(second)).isEqualTo(all.before(second));
        }
    }
}
