package com.atom.shopify.connections;

import com.atom.shopify.aws.BatchRead;
import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import com.atom.shopify.oauth.AppToken;
import com.atom.shopify.oauth.Credential;
import com.atom.shopify.oauth.Scopes;
import com.atom.shopify.oauth.TokenPair;
import com.atom.shopify.once.Leases;
import com.atom.shopify.tables.Table;
import com.atom.shopify.tokens.Tokens;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// The links between users and stores. A store is one partition: its facts under `store`, each user under `user#…`. The name of each
/// shop stands under its gid.
@Singleton
public final class Connections {
    private static final Table.Index BY_USER = Table.CONNECTIONS.index().orElseThrow();
    private static final String FACTS = "store";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Tokens tokens;

    Connections(DynamoDbClient dynamoDb, Deployed deployed, Tokens tokens) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.CONNECTIONS);
        this.tokens = tokens;
    }

    /// The store, if the user has linked it. Read consistently: this decides what a caller may reach.
    public Optional<Store> linked(UserId user, ShopDomain shop) {
        return stores(user, List.of(shop)).stream().findFirst();
    }

    /// The shops of a user, from an index that may lag: for listing, never for deciding.
    public List<ShopDomain> shopsOf(UserId user) {
        var query = QueryRequest.builder().tableName(table).indexName(BY_USER.name())
                .keyConditionExpression("#user = :user")
                .expressionAttributeNames(Map.of("#user", BY_USER.partitionKey()))
                .expressionAttributeValues(Map.of(":user", Items.text(user.value())))
                .build();
        return dynamoDb.queryPaginator(query).items().stream()
                .map(item -> new ShopDomain(Items.text(item, "shop")))
                .sorted()
                .toList();
    }

    /// The stores among these shops that the user has linked.
    public List<Store> stores(UserId user, List<ShopDomain> shops) {
        var items = BatchRead.of(dynamoDb, table,
                shops.stream().flatMap(shop -> Stream.of(key(shop, FACTS), key(shop, link(user)))).toList());
        var linkedAt = items.stream().filter(item -> Items.text(item, "record").equals(link(user)) && isLive(item))
                .collect(Collectors.toMap(item -> Items.text(item, "shop"), item -> Items.time(item, "linked_at")));
        return items.stream()
                .filter(item -> Items.text(item, "record").equals(FACTS) && !item.containsKey("moved_to"))
                .flatMap(item -> Optional.ofNullable(linkedAt.get(Items.text(item, "shop")))
                        .map(since -> store(item, since)).stream())
                .toList();
    }

    /// What a store grants; nothing when nobody has connected it.
    public Scopes granted(ShopDomain shop) {
        var item = dynamoDb.getItem(get -> get.tableName(table).key(key(shop, FACTS)).consistentRead(true)).item();
        return Scopes.parse(item.containsKey("scopes") ? Items.text(item, "scopes") : "");
    }

    /// Notes what a store grants now, if it is a store of ours.
    public void granted(ShopDomain shop, Scopes scopes) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table).key(key(shop, FACTS))
                    .updateExpression("SET scopes = :scopes").conditionExpression("attribute_exists(gid)")
                    .expressionAttributeValues(Map.of(":scopes", Items.text(scopes.toString()))));
        } catch (ConditionalCheckFailedException unknownStore) {
            // nobody has connected it
        }
    }

    /// Notes how a store counts days and money now, if the shop under this name is the one that was connected.
    public void described(ShopDomain shop, Gid gid, ZoneId zone, Currency currency) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table).key(key(shop, FACTS))
                    .updateExpression("SET #zone = :zone, currency = :currency").conditionExpression("gid = :gid")
                    .expressionAttributeNames(Map.of("#zone", "zone"))
                    .expressionAttributeValues(Map.of(":gid", Items.text(gid.toString()), ":zone",
                            Items.text(zone.getId()), ":currency", Items.text(currency.getCurrencyCode()))));
        } catch (ConditionalCheckFailedException another) {
            // nobody has connected this shop
        }
    }

    /// Whether a user is linked to a store.
    public enum Link {
        NOW,
        /// The link has ended.
        BEFORE,
        NEVER
    }

    /// Read consistently, like everything that decides.
    public Link link(UserId user, ShopDomain shop) {
        var items = BatchRead.of(dynamoDb, table, List.of(key(shop, link(user))));
        if (items.isEmpty()) {
            return Link.NEVER;
        }
        return isLive(items.getFirst()) ? Link.NOW : Link.BEFORE;
    }

    /// The users who are linked to a store now.
    public List<UserId> usersOf(ShopDomain shop) {
        var query = QueryRequest.builder().tableName(table).consistentRead(true)
                .keyConditionExpression("shop = :shop AND begins_with(#record, :users)")
                .filterExpression("attribute_not_exists(ended_at)")
                .expressionAttributeNames(Map.of("#record", "record"))
                .expressionAttributeValues(Map.of(":shop", Items.text(shop.value()), ":users", Items.text(link(""))))
                .build();
        return dynamoDb.queryPaginator(query).items().stream()
                .map(item -> new UserId(Items.text(item, "record").substring(link("").length()))).toList();
    }

    /// Ends a link; it stays as history, and leaves the index by which a user's stores are listed.
    public void unlink(UserId user, ShopDomain shop, Instant now) {
        dynamoDb.updateItem(request -> request.tableName(table).key(key(shop, link(user)))
                .updateExpression("SET ended_at = :now REMOVE #user")
                .expressionAttributeNames(Map.of("#user", BY_USER.partitionKey()))
                .expressionAttributeValues(Map.of(":now", Items.time(now))));
    }

    /// Erases the store's tokens, then ends all of its links. Who is interrupted between can do it again.
    public void disconnect(ShopDomain shop, Instant now) {
        tokens.erase(shop);
        try {
            dynamoDb.updateItem(request -> request.tableName(table).key(key(shop, FACTS))
                    .updateExpression("SET ended_at = :now").conditionExpression("attribute_exists(gid)")
                    .expressionAttributeValues(Map.of(":now", Items.time(now))));
        } catch (ConditionalCheckFailedException unknownStore) {
            // nobody has connected it
        }
        usersOf(shop).forEach(user -> unlink(user, shop, now));
    }

    /// Erases everything that is kept of a shop that nobody is linked to: its name, its place among those of its own app, facts, past
    /// links and its row of tokens. Who is interrupted can do it again.
    public void erase(ShopDomain shop) {
        facts(shop).ifPresent(known -> nameOf(known.gid()).filter(shop::equals).ifPresent(
                _ -> dynamoDb.deleteItem(delete -> delete.tableName(table).key(nameKey(known.gid())))));
        ownApp(shop).ifPresent(
                app -> dynamoDb.deleteItem(delete -> delete.tableName(table).key(useOf(app, shop).item())));
        var all = QueryRequest.builder().tableName(table).consistentRead(true).keyConditionExpression("shop = :shop")
                .expressionAttributeValues(Map.of(":shop", Items.text(shop.value()))).build();
        dynamoDb.queryPaginator(all).items().forEach(item -> dynamoDb.deleteItem(
                delete -> delete.tableName(table).key(key(shop, Items.text(item, "record")))));
        tokens.delete(shop);
    }

    private static boolean isLive(Map<String, AttributeValue> link) {
        return !link.containsKey("ended_at");
    }

    /// What is known of a shop, whoever is linked to it.
    public Optional<ShopFacts> facts(ShopDomain shop) {
        return Optional.ofNullable(facts(List.of(shop)).get(shop));
    }

    /// What is known of some shops; one that nobody connected is not in the answer.
    public Map<ShopDomain, ShopFacts> facts(List<ShopDomain> shops) {
        return BatchRead.of(dynamoDb, table, shops.stream().map(shop -> key(shop, FACTS)).toList()).stream()
                .map(Connections::facts).collect(Collectors.toMap(ShopFacts::shop, facts -> facts));
    }

    /// Stores the token pair, what we know of the shop and the user's link, all or nothing. A shop that is known under another
    /// name moves with its links. Fails with `store.identity-changed` when another shop answers under a known name, and with
    /// `store.busy` when a later exchange has already stored its pair.
    public Store connect(UserId user, ShopFacts facts, Credential credential, Leases.Lease lease, Instant now) {
        var shop = facts.shop();
        makeRoom(facts, now);
        var before = nameOf(facts.gid());
        var renamed = before.filter(name -> !name.equals(shop));
        renamed.ifPresent(old -> usersOf(old).forEach(follower -> link(follower, shop, now)));
        var parts = new ArrayList<>(List.of(
                TransactWriteItem.builder().put(store(facts, credential)).build(),
                TransactWriteItem.builder().put(name(facts.gid(), shop, before)).build(),
                TransactWriteItem.builder().put(linkOf(user, shop, now)).build(),
                TransactWriteItem.builder().update(tokens.write(shop, credential, lease)).build()));
        app(credential).ifPresent(app -> parts.add(TransactWriteItem.builder().put(useOf(app, shop)).build()));
        renamed.ifPresent(old -> {
            parts.add(TransactWriteItem.builder().update(moved(old, shop)).build());
            parts.add(TransactWriteItem.builder().update(tokens.erasing(old)).build());
        });
        try {
            dynamoDb.transactWriteItems(TransactWriteItemsRequest.builder().transactItems(parts).build());
        } catch (TransactionCanceledException cancelled) {
            throw meaning(cancelled);
        }
        tokens.forget(shop);
        renamed.ifPresent(old -> usersOf(old).forEach(follower -> unlink(follower, old, now)));
        return new Store(shop, facts.gid(), credential.scopes(), facts.zone(), facts.currency(), app(credential), now);
    }

    /// Links are told apart by their shop's name alone. So the name must be free before anybody is linked under it, and whoever is still
    /// linked to a shop that had it, or to one that was to get it, would reach this one.
    private void makeRoom(ShopFacts facts, Instant now) {
        var shop = facts.shop();
        var standing = dynamoDb.getItem(get -> get.tableName(table).key(key(shop, FACTS)).consistentRead(true)).item();
        if (standing.isEmpty() || standing.containsKey("moved_to")) {
            usersOf(shop).forEach(user -> unlink(user, shop, now));
        } else if (!Items.text(standing, "gid").equals(facts.gid().toString())) {
            throw identityChanged();
        }
    }

    private Put store(ShopFacts facts, Credential credential) {
        var item = new HashMap<>(key(facts.shop(), FACTS));
        item.put("gid", Items.text(facts.gid().toString()));
        item.put("scopes", Items.text(credential.scopes().toString()));
        item.put("zone", Items.text(facts.zone().getId()));
        item.put("currency", Items.text(facts.currency().getCurrencyCode()));
        item.put("installed_at", Items.time(facts.installedAt()));
        app(credential).ifPresent(app -> item.put("app", Items.text(app)));
        return Put.builder().tableName(table).item(item)
                // A name that its shop has left is free for another.
                .conditionExpression("attribute_not_exists(gid) OR gid = :gid OR attribute_exists(moved_to)")
                .expressionAttributeValues(Map.of(":gid", Items.text(facts.gid().toString())))
                .build();
    }

    private static Optional<String> app(Credential credential) {
        return switch (credential) {
            case TokenPair _ -> Optional.empty();
            case AppToken token -> Optional.of(token.app());
        };
    }

    /// Fails with `store.other-app` when the store is connected through another app than this one; none is the platform's.
    public void checkApp(ShopDomain shop, Optional<String> app) {
        BatchRead.of(dynamoDb, table, List.of(key(shop, FACTS))).stream()
                .filter(item -> isConnected(item) && !app(item).equals(app)).findFirst().ifPresent(_ -> {
                    throw new FailureException(new Failure.Conflict("store.other-app",
                            "The store is connected through another app; disconnect it first."));
                });
    }

    /// The owner's own app through which a store is or was connected.
    public Optional<String> ownApp(ShopDomain shop) {
        return BatchRead.of(dynamoDb, table, List.of(key(shop, FACTS))).stream().findFirst()
                .flatMap(Connections::app);
    }

    /// Whether any store is connected through this own app: several of one owner may be.
    public boolean isInUse(String app) {
        var query = QueryRequest.builder().tableName(table).consistentRead(true)
                .keyConditionExpression("shop = :app").expressionAttributeValues(Map.of(":app", Items.text(users(app))))
                .build();
        var shops = dynamoDb.queryPaginator(query).items().stream()
                .map(item -> key(new ShopDomain(Items.text(item, "record")), FACTS)).toList();
        return BatchRead.of(dynamoDb, table, shops).stream()
                .anyMatch(item -> isConnected(item) && app(item).equals(Optional.of(app)));
    }

    private static boolean isConnected(Map<String, AttributeValue> store) {
        return !store.containsKey("moved_to") && !store.containsKey("ended_at");
    }

    /// Under the app, that this shop was connected through it.
    private Put useOf(String app, ShopDomain shop) {
        return Put.builder().tableName(table)
                .item(Map.of("shop", Items.text(users(app)), "record", Items.text(shop.value()))).build();
    }

    private static String users(String app) {
        return "app#" + app;
    }

    private static Optional<String> app(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get("app")).map(AttributeValue::s);
    }

    private Put linkOf(UserId user, ShopDomain shop, Instant now) {
        return Put.builder().tableName(table)
                .item(Map.of("shop", Items.text(shop.value()), "record", Items.text(link(user)),
                        BY_USER.partitionKey(), Items.text(user.value()), "linked_at", Items.time(now)))
                .build();
    }

    /// A link before its store is there: nobody sees it until then, because no other store has the name.
    private void link(UserId user, ShopDomain shop, Instant now) {
        dynamoDb.putItem(put -> put.tableName(table).item(linkOf(user, shop, now).item()));
    }

    /// The name under which a shop is known now. Shops are told apart by their gid; their name may change.
    private Optional<ShopDomain> nameOf(Gid gid) {
        var item = dynamoDb.getItem(get -> get.tableName(table).key(nameKey(gid)).consistentRead(true));
        return item.hasItem() ? Optional.of(new ShopDomain(Items.text(item.item(), "name"))) : Optional.empty();
    }

    private Put name(Gid gid, ShopDomain shop, Optional<ShopDomain> before) {
        var item = new HashMap<>(nameKey(gid));
        item.put("name", Items.text(shop.value()));
        var put = Put.builder().tableName(table).item(item).expressionAttributeNames(Map.of("#name", "name"));
        return before.map(name -> put.conditionExpression("#name = :before")
                .expressionAttributeValues(Map.of(":before", Items.text(name.value()))))
                .orElseGet(() -> put.conditionExpression("attribute_not_exists(#name)")).build();
    }

    private Update moved(ShopDomain old, ShopDomain shop) {
        return Update.builder().tableName(table).key(key(old, FACTS)).updateExpression("SET moved_to = :shop")
                .expressionAttributeValues(Map.of(":shop", Items.text(shop.value()))).build();
    }

    private static Map<String, AttributeValue> nameKey(Gid gid) {
        return Map.of("shop", Items.text(gid.toString()), "record", Items.text("name"));
    }

    private static RuntimeException meaning(TransactionCanceledException cancelled) {
        var reasons = cancelled.cancellationReasons().stream().map(reason -> String.valueOf(reason.code())).toList();
        if (reasons.getFirst().equals("ConditionalCheckFailed")) {
            return identityChanged();
        }
        if (reasons.contains("ConditionalCheckFailed") || reasons.contains("TransactionConflict")) {
            return new FailureException(new Failure.Conflict("store.busy",
                    "The store's connection is being changed by another request; try again."));
        }
        return cancelled;
    }

    private static FailureException identityChanged() {
        return new FailureException(new Failure.Conflict("store.identity-changed",
                "Another shop answers under this name than the one that was connected."));
    }

    private static Store store(Map<String, AttributeValue> item, Instant linkedAt) {
        return new Store(new ShopDomain(Items.text(item, "shop")),
                Gid.ofShopify(Gid.Kind.SHOP, Items.text(item, "gid")),
                Scopes.parse(Items.text(item, "scopes")), ZoneId.of(Items.text(item, "zone")),
                Currency.getInstance(Items.text(item, "currency")), app(item), linkedAt);
    }

    private static ShopFacts facts(Map<String, AttributeValue> item) {
        return new ShopFacts(new ShopDomain(Items.text(item, "shop")),
                Gid.ofShopify(Gid.Kind.SHOP, Items.text(item, "gid")), ZoneId.of(Items.text(item, "zone")),
                Currency.getInstance(Items.text(item, "currency")), Items.time(item, "installed_at"));
    }

    private static Map<String, AttributeValue> key(ShopDomain shop, String record) {
        return Map.of("shop", Items.text(shop.value()), "record", Items.text(record));
    }

    private static String link(UserId user) {
        return link(user.value());
    }

    private static String link(String user) {
        return "user#" + user;
    }
}
