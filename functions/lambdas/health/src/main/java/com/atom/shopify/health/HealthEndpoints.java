package com.atom.shopify.health;

import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Contract;
import com.atom.shopify.edge.Endpoints;
import com.atom.shopify.edge.Handler;
import com.atom.shopify.edge.NoParameters;
import com.atom.shopify.routes.HealthRoute;
import jakarta.inject.Singleton;
import java.util.List;

/// Which use case answers which route of the health function.
@Singleton
final class HealthEndpoints implements Endpoints<HealthRoute> {
    private final ApiDocument document;
    private final Liveness liveness;
    private final TokenHealth tokens;
    private final ConnectionHealth connection;
    private final HealthSummary summary;

    HealthEndpoints(ApiDocument document, Liveness liveness, TokenHealth tokens, ConnectionHealth connection,
            HealthSummary summary) {
        this.document = document;
        this.liveness = liveness;
        this.tokens = tokens;
        this.connection = connection;
        this.summary = summary;
    }

    @Override
    public List<HealthRoute> routes() {
        return List.of(HealthRoute.values());
    }

    @Override
    public Handler handler(HealthRoute route) {
        return switch (route) {
            case OPENAPI -> Handler.plain(Contract.of(Answer.Document.class), document::answer);
            case HEALTH -> Handler.plain(Contract.of(Liveness.LivenessJson.class), liveness::answer);
            case TOKEN_HEALTH -> Handler.list(NoParameters.class, TokenHealth.TokenHealthJson.class, tokens::page);
            case CONNECTION_HEALTH -> Handler.list(NoParameters.class,
                    ConnectionHealth.ConnectionHealthJson.class, connection::page);
            case HEALTH_SUMMARY -> Handler.plain(Contract.of(HealthSummary.SummaryJson.class), summary::answer);
        };
    }
}
