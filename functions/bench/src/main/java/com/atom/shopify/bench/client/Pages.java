package com.atom.shopify.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.lists.Connection;
import com.atom.shopify.products.ListProducts;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.annotation.Serdeable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a product page with our client, once for each line of standard input, and says how long it took. The cache is left out:
/// the other client has none.
public final class Pages {
    private static final Duration LONGEST = Duration.ofSeconds(25);
    private static final Operation<Answer> LIST = Operation.of(ListProducts.class, Answer.class)
            .withFragments("ImageFields");
    private static final Map<String, Object> FIRST_FIFTY = Map.of("first", 50, "sortKey", "ID", "reverse", false);

    private Pages() {}

    @Serdeable
    record Answer(Connection<Product> products) {}

    @Serdeable
    record Product(String id, String title, String handle, String status, String vendor, String productType,
            List<String> tags, int totalInventory, @Nullable Count variantsCount, PriceRange priceRangeV2,
            Instant createdAt, Instant updatedAt, @Nullable Instant publishedAt) {}

    @Serdeable
    record Count(int count) {}

    @Serdeable
    record PriceRange(Amount minVariantPrice, Amount maxVariantPrice) {}

    @Serdeable
    record Amount(String amount, String currencyCode) {}

    public static void main(String[] arguments) throws IOException {
        try (var context = ApplicationContext.builder().banner(false).start();
                var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            var admin = context.getBean(AdminApi.class);
            var shop = ShopDomain.parse(context.getRequiredProperty("bench.shop", String.class));
            while (lines.readLine() != null) {
                var start = System.nanoTime();
                var page = admin.run(Errand.at(shop, Deadline.in(LONGEST, Clock.systemUTC())), LIST.with(FIRST_FIFTY));
                System.out.println("done " + (System.nanoTime() - start) + " " + page.products().nodes().size());
            }
        }
    }
}
