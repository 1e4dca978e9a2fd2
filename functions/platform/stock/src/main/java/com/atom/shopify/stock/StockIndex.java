package com.atom.shopify.stock;

import com.atom.shopify.aws.BatchRead;
import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// What each store sells and has in stock: items with cost, the variants that sell them, levels per location. Facts may be recorded
/// in any order and again; an older one changes nothing. Kept until it is erased, but everything is Shopify's and can be read
/// there again.
@Singleton
public final class StockIndex {
    /// Far longer than any row of a bulk result or any delivery can be late. Shopify gives no id twice.
    private static final Duration DELETION_KEPT = Duration.ofDays(60);
    /// Row by row, because each has a condition; so many at once, because the HTTP client keeps few connections.
    private static final int AT_ONCE = 8;
    /// What says when something was so, not how it is.
    private static final Set<String> TIMES = Set.of("updated_at", "as_of", "on_hand_as_of");
    private static final StockVersion UNVERSIONED = new StockVersion(Instant.EPOCH, Instant.EPOCH);
    private static final String NOT_LATER = "attribute_not_exists(deleted_at) AND (attribute_not_exists(updated_at)"
            + " OR updated_at < :updated_at OR (updated_at = :updated_at AND as_of <= :as_of))";
    private static final String OLDER = "attribute_not_exists(deleted_at) AND (attribute_not_exists(updated_at)"
            + " OR updated_at < :updated_at OR (updated_at = :updated_at AND as_of < :as_of))";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    StockIndex(DynamoDbClient dynamoDb, Deployed deployed, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.CATALOG);
        this.clock = clock;
    }

    /// How what a webhook says of a level stands to what was known.
    public enum Standing {
        /// It was news, and is known now.
        RECORDED,
        /// The very same was known.
        SAME,
        /// Something later was known, or that the item is deleted.
        OLDER,
        /// The same by all its times, but another quantity: only Shopify knows which is true. Nothing was changed.
        UNCLEAR
    }

    /// The keys in the catalog table under which all of a store's rows are.
    public static List<String> owners(ShopDomain shop) {
        return Spread.owners(shop);
    }

    /// How facts stood to what was known.
    ///
    /// @param news those that say something else
    /// @param levels how many are of levels that were known, and not from a later time
    /// @param drifted how many of those levels have another quantity for sale than was known
    public record Recorded<F extends StockFact>(List<F> news, int levels, int drifted) {
        public Recorded {
            news = List.copyOf(news);
        }
    }

    /// Records facts, as they come out of a bulk result or were read from Shopify. When it fails, some may be recorded.
    public <F extends StockFact> Recorded<F> record(ShopDomain shop, List<F> facts) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var written = facts.stream().map(fact -> threads.submit(() -> record(shop, fact))).toList();
            var news = new ArrayList<F>();
            var levels = 0;
            var drifted = 0;
            for (var at = 0; at < facts.size(); at++) {
                var change = join(written.get(at));
                if (change.isNews()) {
                    news.add(facts.get(at));
                }
                levels += change.isOfKnownLevel() ? 1 : 0;
                drifted += change.isDrift() ? 1 : 0;
            }
            return new Recorded<>(news, levels, drifted);
        }
    }

    /// Records what a webhook says of one level.
    ///
    /// @param available none where Shopify does not count
    public Standing level(ShopDomain shop, Gid item, Gid location, Optional<Integer> available, StockVersion version) {
        try {
            write(shop, new StockLevel(item, location, Optional.empty(), available, Optional.empty(), version), OLDER);
            return Standing.RECORDED;
        } catch (ConditionalCheckFailedException known) {
            var row = known.item();
            if (row.containsKey("deleted_at") || !StockRow.version(row).equals(version)) {
                return Standing.OLDER;
            }
            return StockRow.available(row).equals(available) ? Standing.SAME : Standing.UNCLEAR;
        }
    }

    /// Forgets a level that Shopify does not have.
    public void forgetLevel(ShopDomain shop, Gid item, Gid location) {
        dynamoDb.deleteItem(delete -> delete.tableName(table).key(Spread.level(shop, item, location)));
    }

    /// Records what a webhook says of a product, and forgets those of its variants that it does not have any more. Shopify tells of a
    /// product whenever it is ordered, so variants that are known just so are left alone, with the version that they have.
    public void product(ShopDomain shop, ProductState state) {
        var known = known(shop, state.variants());
        record(shop, state.variants().stream().filter(variant -> !known.contains(variant.at(UNVERSIONED))).toList());
        if (state.all().isEmpty()) {
            // every product has a variant, so this delivery does not tell of them
            return;
        }
        members(shop, state.product()).entrySet().stream().filter(member -> !state.all().contains(member.getKey()))
                .forEach(gone -> forget(shop, state.product(), gone.getKey(), gone.getValue(),
                        Optional.of(state.version())));
    }

    /// Forgets a product that was deleted, with everything that only it sold.
    public void forgetProduct(ShopDomain shop, Gid product) {
        members(shop, product)
                .forEach((variant, item) -> forget(shop, product, variant, item, Optional.empty()));
    }

    /// An item that nothing was heard of for some time.
    public static final class Silent {
        private final Gid item;
        private final Instant heard;
        private final Map<String, AttributeValue> key;

        private Silent(Gid item, Instant heard, Map<String, AttributeValue> key) {
            this.item = item;
            this.heard = heard;
            this.key = key;
        }

        public Gid item() {
            return item;
        }

        private Instant heard() {
            return heard;
        }
    }

    /// Items that nothing was heard of since then, by no delivery and no sync: those that were silent for longest, at most so many,
    /// in no order. Reads everything of the store, and holds no more than that many of it.
    public List<Silent> silentSince(ShopDomain shop, Instant since, int most) {
        var longest = new PriorityQueue<>(Comparator.comparing(Silent::heard).reversed());
        Spread.owners(shop).stream().flatMap(owner -> items(rows(owner, Spread.items())))
                .flatMap(rows -> silent(rows).stream()).filter(silent -> silent.heard().isBefore(since))
                .forEach(silent -> {
                    longest.add(silent);
                    if (longest.size() > most) {
                        longest.remove();
                    }
                });
        return List.copyOf(longest);
    }

    private static Optional<Silent> silent(List<Map<String, AttributeValue>> rows) {
        var id = Spread.item(rows.getFirst());
        var alive = rows.stream().filter(row -> !row.containsKey("deleted_at")).toList();
        return StockRow.stock(id, rows).isEmpty()
                ? Optional.empty()
                : alive.stream().map(StockRow::heard).max(Comparator.naturalOrder())
                        .map(heard -> new Silent(id, heard, key(alive.getFirst())));
    }

    /// Shopify has these items as they are known.
    public void confirm(List<Silent> items) {
        var now = StockRow.millis(clock.instant());
        try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            items.stream().map(each -> threads.submit(() -> confirm(each, now))).toList().forEach(StockIndex::join);
        }
    }

    private boolean confirm(Silent silent, AttributeValue now) {
        try {
            dynamoDb.updateItem(update -> update.tableName(table).key(silent.key).updateExpression("SET seen_at = :now")
                    .conditionExpression("attribute_exists(updated_at)")
                    .expressionAttributeValues(Map.of(":now", now)));
            return true;
        } catch (ConditionalCheckFailedException forgotten) {
            return false;
        }
    }

    /// Forgets an item that Shopify does not have any more, with the variants that sold it.
    ///
    /// @return the products of these variants
    public Set<Gid> forgetItem(ShopDomain shop, Gid item) {
        var rows = rows(Spread.owner(shop, item), Spread.rows(item)).toList();
        var variants = rows.stream().filter(row -> Spread.isVariant(row) && !row.containsKey("deleted_at"))
                .map(row -> StockRow.variant(item, row)).toList();
        variants.forEach(each -> forget(shop, each.product(), each.variant(), item, Optional.empty()));
        end(shop, item, rows);
        return variants.stream().map(StockVariant::product).collect(Collectors.toUnmodifiableSet());
    }

    public Optional<Stock> of(ShopDomain shop, Gid item) {
        return whole(Spread.owner(shop, item), Spread.rows(item)).findFirst();
    }

    /// The title of a product, as far as it is known.
    public Optional<String> title(ShopDomain shop, Gid product) {
        return members(shop, product).values().stream().limit(1).flatMap(item -> of(shop, item).stream())
                .flatMap(stock -> stock.variants().stream()).filter(variant -> variant.product().equals(product))
                .map(StockVariant::title).findFirst();
    }

    /// Everything in a store's stock, item by item in no order, read while it is consumed: memory does not grow with the store.
    public Stream<Stock> all(ShopDomain shop) {
        return Spread.owners(shop).stream().flatMap(owner -> whole(owner, Spread.items()));
    }

    /// What comes behind an item in the order of [#all(ShopDomain)].
    public Stream<Stock> behind(ShopDomain shop, Gid item) {
        var owners = Spread.owners(shop);
        var owner = Spread.owner(shop, item);
        return Stream.concat(whole(between(owner, Spread.behind(item), Spread.behindAllItems())),
                owners.stream().skip(owners.indexOf(owner) + 1L).flatMap(next -> whole(next, Spread.items())));
    }

    /// All items that Shopify had at that time are in the index.
    public void completeSince(ShopDomain shop, Instant since) {
        dynamoDb.putItem(put -> put.tableName(table).item(Map.of("shop", Items.text(Spread.first(shop)), "record",
                Items.text(Spread.COMPLETE), "as_of", StockRow.millis(since))));
    }

    /// Since when nothing is missing; none while Shopify was not asked for all of it.
    public Optional<Instant> completeSince(ShopDomain shop) {
        return rows(Spread.first(shop), Spread.COMPLETE).findFirst()
                .map(row -> Instant.ofEpochMilli(Items.number(row, "as_of")));
    }

    /// What a fact changed.
    private record Change(boolean isNews, boolean isOfKnownLevel, boolean isDrift) {
        private static final Change NONE = new Change(false, false, false);
    }

    private Change record(ShopDomain shop, StockFact fact) {
        if (fact instanceof StockVariant variant) {
            // Before the variant, so that whoever deletes the product finds each one.
            var member = new HashMap<>(Spread.member(shop, variant.product(), variant.variant()));
            member.put("item", Items.number(variant.item().number()));
            dynamoDb.putItem(put -> put.tableName(table).item(member));
        }
        try {
            return write(shop, fact, NOT_LATER);
        } catch (ConditionalCheckFailedException later) {
            return Change.NONE;
        }
    }

    private Change write(ShopDomain shop, StockFact fact, String condition) {
        var said = StockRow.of(fact);
        var names = new HashMap<String, String>();
        var values = new HashMap<String, AttributeValue>();
        said.forEach((name, value) -> {
            names.put("#" + name, name);
            values.put(":" + name, value);
        });
        var gone = StockRow.replaced(fact).stream().filter(Predicate.not(said::containsKey)).toList();
        gone.forEach(name -> names.put("#" + name, name));
        var set = said.keySet().stream().map(name -> "#" + name + " = :" + name)
                .collect(Collectors.joining(", ", "SET ", ""));
        var remove = gone.isEmpty()
                ? ""
                : gone.stream().map(name -> "#" + name).collect(Collectors.joining(", ", " REMOVE ", ""));
        var before = dynamoDb.updateItem(update -> update.tableName(table).key(Spread.key(shop, fact))
                .updateExpression(set + remove).conditionExpression(condition).returnValues(ReturnValue.UPDATED_OLD)
                .expressionAttributeNames(names).expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)).attributes();
        var news = gone.stream().anyMatch(before::containsKey) || said.entrySet().stream()
                .filter(each -> !TIMES.contains(each.getKey()))
                .anyMatch(each -> !each.getValue().equals(before.get(each.getKey())));
        return fact instanceof StockLevel level && before.containsKey("updated_at")
                ? new Change(news, true, !StockRow.available(before).equals(level.available()))
                : new Change(news, false, false);
    }

    private Set<StockVariant> known(ShopDomain shop, List<StockVariant> variants) {
        return BatchRead.of(dynamoDb, table, variants.stream().map(variant -> Spread.key(shop, variant)).toList())
                .stream()
                .filter(row -> !row.containsKey("deleted_at"))
                .map(row -> StockRow.variant(Spread.item(row), row).at(UNVERSIONED)).collect(Collectors.toSet());
    }

    /// Which variants a product has, with their items.
    private Map<Gid, Gid> members(ShopDomain shop, Gid product) {
        return rows(Spread.owner(shop, product), Spread.members(product)).collect(Collectors.toMap(
                row -> new Gid(Gid.Kind.PRODUCT_VARIANT, Spread.last(row)),
                row -> new Gid(Gid.Kind.INVENTORY_ITEM, Items.number(row, "item"))));
    }

    /// Forgets a variant unless it was seen later, and its item when nothing else sells it. The note of the product is the last to
    /// go, so that whoever is interrupted can do it again.
    private void forget(ShopDomain shop, Gid product, Gid variant, Gid item, Optional<StockVersion> seen) {
        var rows = rows(Spread.owner(shop, item), Spread.rows(item)).toList();
        var alive = rows.stream().filter(row -> Spread.isVariant(row) && !row.containsKey("deleted_at")).toList();
        var self = alive.stream().filter(row -> Spread.last(row) == variant.number()).findFirst();
        if (self.isPresent() && seen.isPresent() && StockRow.version(self.get()).compareTo(seen.get()) > 0) {
            return;
        }
        self.ifPresent(this::markDeleted);
        if (alive.size() == self.stream().count()) {
            end(shop, item, rows);
        }
        dynamoDb.deleteItem(delete -> delete.tableName(table).key(Spread.member(shop, product, variant)));
    }

    private void end(ShopDomain shop, Gid item, List<Map<String, AttributeValue>> rows) {
        markDeleted(itemKey(shop, item));
        rows.stream().filter(Spread::isLevel)
                .forEach(row -> dynamoDb.deleteItem(delete -> delete.tableName(table).key(key(row))));
    }

    private static Map<String, AttributeValue> itemKey(ShopDomain shop, Gid item) {
        return Map.of("shop", Items.text(Spread.owner(shop, item)), "record", Items.text(Spread.rows(item)));
    }

    /// Replaces a row by a mark that keeps late facts from bringing it back.
    private void markDeleted(Map<String, AttributeValue> row) {
        var mark = new HashMap<>(key(row));
        mark.put("deleted_at", StockRow.millis(clock.instant()));
        mark.put("expires_at", Items.time(clock.instant().plus(DELETION_KEPT)));
        dynamoDb.putItem(put -> put.tableName(table).item(mark));
    }

    private Stream<Stock> whole(String owner, String prefix) {
        return whole(rows(owner, prefix));
    }

    private static Stream<Stock> whole(Stream<Map<String, AttributeValue>> rows) {
        return items(rows).flatMap(own -> StockRow.stock(Spread.item(own.getFirst()), own).stream());
    }

    /// The rows of item after item.
    private static Stream<List<Map<String, AttributeValue>>> items(Stream<Map<String, AttributeValue>> rows) {
        var items = new Whole(rows.iterator());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, Spliterator.NONNULL), false);
    }

    private Stream<Map<String, AttributeValue>> rows(String owner, String prefix) {
        return rows("shop = :owner AND begins_with(#record, :prefix)",
                Map.of(":owner", Items.text(owner), ":prefix", Items.text(prefix)));
    }

    private Stream<Map<String, AttributeValue>> between(String owner, String from, String to) {
        return rows("shop = :owner AND #record BETWEEN :from AND :to",
                Map.of(":owner", Items.text(owner), ":from", Items.text(from), ":to", Items.text(to)));
    }

    private Stream<Map<String, AttributeValue>> rows(String condition, Map<String, AttributeValue> values) {
        return dynamoDb.queryPaginator(QueryRequest.builder().tableName(table).consistentRead(true)
                .keyConditionExpression(condition).expressionAttributeNames(Map.of("#record", "record"))
                .expressionAttributeValues(values).build()).items().stream();
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> row) {
        return Map.of("shop", Items.attribute(row, "shop"), "record", Items.attribute(row, "record"));
    }

    private static <T> T join(Future<T> work) {
        try {
            return work.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException trouble) {
                throw trouble;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /// Puts rows that follow each other together into items.
    private static final class Whole implements Iterator<List<Map<String, AttributeValue>>> {
        private final Iterator<Map<String, AttributeValue>> rows;
        private Optional<Map<String, AttributeValue>> ahead;

        Whole(Iterator<Map<String, AttributeValue>> rows) {
            this.rows = rows;
            this.ahead = pull();
        }

        @Override
        public boolean hasNext() {
            return ahead.isPresent();
        }

        @Override
        public List<Map<String, AttributeValue>> next() {
            var id = Spread.item(ahead.orElseThrow(NoSuchElementException::new));
            var own = new ArrayList<Map<String, AttributeValue>>();
            while (ahead.isPresent() && Spread.item(ahead.get()).equals(id)) {
                own.add(ahead.get());
                ahead = pull();
            }
            return own;
        }

        private Optional<Map<String, AttributeValue>> pull() {
            return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
        }
    }
}
