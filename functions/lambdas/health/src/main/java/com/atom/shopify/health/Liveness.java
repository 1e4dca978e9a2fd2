package com.atom.shopify.health;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.checks.Level;
import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.queue.Backlog;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.tables.Table;
import com.atom.shopify.tokens.Tokens;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Whether the product itself works: each service that it depends on is tried by one small call, all at once and not for long, and
/// what came of it counts for a while, so that asking often costs little. Without DynamoDB nothing works; without KMS or SQS some of
/// it does. Shopify is never asked: its bad days are not ours.
@Singleton
final class Liveness {
    private static final Logger LOG = LoggerFactory.getLogger(Liveness.class);
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /// The calls end by themselves before that.
    private static final Duration AT_MOST = Duration.ofMillis(2_500);

    private final DynamoDbClient dynamoDb;
    private final Deployed deployed;
    private final Tokens tokens;
    private final Backlog backlog;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable LivenessJson last;

    Liveness(DynamoDbClient dynamoDb, Deployed deployed, Tokens tokens, Backlog backlog, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.deployed = deployed;
        this.tokens = tokens;
        this.backlog = backlog;
        this.clock = clock;
    }

    /// What we depend on.
    private enum Dependency {
        DYNAMODB,
        KMS,
        SQS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How it is, and how what it depends on is: `ok` or `down` each.
    ///
    /// @param status `ok`, `degraded` or `down`
    @Serdeable(naming = SnakeCaseStrategy.class)
    record LivenessJson(String status, Map<String, String> dependencies, Instant checkedAt) {}

    /// `health.down` with `data.status` when it is.
    Answer answer(Call call) {
        call.nothing();
        var now = checked();
        return now.status().equals(Level.DOWN.word())
                ? Answer.failed(new Failure.Unavailable("health.down", "The service does not work now."), now)
                : Answer.ok(now);
    }

    private LivenessJson checked() {
        var known = last;
        if (known == null || !known.checkedAt().plus(KEPT).isAfter(clock.instant())) {
            known = check();
            last = known;
        }
        return known;
    }

    private LivenessJson check() {
        var levels = levels();
        var status = levels.get(Dependency.DYNAMODB) == Level.DOWN
                ? Level.DOWN
                : levels.containsValue(Level.DOWN) ? Level.DEGRADED : Level.OK;
        var words = new TreeMap<String, String>();
        levels.forEach((dependency, level) -> words.put(dependency.word(), level.word()));
        return new LivenessJson(status.word(), words, clock.instant());
    }

    private Map<Dependency, Level> levels() {
        try {
            var dependencies = List.of(Dependency.values());
            var tried = threads.invokeAll(dependencies.stream().map(this::trying).toList(), AT_MOST.toMillis(),
                    TimeUnit.MILLISECONDS);
            var levels = new EnumMap<Dependency, Level>(Dependency.class);
            for (var at = 0; at < tried.size(); at++) {
                levels.put(dependencies.get(at), level(dependencies.get(at), tried.get(at)));
            }
            return levels;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopped);
        }
    }

    private Callable<Boolean> trying(Dependency dependency) {
        return () -> {
            switch (dependency) {
                case DYNAMODB -> tryTables();
                case KMS -> tokens.tryKey(PATIENCE);
                case SQS -> {
                    var _ = backlog.waiting(Queue.INBOX, PATIENCE);
                }
            }
            return true;
        };
    }

    private static Level level(Dependency dependency, Future<Boolean> tried) throws InterruptedException {
        if (!tried.isCancelled()) {
            try {
                var _ = tried.get();
                return Level.OK;
            } catch (ExecutionException failed) {
                LOG.atError().addKeyValue("dependency", dependency.word()).setCause(failed.getCause())
                        .log("a service that we depend on fails");
                return Level.DOWN;
            }
        }
        LOG.atError().addKeyValue("dependency", dependency.word()).log("a service that we depend on does not answer");
        return Level.DOWN;
    }

    /// Reads an item that is never there.
    private void tryTables() {
        dynamoDb.batchGetItem(read -> read
                .requestItems(Map.of(deployed.table(Table.ONCE), KeysAndAttributes.builder()
                        .keys(List.of(Map.of(Table.ONCE.partitionKey(), Items.text("health")))).build()))
                .overrideConfiguration(limits -> limits.apiCallTimeout(PATIENCE).apiCallAttemptTimeout(PATIENCE)));
    }
}
