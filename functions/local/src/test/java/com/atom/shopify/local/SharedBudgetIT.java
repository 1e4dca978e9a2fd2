package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.LambdaFunction;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Several instances, each a process of its own, at one store whose budget is spent.
@Isolated("it counts requests")
class SharedBudgetIT {
    private static final int INSTANCES = 4;
    private static final int REQUESTS = 5;
    private static final String PAGE = "/api/shopify/products?limit=100&query=";

    private final String shop = Client.newShop();
    private final Client client = Client.ofNewUser().connect(shop);

    @Test
    void noneStarvesAndHardlyAnyIsRefused() throws Exception {
        var instances = IntStream.range(0, INSTANCES).mapToObj(_ -> instance()).toList();
        instances.forEach(instance -> assertThat(page(instance, "first").status()).isEqualTo(200));
        Client.control("PUT", "/shops/" + shop, "{\"points\":0}");
        var before = asked().count();

        var replies = allAtOnce(instances);

        assertThat(replies).hasSize(INSTANCES).allSatisfy(ofOne -> assertThat(ofOne).hasSize(REQUESTS)
                .allSatisfy(reply -> assertThat(reply.status()).as(reply.response().body()).isEqualTo(200)));
        // What an instance knew of the budget was true until it was spent elsewhere; one refusal tells it.
        assertThat(asked().skip(before).filter(request -> request.path("points").isEmpty()).count())
                .isLessThanOrEqualTo(2 * INSTANCES);
    }

    private static URI instance() {
        var process = Running.platform().another(LambdaFunction.COMMERCE, LambdaRuntime.AWS);
        return Running.platform().gatewayBefore(Map.of(LambdaFunction.COMMERCE, process));
    }

    private List<List<Client.Reply>> allAtOnce(List<URI> instances) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(instances
                    .stream().<Callable<List<Client.Reply>>>map(instance -> () -> IntStream.range(0, REQUESTS)
                            .mapToObj(i -> page(instance, "word" + i)).toList())
                    .toList());
            return all.stream().map(replies -> replies.resultNow()).toList();
        }
    }

    private Client.Reply page(URI instance, String word) {
        return client.send("GET", instance + PAGE + word, null, "Cache-Control", "no-cache");
    }

    /// What the store was asked for so far.
    private Stream<JsonNode> asked() {
        return Client.control("GET", "/requests?shop=" + shop, "").json().valueStream()
                .filter(request -> request.path("operation").asText().equals("ListProducts"));
    }
}
