package com.atom.shopify.admin;

import static com.atom.shopify.admin.Things.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.id.ShopDomain;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LastAnswersTest {
    private static final String THROTTLED = """
            {"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":{"cost":{
            "requestedQueryCost":1500,"actualQueryCost":null,"throttleStatus":
            {"maximumAvailable":1000,"currentlyAvailable":118,"restoreRate":50}}}}""";

    private final TestClient client = new TestClient();

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void nothingIsKnownOfAStoreThatHasNotAnswered() {
        assertThat(client.answers.of(Things.SHOP)).isEmpty();
    }

    @Test
    void theVersionAndTheBudgetOfTheLastAnswerAreKnownOfItsStoreOnly() {
        client.shopify.answers(200, Map.of("X-Shopify-API-Version", "2026-01"), THROTTLED);
        client.failure(QUERY);

        var answer = client.answers.of(Things.SHOP).orElseThrow();

        assertThat(answer.servedVersion()).contains("2026-01");
        assertThat(answer.budget()).contains(new LastAnswers.Budget(118, 1000, 50));
        assertThat(client.answers.of(new ShopDomain("another.myshopify.com"))).isEmpty();
    }

    @Test
    void anAnswerThatSaysNothingOfTheBudgetIsAnAnswer() {
        client.shopify.answers(423, Map.of(), "");
        client.failure(QUERY);

        assertThat(client.answers.of(Things.SHOP)).map(LastAnswers.LastAnswer::budget).contains(Optional.empty());
    }
}
