package com.atom.shopify.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.connections.Store;
import com.atom.shopify.edge.input.RecordReader;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.oauth.Scopes;
import com.atom.shopify.products.ListProducts;
import com.atom.shopify.products.ProductFilter;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.ApplicationContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Map;

/// Reads a product page with our client, once for each line of standard input, and says how long it took.
public final class Pages {
    private static final Duration LONGEST = Duration.ofSeconds(25);

    private Pages() {}

    public static void main(String[] arguments) throws IOException {
        try (var context = ApplicationContext.builder().banner(false).start();
                var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            var products = context.getBean(ListProducts.class);
            var filter = context.getBean(RecordReader.class).query(ProductFilter.class, Map.of("limit", "50"));
            var store = store(ShopDomain.parse(context.getRequiredProperty("bench.shop", String.class)));
            while (lines.readLine() != null) {
                var start = System.nanoTime();
                var page = products.in(filter, store, Deadline.in(LONGEST, Clock.systemUTC()));
                System.out.println("page " + (System.nanoTime() - start) + " " + page.items().size());
            }
        }
    }

    private static Store store(ShopDomain shop) {
        return new Store(shop, new Gid(Gid.Kind.SHOP, 1), Scopes.parse("read_products"), ZoneOffset.UTC,
                Currency.getInstance("USD"), Instant.EPOCH);
    }
}
