package com.atom.shopify.webhooks;

import com.atom.shopify.connections.Connections;
import com.atom.shopify.id.ShopDomain;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the law asks for by Shopify's compliance topics (shopify-platform 3.6). What is kept of a customer is only a request for
/// data; everything else is at Shopify. Each leaves a line in the log that says so, without saying of whom.
@Singleton
final class Privacy {
    private static final Logger LOG = LoggerFactory.getLogger(Privacy.class);

    private final PrivacyRequests requests;
    private final Connections connections;
    private final Deliveries deliveries;
    private final ObjectMapper json;
    private final Clock clock;

    Privacy(PrivacyRequests requests, Connections connections, Deliveries deliveries, ObjectMapper json, Clock clock) {
        this.requests = requests;
        this.connections = connections;
        this.deliveries = deliveries;
        this.json = json;
        this.clock = clock;
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Request(@Nullable Customer customer, @Nullable List<String> ordersRequested,
            @Nullable DataRequest dataRequest) {
        @Override
        public String toString() {
            return "Request[hidden]";
        }
    }

    /// May hold nothing but an e-mail address.
    @Serdeable
    record Customer(@Nullable String id, @Nullable String email, @Nullable String phone) {
        @Override
        public String toString() {
            return "Customer[hidden]";
        }
    }

    @Serdeable
    record DataRequest(@Nullable String id) {}

    /// Keeps a request for the merchant, who answers it.
    void note(ShopDomain shop, Payload payload) {
        var request = read(payload);
        var customer = Optional.ofNullable(request.customer());
        requests.note(shop, new PrivacyRequest(
                Optional.ofNullable(request.dataRequest()).flatMap(data -> Optional.ofNullable(data.id()))
                        .orElseThrow(() -> new IllegalArgumentException("the request has no number")),
                clock.instant(), customer.flatMap(each -> Optional.ofNullable(each.id())),
                customer.flatMap(each -> Optional.ofNullable(each.email())),
                customer.flatMap(each -> Optional.ofNullable(each.phone())),
                Optional.ofNullable(request.ordersRequested()).orElse(List.of())));
        audit(shop, "customer data requested");
    }

    /// Erases what is kept of a customer.
    void redactCustomer(ShopDomain shop, Payload payload) {
        var customer = Optional.ofNullable(read(payload).customer())
                .orElseThrow(() -> new IllegalArgumentException("no customer is named"));
        requests.erase(shop, Optional.ofNullable(customer.id()), Optional.ofNullable(customer.email()));
        audit(shop, "customer redacted");
    }

    /// Erases what is kept of a shop, unless it is connected again.
    ///
    /// @return whether it was erased
    boolean redactShop(ShopDomain shop) {
        if (!connections.usersOf(shop).isEmpty()) {
            return false;
        }
        connections.erase(shop);
        deliveries.eraseAllOf(shop);
        audit(shop, "shop redacted");
        return true;
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
        throw new IllegalArgumentException("not a request of that kind");
    }

    private static void audit(ShopDomain shop, String what) {
        LOG.atInfo().addKeyValue("audit", what).addKeyValue("shop", shop).log("privacy request done");
    }
}
