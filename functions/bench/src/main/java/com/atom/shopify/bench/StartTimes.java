package com.atom.shopify.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.local.LocalPlatform;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/// How long a function takes from the start of its process, under AWS's own runtime client, until it asks for its first event and
/// until it has answered it. Its first event reads DynamoDB and calls nothing else, like the floor's; that of the intake is a delivery,
/// which goes to its queue.
final class StartTimes {
    private static final int MOST_ROUNDS = 9;
    private static final int LEAST_ROUNDS = 3;
    private static final Duration TIME = Duration.ofSeconds(75);
    /// Of the body of a delivery.
    private static final int SIZE = 2_000;

    private final LocalPlatform platform;
    private final Path root;

    StartTimes(LocalPlatform platform, Path root) {
        this.platform = platform;
        this.root = root;
    }

    private record Contender(String name, LambdaFunction inPlaceOf, String handler, Path zip, Optional<String> event) {}

    private record Times(Samples init, Samples first, Samples total) {
        Times() {
            this(new Samples(), new Samples(), new Samples());
        }
    }

    /// Rounds in which everybody starts once, so that a busy moment of the machine meets all.
    Report measure() throws IOException, TimeoutException {
        var contenders = contenders();
        var times = new LinkedHashMap<String, Times>();
        var start = System.nanoTime();
        for (var round = 0; round < MOST_ROUNDS
                && (round < LEAST_ROUNDS || System.nanoTime() - start < TIME.toNanos()); round++) {
            for (var contender : contenders) {
                start(contender, times.computeIfAbsent(contender.name(), _ -> new Times()));
            }
        }
        return report(times);
    }

    private static Report report(Map<String, Times> times) {
        var report = new Report("start",
                "Start: median ms from process start, each function against a handler without a framework");
        var floor = times.getOrDefault(Floor.NAME, new Times());
        times.forEach((name, measured) -> {
            var row = report.row(name).with("init", measured.init().median());
            row.with("init ratio", measured.init().median() / floor.init().median());
            if (measured.total().size() > 0) {
                row.with("first event", measured.first().median()).with("total", measured.total().median())
                        .with("total ratio", measured.total().median() / floor.total().median());
            }
            row.with("starts", measured.init().size());
        });
        return report;
    }

    private void start(Contender contender, Times times) throws IOException, TimeoutException {
        try (var host = platform.inPlaceOf(contender.inPlaceOf(), contender.handler(), contender.zip())) {
            var init = host.awaitReady();
            times.init().add(init);
            if (contender.event().isPresent()) {
                var sent = System.nanoTime();
                var answer = host.invoke(contender.event().get());
                var first = Duration.ofNanos(System.nanoTime() - sent);
                if (Merchant.JSON.readTree(answer).path("statusCode").asInt(500) >= 500) {
                    throw new IOException(contender.name() + " fails at its first event");
                }
                times.first().add(first);
                times.total().add(init.plus(first));
            }
        }
    }

    private List<Contender> contenders() throws IOException {
        var contenders = new ArrayList<Contender>();
        contenders.add(new Contender(Floor.NAME, LambdaFunction.COMMERCE, Floor.HANDLER, Floor.zip(root),
                Optional.of("{}")));
        for (var function : LambdaFunction.values()) {
            contenders.add(new Contender(function.id(), function, function.handler(), root.resolve(function.zip()),
                    event(function)));
        }
        return contenders;
    }

    /// A genuine delivery for the intake, else the sample event of a plain read, of a user without stores; none for a function that
    /// has no such route.
    private Optional<String> event(LambdaFunction function) throws IOException {
        if (function == LambdaFunction.INTAKE) {
            return Optional.of(SignedDelivery.event(platform.clientSecret(), SIZE));
        }
        var route = Route.all().stream().filter(each -> each.function() == function
                && each.method() == Route.HttpMethod.GET && each.access() == Route.Access.BEARER
                && !each.path().contains("{")).reduce((_, last) -> last);
        return route.isPresent() ? Optional.of(sample(route.get())) : Optional.empty();
    }

    private static String sample(Route route) throws IOException {
        try (var stream = StartTimes.class.getResourceAsStream("/events/gateway/" + route.name() + ".json")) {
            if (stream == null) {
                throw new IllegalStateException("no sample event of " + route.name());
            }
            return new String(stream.readAllBytes(), UTF_8).replaceAll("\\$\\{([a-z_]+)}", "$1");
        }
    }
}
