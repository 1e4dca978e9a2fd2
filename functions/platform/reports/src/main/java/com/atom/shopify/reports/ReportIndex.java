package com.atom.shopify.reports;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.routes.Bucket;
import com.atom.shopify.tables.Table;
import com.atom.shopify.time.Deadline;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The reports of each shop in the table of work, the newest first, as long as their files are kept.
@Singleton
public final class ReportIndex {
    private static final String RECORD = "report#";
    /// Behind every id.
    private static final String END = "~";
    private static final String ANY_DAYS = "CUSTOM";
    private static final int READ_AT_ONCE = 250;
    /// S3 takes a thousand names in a call, and each report has three.
    private static final int ERASED_AT_ONCE = 300;
    private static final Duration CALL = Duration.ofSeconds(8);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final ReportFiles files;
    private final ObjectMapper json;
    private final Clock clock;

    ReportIndex(DynamoDbClient dynamoDb, Deployed deployed, ReportFiles files, ObjectMapper json, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.WORK);
        this.files = files;
        this.json = json;
        this.clock = clock;
    }

    /// Writes the first state of a report; says whether there was none. Whoever repeats it finds what came of it.
    boolean add(ShopDomain shop, ReportEntry entry) {
        return put(shop, entry, "attribute_not_exists(#record)", Map.of());
    }

    /// Writes the next state, unless somebody else did.
    public boolean write(ShopDomain shop, ReportEntry after) {
        return put(shop, after, "attribute_exists(#record) AND revision = :before",
                Map.of(":before", Items.number(after.revision() - 1)));
    }

    private boolean put(ShopDomain shop, ReportEntry entry, String condition, Map<String, AttributeValue> values) {
        try {
            dynamoDb.putItem(put -> put.tableName(table).item(item(shop, entry)).conditionExpression(condition)
                    .expressionAttributeNames(Map.of("#record", "record"))
                    .expressionAttributeValues(values.isEmpty() ? null : values));
            return true;
        } catch (ConditionalCheckFailedException overtaken) {
            return false;
        }
    }

    public Optional<ReportEntry> find(ShopDomain shop, String id) {
        var item = dynamoDb.getItem(get -> get.tableName(table).key(key(shop, id)).consistentRead(true)).item();
        return Optional.of(item).filter(this::isKept).map(this::entry);
    }

    /// Fails with `reports.not-found`.
    public ReportEntry get(ShopDomain shop, String id) {
        return find(shop, id).orElseThrow(() -> new FailureException(
                new Failure.NotFound("reports.not-found", "The store has no such report.")));
    }

    /// A page of them, of one kind or cadence where one is named.
    public Page<ReportEntry> page(ShopDomain shop, Optional<ReportKind> kind, Optional<Cadence> cadence,
            PageRequest page) {
        var found = new ArrayList<ReportEntry>();
        var query = query(shop, kind, cadence).limit(kind.isEmpty() && cadence.isEmpty()
                ? page.limit() + 1
                : READ_AT_ONCE)
                .exclusiveStartKey(page.after() == null ? null : key(shop, place(page.after()))).build();
        for (var item : dynamoDb.queryPaginator(query).items()) {
            if (isKept(item)) {
                found.add(entry(item));
            }
            if (found.size() > page.limit()) {
                var full = found.subList(0, page.limit());
                return new Page<>(full, full.getLast().id());
            }
        }
        return new Page<>(found, null);
    }

    private static String place(String after) {
        if (!ReportEntry.ID.matcher(after).matches()) {
            throw PageRequest.foreignCursor();
        }
        return after;
    }

    /// Erases the files of all reports of a shop, until a deadline; whoever runs out of time fails with `erasing.unfinished`, which
    /// only delays. Their entries are what names them, so those go afterwards.
    public void eraseFiles(ShopDomain shop, Deadline deadline) {
        var ids = new ArrayList<String>();
        for (var item : dynamoDb.queryPaginator(query(shop, Optional.empty(), Optional.empty()).build()).items()) {
            ids.add(id(item));
            if (ids.size() == ERASED_AT_ONCE) {
                erase(shop, ids, deadline);
                ids.clear();
            }
        }
        erase(shop, ids, deadline);
    }

    private void erase(ShopDomain shop, List<String> ids, Deadline deadline) {
        if (!deadline.allows(CALL)) {
            throw new FailureException(new Failure.TimedOut("erasing.unfinished", "There is more to erase."));
        }
        files.erase(shop, ids);
    }

    private QueryRequest.Builder query(ShopDomain shop, Optional<ReportKind> kind, Optional<Cadence> cadence) {
        var names = new HashMap<>(Map.of("#owner", "owner", "#record", "record"));
        var values = new HashMap<>(Map.of(":owner", Items.text(shop.value()), ":from", Items.text(RECORD), ":to",
                Items.text(RECORD + END)));
        var filters = new ArrayList<String>();
        kind.ifPresent(wanted -> filter("kind", wanted.name(), names, values, filters));
        cadence.ifPresent(wanted -> filter("cadence", wanted.name(), names, values, filters));
        return QueryRequest.builder().tableName(table).consistentRead(true).scanIndexForward(false)
                .keyConditionExpression("#owner = :owner AND #record BETWEEN :from AND :to")
                .filterExpression(filters.isEmpty() ? null : String.join(" AND ", filters))
                .expressionAttributeNames(names).expressionAttributeValues(values);
    }

    private static void filter(String name, String value, Map<String, String> names,
            Map<String, AttributeValue> values, List<String> filters) {
        names.put("#" + name, name);
        values.put(":" + name, Items.text(value));
        filters.add("#" + name + " = :" + name);
    }

    private Map<String, AttributeValue> item(ShopDomain shop, ReportEntry entry) {
        var item = new HashMap<>(key(shop, entry.id()));
        item.put("kind", Items.text(entry.kind().name()));
        item.put("cadence", Items.text(cadence(entry.cadence())));
        item.put("revision", Items.number(entry.revision()));
        item.put("expires_at", Items.time(entry.createdAt().plus(Bucket.REPORTS.kept())));
        try {
            item.put("state", Items.text(json.writeValueAsString(entry)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return item;
    }

    private static String cadence(@Nullable Cadence cadence) {
        return cadence == null ? ANY_DAYS : cadence.name();
    }

    private boolean isKept(Map<String, AttributeValue> item) {
        return !item.isEmpty() && Items.time(item, "expires_at").isAfter(clock.instant());
    }

    private ReportEntry entry(Map<String, AttributeValue> item) {
        try {
            return Objects.requireNonNull(json.readValue(Items.text(item, "state"), ReportEntry.class));
        } catch (IOException foreign) {
            throw new UncheckedIOException(foreign);
        }
    }

    private static String id(Map<String, AttributeValue> item) {
        return Items.text(item, "record").substring(RECORD.length());
    }

    private static Map<String, AttributeValue> key(ShopDomain shop, String id) {
        return Map.of("owner", Items.text(shop.value()), "record", Items.text(RECORD + id));
    }
}
