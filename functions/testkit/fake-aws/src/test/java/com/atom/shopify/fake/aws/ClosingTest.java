package com.atom.shopify.fake.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What keeps a process alive must end with the server that started it.
class ClosingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static Stream<Named<Supplier<AutoCloseable>>> servers() {
        return Stream.of(Named.of("tables", LocalTables::start), Named.of("queues", LocalQueues::start),
                Named.of("buckets", LocalBuckets::start), Named.of("events", FakeEvents::start),
                Named.of("keys", FakeKms::start), Named.of("secrets", FakeSecrets::start));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void noThreadKeepsTheProcessAliveAfterwards(Supplier<AutoCloseable> server) throws Exception {
        var before = keepingAlive();

        server.get().close();

        await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> {
            var left = new HashSet<>(keepingAlive());
            left.removeAll(before);
            assertThat(left).isEmpty();
        });
    }

    private static Set<Thread> keepingAlive() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }
}
