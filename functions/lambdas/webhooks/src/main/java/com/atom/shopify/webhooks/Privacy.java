package com.atom.shopify.webhooks;

import com.atom.shopify.announcements.Announcement;
import com.atom.shopify.announcements.Announcements;
import com.atom.shopify.audit.AuditTrail;
import com.atom.shopify.aws.Deployed;
import com.atom.shopify.connections.Connections;
import com.atom.shopify.connections.Uninstall;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.once.Leases;
import com.atom.shopify.reports.ReportIndex;
import com.atom.shopify.sales.SalesBook;
import com.atom.shopify.stock.StockIndex;
import com.atom.shopify.tables.Table;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What the law asks for by Shopify's compliance topics (shopify-platform 3.6). Each leaves an audit record that says so, without
/// saying of whom. What is kept of a customer is a request for data, the id beside their orders, and for some days the large
/// bodies that told of them or their orders; everything else is at Shopify.
@Singleton
final class Privacy {
    private final PrivacyRequests requests;
    private final Connections connections;
    private final Uninstall uninstall;
    private final Leases leases;
    private final Deliveries deliveries;
    private final Versions versions;
    private final StoredBodies bodies;
    private final SalesBook sales;
    private final ReportIndex reports;
    private final AuditTrail audit;
    private final Announcements announcements;
    private final DynamoDbClient dynamoDb;
    private final Deployed deployed;
    private final ObjectMapper json;
    private final Clock clock;

