package com.atom.shopify.reports;

import com.atom.shopify.aws.BatchRead;
import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.proof.Digest;
import com.atom.shopify.queue.Message;
import com.atom.shopify.queue.Queues;
import com.atom.shopify.routes.Bucket;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.tables.Table;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Which reports there are to be. Those whose time has come are named by their period, so that nobody can claim one twice; the mark up
/// to which a shop was looked after moves last, so that whoever dies before leaves it to the next run.
@Singleton
public final class Reports {
    private static final String MARKS = "reporting";

    private final ReportIndex index;
    private final Queues queues;
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final ObjectMapper json;
    private final Clock clock;

    Reports(ReportIndex index, Queues queues, DynamoDbClient dynamoDb, Deployed deployed, ObjectMapper json,
            Clock clock) {
        this.index = index;
        this.queues = queues;
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.WORK);
        this.json = json;
        this.clock = clock;
    }

    /// Asks for a report of some days. The message that makes it is sent before it is written, so that none stays unmade.
    public ReportEntry ask(ShopDomain shop, ReportKind kind, Period period) {
        var now = clock.instant();
        var id = now.toEpochMilli() + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        var entry = ReportEntry.of(id, kind, period, true, now);
        send(shop, List.of(entry));
        index.add(shop, entry);
        return entry;
    }

    /// Whether the time of a report has come in some shops.
    ///
    /// @param zones of the shops
    /// @return those of them
    public List<ShopDomain> due(Map<ShopDomain, ZoneId> zones) {
        var marks = marks(List.copyOf(zones.keySet()));
        var now = clock.instant();
        return zones.entrySet().stream().filter(shop -> !DuePeriods
                .of(shop.getValue(), marks.getOrDefault(shop.getKey(), Map.of()), now).isEmpty())
                .map(Map.Entry::getKey).toList();
    }

    /// Claims the reports of a shop whose time has come, one of each kind for each period, and has them made.
    ///
    /// @return how many nobody had claimed before
    public int claim(ShopDomain shop, ZoneId zone) {
        var marks = marks(List.of(shop)).getOrDefault(shop, Map.of());
        var now = clock.instant();
        var due = DuePeriods.of(zone, marks, now);
        if (due.isEmpty()) {
            return 0;
        }
        var claimed = 0;
        var unmade = new ArrayList<ReportEntry>();
        for (var period : due) {
            for (var kind : ReportKind.values()) {
                var entry = ReportEntry.of(id(kind, period), kind, period, false, now);
                if (index.add(shop, entry)) {
                    claimed++;
                    unmade.add(entry);
                } else {
                    // Whoever claimed it may have died before its message was sent.
                    index.find(shop, entry.id()).filter(known -> !known.hasEnded()).ifPresent(unmade::add);
                }
            }
        }
        send(shop, unmade);
        mark(shop, DuePeriods.marksAfter(marks, due));
        return claimed;
    }

    private static String id(ReportKind kind, Period period) {
        return String.format(Locale.ROOT, "%013d-%s", period.end().toEpochMilli(),
                Digest.sha256(kind.name(), period.cadence().orElseThrow().name(), period.days().from().toString(),
                        period.zone().getId()).substring(0, 16));
    }

    private void send(ShopDomain shop, List<ReportEntry> entries) {
        queues.send(Queue.JOBS, entries.stream()
                .map(entry -> Message.of(shop, new ReportTask(shop, entry.id()).write(json))).toList());
    }

    private Map<ShopDomain, Map<Cadence, Instant>> marks(List<ShopDomain> shops) {
        return BatchRead.of(dynamoDb, table, shops.stream().map(Reports::key).toList()).stream()
                .collect(Collectors.toMap(item -> new ShopDomain(Items.text(item, "owner")), Reports::marks));
    }

    private static Map<Cadence, Instant> marks(Map<String, AttributeValue> item) {
        var marks = new EnumMap<Cadence, Instant>(Cadence.class);
        for (var cadence : Cadence.values()) {
            if (item.containsKey(cadence.name())) {
                marks.put(cadence, Items.time(item, cadence.name()));
            }
        }
        return marks;
    }

    /// Marks only move forward.
    private void mark(ShopDomain shop, Map<Cadence, Instant> marks) {
        var item = new HashMap<>(key(shop));
        item.put("expires_at", Items.time(clock.instant().plus(Bucket.REPORTS.kept())));
        var values = new HashMap<String, AttributeValue>();
        marks.forEach((cadence, mark) -> {
            item.put(cadence.name(), Items.time(mark));
            values.put(":" + cadence.name(), Items.time(mark));
        });
        try {
            dynamoDb.putItem(put -> put.tableName(table).item(item)
                    .conditionExpression(marks.keySet().stream().map(Cadence::name).map(
                            name -> "(attribute_not_exists(" + name + ") OR " + name + " <= :" + name + ")")
                            .collect(Collectors.joining(" AND ")))
                    .expressionAttributeValues(values));
        } catch (ConditionalCheckFailedException further) {
            // another run came further
        }
    }

    private static Map<String, AttributeValue> key(ShopDomain shop) {
        return Map.of("owner", Items.text(shop.value()), "record", Items.text(MARKS));
    }
}
