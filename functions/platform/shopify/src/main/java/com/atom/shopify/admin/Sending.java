package com.atom.shopify.admin;

import com.atom.shopify.http.Delivery;
import com.atom.shopify.http.Transport;
import com.atom.shopify.http.Trouble;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Sends a call once and has its answer classified. Sends nothing that the deadline would cut off.
@Singleton
final class Sending {
    /// Shopify gives up after about ten seconds (shopify.dev, limits).
    private static final Duration LONGEST = Duration.ofSeconds(12);

    private final ShopifySettings settings;
    private final Transport transport;
    private final ServedVersion served;
    private final LastAnswers answers;
    private final Classification classification;
    private final Duration longest;

    @Inject
    Sending(ShopifySettings settings, Transport transport, ServedVersion served, LastAnswers answers,
            Classification classification) {
        this(settings, transport, served, answers, classification, LONGEST);
    }

    Sending(ShopifySettings settings, Transport transport, ServedVersion served, LastAnswers answers,
            Classification classification, Duration longest) {
        this.settings = settings;
        this.transport = transport;
        this.served = served;
        this.answers = answers;
        this.classification = classification;
        this.longest = longest;
    }

    Verdict once(Request request) {
        if (!request.canBeSent()) {
            return Verdict.of(new Outcome.Refused(Trouble.noTimeLeft()));
        }
        var left = request.deadline().left();
        var clock = request.deadline().clock();
        var sent = clock.instant();
        var delivery = transport.post(
                URI.create(settings.endpoint(request.shop()) + "/admin/api/" + settings.apiVersion() + "/graphql.json"),
                Map.of("X-Shopify-Access-Token", request.token().reveal()),
                request.body(), left.compareTo(longest) < 0 ? left : longest);
        var took = Duration.between(sent, clock.instant());
        var verdict = classification.of(delivery, request.operation());
        if (delivery instanceof Delivery.Reply reply) {
            answers.note(request.shop(), new LastAnswers.LastAnswer(sent, took,
                    served.note(reply, request.operation().name()),
                    Optional.ofNullable(verdict.cost()).map(Cost::left)));
        }
        return verdict;
    }
}