    Privacy(PrivacyRequests requests, Connections connections, Uninstall uninstall, Leases leases,
            Deliveries deliveries, Versions versions,
            StoredBodies bodies, SalesBook sales, ReportIndex reports, AuditTrail audit, Announcements announcements,
            DynamoDbClient dynamoDb,
            Deployed deployed, ObjectMapper json, Clock clock) {
        this.requests = requests;
        this.connections = connections;
        this.uninstall = uninstall;
        this.leases = leases;
        this.deliveries = deliveries;
        this.versions = versions;
        this.bodies = bodies;
        this.sales = sales;
        this.reports = reports;
        this.audit = audit;
        this.announcements = announcements;
        this.dynamoDb = dynamoDb;
        this.deployed = deployed;
        this.json = json;
        this.clock = clock;
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Request(@Nullable Customer customer, @Nullable List<String> ordersRequested,
            @Nullable List<String> ordersToRedact, @Nullable DataRequest dataRequest) {
        @Override
        public String toString() {
            return "Request[hidden]";
        }
    }

    /// May hold nothing but an e-mail address.
    @Serdeable
    record Customer(@Nullable String id, @Nullable String email, @Nullable String phone) {
        private PrivacyRequests.Person person() {
            return new PrivacyRequests.Person(Optional.ofNullable(id), Optional.ofNullable(email),
                    Optional.ofNullable(phone));
        }

        @Override
        public String toString() {
            return "Customer[hidden]";
        }
    }

    @Serdeable
    record DataRequest(@Nullable String id) {}

    /// Keeps a request for the merchant, who answers it.
    Reacted keepRequest(Notice notice) {
        var request = read(notice.payload());
        var customer = Optional.ofNullable(request.customer());
        requests.note(notice.shop(), new PrivacyRequest(
                Optional.ofNullable(request.dataRequest()).flatMap(data -> Optional.ofNullable(data.id()))
                        .filter(id -> Gid.NUMBER.matcher(id).matches())
                        .orElseThrow(() -> Notice.incomplete("data_request.id")),
                clock.instant(), customer.flatMap(each -> Optional.ofNullable(each.id())),
                customer.flatMap(each -> Optional.ofNullable(each.email())),
                customer.flatMap(each -> Optional.ofNullable(each.phone())),
                Optional.ofNullable(request.ordersRequested()).orElse(List.of())));
        return done(notice, Outcome.APPLIED);
    }

    /// Erases what is kept of a customer, who may be named by e-mail address alone, and of the orders that are listed. Whoever keeps
    /// more of a customer with an id hears that he is gone.
    Reacted redactCustomer(Notice notice) {
        var request = read(notice.payload());
        var customer = Optional.ofNullable(request.customer()).orElseThrow(() -> Notice.incomplete("customer"));
        requests.erase(notice.shop(), customer.person());
        var whom = new ArrayList<Gid>();
        Optional.ofNullable(customer.id()).ifPresent(id -> whom.add(Gid.parse(Gid.Kind.CUSTOMER, "customer.id", id)));
        Optional.ofNullable(request.ordersToRedact()).orElse(List.of())
                .forEach(id -> whom.add(Gid.parse(Gid.Kind.ORDER, "orders_to_redact", id)));
        bodies.erase(notice.shop(), whom);
        var gone = of(whom, Gid.Kind.CUSTOMER).findFirst();
        sales.forget(notice.shop(), gone, of(whom, Gid.Kind.ORDER).toList());
        gone.ifPresent(gid -> announcements
                .publish(new Announcement.CustomerChanged(notice.shop(), gid, notice.triggeredAt(), true)));
        return done(notice, Outcome.APPLIED);
    }

    private static Stream<Gid> of(List<Gid> whom, Gid.Kind kind) {
        return whom.stream().filter(gid -> gid.kind() == kind);
    }

    /// Erases what is kept of a shop, unless the app is installed there again. Whether it is, its token says: that it was removed may
    /// never have been heard. Under the store's lease and only as long as it holds, so that nobody connects it meanwhile; who is
    /// interrupted can do it again.
    Reacted redactShop(Notice notice) {
        var shop = notice.shop();
        var judged = connections.facts(shop);
        if (!connections.usersOf(shop).isEmpty() && uninstall.isInstalled(shop, notice.deadline())) {
            return done(notice, Outcome.INSTALLED_AGAIN);
        }
        try (var lease = leases.onToken(shop, notice.deadline())) {
            if (!connections.facts(shop).equals(judged)) {
                // Connected since its token was asked, or only described anew: that is found out when it is looked at again.
                throw Leases.busy();
            }
            disconnect(shop);
            var deadline = lease.within(notice.deadline());
            bodies.eraseAllOf(shop, deadline);
            reports.eraseFiles(shop, deadline);
            var work = new Erasing(dynamoDb, deployed, Table.WORK, deadline);
            deliveries.eraseAllOf(shop, work);
            versions.eraseAllOf(shop, work);
            work.eraseAllOf(shop.value());
            var sold = new Erasing(dynamoDb, deployed, Table.SALES, deadline);
            SalesBook.owners(shop).forEach(sold::eraseAllOf);
            var catalog = new Erasing(dynamoDb, deployed, Table.CATALOG, deadline);
            catalog.eraseAllOf(shop.value());
            StockIndex.owners(shop).forEach(catalog::eraseAllOf);
            Erasing.checkTime(deadline);
            connections.erase(shop);
        }
        return done(notice, Outcome.APPLIED);
    }

    /// What is left of a removal that was not heard.
    private void disconnect(ShopDomain shop) {
        if (!connections.usersOf(shop).isEmpty()) {
            connections.disconnect(shop, clock.instant());
            announcements.publish(new Announcement.StoreDisconnected(shop, clock.instant()));
        }
    }

    private Request read(Payload payload) {
        try {
            var request = json.readValue(payload.bytes(), Request.class);
            if (request != null) {
                return request;
            }
        } catch (IOException foreign) {
            // without the cause: the parser's message quotes the body
        }
        throw Notice.incomplete("body");
    }

    private Reacted done(Notice notice, Outcome outcome) {
        return Reacted.with(outcome, audit.record(notice.shop(),
                notice.topic().header() + "#" + notice.id(), outcome.word(),
                Map.of("topic", notice.topic().header())));
    }
}
