package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.fake.shopify.FakeShopify;
import com.atom.shopify.query.RawQuery;
import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Secrets stay where they belong. Comes late, and looks through everything that was logged and answered before.
@Isolated("all others come before")
@Order(Integer.MAX_VALUE - 1)
class LeaksIT {
    private static final Pattern WORD = Pattern.compile("[^A-Za-z0-9_-]+");
    private static final String TOKENS = "(?s).*(shpat_|shprt_|local-secret|eyJ[A-Za-z0-9_-]{10}).*";

    @Test
    void nothingSecretReachesALogOrAnError() {
        var client = Client.ofNewUser();
        var shop = Client.newShop();
        var consent = client.begin(shop);
        var callback = client.consent(consent);
        var parameters = RawQuery.parse(URI.create(callback).getRawQuery()).stream()
                .collect(Collectors.toMap(each -> each.getKey(), each -> each.getValue()));
        var forged = client.get(callback.replace("hmac=", "hmac=0"));
        client.get(callback);
        var replayed = client.get(callback);
        client.get("/api/shopify/products");
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"body\",\"body\":\"not json\",\"times\":5");
        var nonsense = client.get("/api/shopify/products?limit=2");
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"revoke\"");
        var revoked = client.get("/api/shopify/products?limit=3");

        for (var error : new Client.Reply[]{forged, replayed, nonsense, revoked}) {
            assertThat(error.status()).isGreaterThanOrEqualTo(400);
            assertThat(error.response().body()).doesNotMatch(TOKENS).doesNotContain(parameters.get("code"))
                    .doesNotContain(parameters.get("state"));
        }
        assertThat(Running.platform().log()).isNotEmpty().allSatisfy(line -> {
            assertThat(line).doesNotMatch(TOKENS).doesNotContain(parameters.get("code"))
                    .doesNotContain(parameters.get("state")).doesNotContain(parameters.get("hmac"));
        });
    }

    @Test
    void noTokenThatWasEverAliveIsInALogOrAnError() {
        var alive = FakeShopify.everySecret();
        var words = Stream.concat(Running.platform().log().stream(), Client.errors().stream())
                .flatMap(text -> WORD.splitAsStream(text)).collect(Collectors.toSet());

        assertThat(alive).isNotEmpty();
        assertThat(words).isNotEmpty();
        assertThat(alive).filteredOn(words::contains).isEmpty();
        assertThat(words).noneMatch(word -> word.startsWith("shpat_") || word.startsWith("shprt_")
                || word.startsWith("shpss_") || word.equals("local-secret"));
    }
}
